// What tells the few detectors of which a text may end in the beginning of a match.
#include <algorithm>
#include <string_view>

#include "ruleset.h"

namespace sluice {

namespace {

// A group's states are sets of all its positions, and there are as many as its members have together: those with long
// counted repeats, which have one for every count, are alone. (Two of them in a group, and a token of random letters makes
// new states for ever.)
constexpr uint32_t kAliveMost = 120;
constexpr uint32_t kAlivePositions = 1024;
constexpr size_t kGroupDfaBytes = 2 * 1024 * 1024;
// Groups of more positions are relaxed. With one step, a seventh more is left to the exact walk; with three, there are a third more
// positions, and hardly less is left.
constexpr uint32_t kMostUnrelaxed = 400;
constexpr int32_t kStepsAlike = 2;
// Of a longer beginning it is not asked whether it stands there.
constexpr int32_t kMostKeyBytes = 16;

// Bytes of a match up to the end of the longest literal that one may begin with; 0 if it has none.
int32_t longestKey(const DetectorSpec& spec) {
  int32_t most = 0;
  for (const Literal& key : spec.keys.list) most = std::max(most, spec.keys.offset + static_cast<int32_t>(key.bytes.size()));
  return most;
}

}  // namespace

AliveWalk::AliveWalk(Automaton of, std::vector<Automaton::Set> from)
    : automaton(std::move(of)), ends(std::move(from)), backward(automaton, LazyDfa::Direction::kBackward, kGroupDfaBytes) {
  for (const Automaton::Set& positions : ends) toEnds.push_back(backward.addStart(positions));
}

AliveGroup::AliveGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, int32_t lookahead)
    : members(of), all_(&all), lookahead_(std::max(lookahead, 1)) {
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    positions_ += detector.spec.automaton.positions();
    reach = std::max(reach, detector.spec.maxWidth + detector.spec.leadWidth);
    if (detector.spec.automaton.hasLead()) leads |= uint64_t{1} << part;
    if (!detector.spec.words.empty()) withWords |= uint64_t{1} << part;
    for (uint32_t byte = 0; byte < 256; ++byte) {
      if (detector.spec.hasNotBefore && detector.spec.notBefore.has(static_cast<uint8_t>(byte))) notBefore[byte] |= uint64_t{1} << part;
    }
  }
}

AliveWalk& AliveGroup::walk() {
  if (walk_ != nullptr) return *walk_;
  Automaton automaton = unitedAutomaton(members, *all_);
  std::vector<Automaton::Set> ends(static_cast<size_t>(lookahead_), Automaton::Set(automaton.words(), 0));
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *(*all_)[members[part]];
    automaton.addPartSet(part, detector.alivePositions, ends[0]);
    for (int32_t ahead = 1; ahead < detector.spec.lookahead; ++ahead) {
      automaton.addPartSet(part, detector.spec.automaton.lastOfPattern(), ends[static_cast<size_t>(ahead)]);
    }
  }
  walk_ = std::make_unique<AliveWalk>(std::move(automaton), std::move(ends));
  return *walk_;
}

AliveWalk* AliveGroup::relaxed() {
  if (relaxed_ == nullptr && positions_ > kMostUnrelaxed) {
    Automaton automaton = walk().automaton.relaxed(kStepsAlike);
    std::vector<Automaton::Set> ends;
    for (const Automaton::Set& positions : walk().ends) ends.push_back(automaton.relaxed(positions));
    relaxed_ = std::make_unique<AliveWalk>(std::move(automaton), std::move(ends));
  }
  return relaxed_.get();
}

void AliveGroup::forgetStates(size_t mostStates) {
  walk().backward.forget(mostStates);
  if (relaxed() != nullptr) relaxed_->backward.forget(mostStates);
}

namespace {

// What words end in does not tell that no beginning of a match does, which may end in the bytes of `near` (TailMasks::bytesNear).
bool readsWords(const TailMasks::Near& near) {
  constexpr std::string_view kWords = "the rest of it goes on";
  for (size_t distance = 0; distance < kWords.size(); ++distance) {
    const uint8_t byte = static_cast<uint8_t>(kWords[kWords.size() - 1 - distance]);
    if (!ByteClass::has(near[std::min(distance, near.size() - 1)], byte)) return false;
  }
  return true;
}

// What words and sentences are of.
ByteClass plainBytes() {
  ByteClass plain;
  for (uint32_t byte = 0; byte < 256; ++byte) {
    const bool isOther = byte >= 0x80 || std::string_view(" ,.'-\n").find(static_cast<char>(byte)) != std::string_view::npos;
    plain.set(static_cast<uint8_t>(byte), isOther || isLetter(static_cast<uint8_t>(byte)));
  }
  return plain;
}

// Whether a beginning of a match may have so many bytes, all read by positions in `within`.
bool reachesFar(const Automaton& automaton, const Automaton::Set& within, int32_t bytes) {
  Automaton::Set reached = automaton.firstOfPattern();
  for (int32_t read = 1;; ++read) {
    Automaton::keep(reached, within);
    if (read == bytes || !Automaton::any(reached)) return Automaton::any(reached);
    reached = automaton.after(reached);
  }
}

}  // namespace

void Ruleset::makeAliveGroups() {
  // Masks are looked at 64 detectors at a time, until none is left: those that what the text ends in tells nothing of are together,
  // and those that need a name or context words.
  std::vector<uint32_t> prose, others, named;
  std::vector<TailMasks::Near> aliveNear;  // of each detector
  for (uint32_t index = 0; index < detectors_.size(); ++index) {
    aliveNear.push_back(TailMasks::bytesNear(detectors_[index]->spec.automaton, detectors_[index]->alivePositions));
    const DetectorSpec& spec = spec_.detectors[index];
    bool isNamed = !spec.names.list.empty() || !spec.words.empty();
    (isNamed ? named : readsWords(aliveNear[index]) ? prose : others).push_back(index);
  }
  for (const auto* some : {&prose, &others, &named}) {
    // A walk for one that words do not end is no walk for others.
    for (const auto& members : grouped(*some, some == &prose ? 0 : kAliveMost, kAlivePositions)) {
      aliveGroups_.push_back(std::make_unique<AliveGroup>(members, detectors_, spec_.lookahead));
      aliveRanges_.push_back({aliveOrder_.size(), members.size()});
      aliveOrder_.insert(aliveOrder_.end(), members.begin(), members.end());
      aliveGroupOf_.resize(aliveOrder_.size(), static_cast<uint32_t>(aliveGroups_.size() - 1));
    }
  }
  const size_t all = aliveOrder_.size();
  for (Names* names : {&names_, &cutNames_}) {
    names->nameless.resize(wordsOfSet(all));
    names->namelessAtStart.resize(names->nameless.size());
    names->keyless.assign(names->nameless.size(), ~uint64_t{0});
  }
  for (uint32_t number = 0; number < aliveOrder_.size(); ++number) {
    const DetectorSpec& spec = detectors_[aliveOrder_[number]]->spec;
    addNames(names_, number, spec.names.list);
    addKeys(names_, number);
    if (!spec.commits) continue;
    bool isWhole = longestKey(spec) <= std::max(spec.commitBytes, spec.commitDigits);
    addNames(cutNames_, number, !spec.names.list.empty() || !isWhole ? spec.names.list : spec.keys.list);
  }
  // Both are looked for at once where a text is not yet at its end.
  literals_.index.eachOf([&](const Literal& literal, uint32_t sought) {
    const uint32_t number = names_.index.add(literal);
    names_.sought.resize(names_.index.size(), Names::kNotSought);
    names_.sought[number] = sought;
  });
  for (Names* names : {&names_, &cutNames_}) {
    names->detectors.resize(names->index.size());
    names->sought.resize(names->index.size(), Names::kNotSought);
    names->keyed.resize(names->index.size());
    names->index.finish();
    names->words.finish();
  }
  aliveAt_.assign(static_cast<size_t>(std::max(spec_.lookahead, 1)), TailMasks(all));
  plainAt_ = aliveAt_;
  plain_ = plainBytes();
  cutAt_.assign(1, TailMasks(all));
  starts_.assign(1, StartMasks(all));
  digitless_.assign(wordsOfSet(all), 0);
  farDigit_ = farPlain_ = digitless_;
  constexpr int32_t kAll = TailMasks::kDepth + 1;
  for (size_t number = 0; number < aliveOrder_.size(); ++number) {
    const Detector& detector = *detectors_[aliveOrder_[number]];
    const Automaton& automaton = detector.spec.automaton;
    const uint64_t bit = uint64_t{1} << (number % 64);
    if (detector.spec.beforeDigit == INT32_MAX) digitless_[number / 64] |= bit;
    if (detector.spec.beforeDigit >= kFar) farDigit_[number / 64] |= bit;
    starts_[0].add(number, automaton, detector.spec.hasNotBefore ? &detector.spec.notBefore : nullptr);
    const Automaton::Set plain = automaton.reachedBy(plain_);
    if (reachesFar(automaton, plain, kFar)) farPlain_[number / 64] |= bit;
    aliveAt_[0].add(number, aliveNear[aliveOrder_[number]], kAll);
    plainAt_[0].add(number, TailMasks::bytesNear(automaton, detector.alivePositions, &plain), kAll);
    if (detector.spec.lookahead > 1) {
      const TailMasks::Near near = TailMasks::bytesNear(automaton, automaton.lastOfPattern());
      const TailMasks::Near nearPlain = TailMasks::bytesNear(automaton, automaton.lastOfPattern(), &plain);
      for (int32_t ahead = 1; ahead < detector.spec.lookahead; ++ahead) {
        aliveAt_[static_cast<size_t>(ahead)].add(number, near, kAll);
        plainAt_[static_cast<size_t>(ahead)].add(number, nearPlain, kAll);
      }
    }
    if (detector.spec.commits && !isCutFoundByPrefix(aliveOrder_[number])) {
      cutAt_[0].add(number, TailMasks::bytesNear(automaton, automaton.inner()), std::max(detector.spec.commitBytes, detector.spec.commitDigits));
    }
  }
}

namespace {

// To the list of the literal, where it is last if it is there already.
void addTo(std::vector<std::vector<uint32_t>>& lists, uint32_t literal, uint32_t number) {
  if (lists.size() <= literal) lists.resize(literal + 1);
  if (lists[literal].empty() || lists[literal].back() != number) lists[literal].push_back(number);
}

}  // namespace

// Those given, or else its context words.
void Ruleset::addNames(Names& names, uint32_t number, const std::vector<Literal>& literals) {
  const DetectorSpec& spec = detectors_[aliveOrder_[number]]->spec;
  uint64_t bit = uint64_t{1} << (number % 64);
  bool isNameless = literals.empty() && spec.words.empty();
  if (isNameless) names.nameless[number / 64] |= bit;
  if (isNameless || spec.mayStandAlone) names.namelessAtStart[number / 64] |= bit;
  if (isNameless) return;
  // A match that is pending ends up to its lookahead before the text does.
  int32_t before = std::max(spec.leadWidth, spec.wordsBefore), behind = std::max(spec.lookahead - 1, 0);
  names.reach = std::max(names.reach, before + spec.maxWidth + behind);
  for (const Literal& literal : literals) addTo(names.detectors, names.index.add(literal), number);
  if (!literals.empty()) return;
  for (const std::string& word : spec.words) names.words.add(word, number);
}

// Those that are looked for in every text anyway.
void Ruleset::addKeys(Names& names, uint32_t number) {
  const DetectorSpec& spec = detectors_[aliveOrder_[number]]->spec;
  if (spec.route != Route::kKey || spec.runBytes > 0 || longestKey(spec) > kMostKeyBytes) return;
  names.keyless[number / 64] &= ~(uint64_t{1} << (number % 64));
  names.keyBytes = std::max(names.keyBytes, longestKey(spec));
  for (const Literal& literal : spec.keys.list) addTo(names.keyed, names.index.add(literal), number);
}

bool Ruleset::isCutFoundByPrefix(size_t index) const {
  const DetectorSpec& spec = spec_.detectors[index];
  if (spec.runBytes > 0) return false;
  int32_t most = std::max(spec.prefixBytes, longestKey(spec));
  return (spec.route == Route::kPrefix || spec.route == Route::kKey) && most <= std::max(spec.commitBytes, spec.commitDigits);
}

}  // namespace sluice

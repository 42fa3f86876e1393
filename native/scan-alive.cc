// What may yet become a match when more text follows.
#include <algorithm>
#include <array>

#include "scan.h"
#include "walk.h"

namespace sluice {

namespace {

// Of a longer run that may be the beginning of a match only so many bytes are asked for before it is walked.
constexpr int32_t kMostAsked = 48;
// Starts of detectors that are walked from one by one. Mostly the first one is alive, or none is.
constexpr size_t kMostTried = 24;
constexpr std::array<uint64_t, 4> kNobody{};

}  // namespace

int32_t Scanner::leastAlive() {
  int32_t least = kNone;
  int32_t end = text_.size();
  holder_ = FoundBefore::kNobody;
  if (end <= floor_) return least;
  if (widest_ != kNone) {
    Detector& widest = ruleset_->detector(widest_);
    least = leastStart(widest, widest.toAlive, end);
  }
  // Nothing else is asked, and what is kept of the text before stays for the next step.
  if (floor_ == released_ && (least <= floor_ || isHeldStill())) return floor_;
  findNamed(ruleset_->names(), floor_ - lookback_);
  isPlain_ = std::all_of(text_.data() + floor_, text_.data() + end, [&](uint8_t byte) { return ruleset_->isPlain(byte); });
  hasDigit_ = !isPlain_ && std::any_of(text_.data() + floor_, text_.data() + end, isDigit);
  for (int32_t ahead = 0; ahead < std::max(ruleset_->spec().lookahead, 1); ++ahead) least = leastAliveAt(ahead, least);
  return least;
}

// A value comes in many steps: of most of them this is all that is asked.
bool Scanner::isHeldStill() {
  const FoundBefore::Place* known = foundBefore_.ask(text_.data(), -text_.context(), released_);
  return known != nullptr && known->holder != FoundBefore::kNobody && !isOff(known->holder) && isAliveFrom(known->holder, floor_, 0);
}

bool Scanner::isAliveFrom(uint32_t index, int32_t start, int32_t ahead) {
  Detector& detector = ruleset_->detector(index);
  if (!text_.isBoundary(start) || !startFits(detector, start)) return false;
  const int32_t end = text_.size() - ahead;
  uint32_t state = detector.forward.begin(detector.fromStart), entry = state;
  for (int32_t at = start; at < end;) {
    entry = detector.forward.run<1>(state, text_.data(), at, end);
    if ((entry & LazyDfa::kDead) && at < end) return false;
    state = entry & LazyDfa::kState;
  }
  const bool mayGoOn = ahead == 0 && (entry & LazyDfa::kDead) == 0;
  const bool mayLook = (entry & LazyDfa::kHit) != 0 && detector.spec.lookahead > ahead;
  if (!mayGoOn && !mayLook) return false;
  return (!detector.spec.automaton.hasLead() || leadEndsAt(detector, start)) && wordsAllow(detector, start);
}

void Scanner::findNamed(const Names& names, int32_t soughtFrom) {
  const int32_t end = text_.size(), first = -text_.context(), from = std::max(first, end - names.reach);
  named_ = first == 0 && floor_ == 0 ? names.namelessAtStart : names.nameless;
  keyed_ = names.keyless;
  passed_.clear();
  literalsFound_.clear();
  wordsFound_.clear();
  wordsBegun_.clear();
  auto add = [](std::vector<uint64_t>& into, uint32_t number) { into[number / 64] |= uint64_t{1} << (number % 64); };
  auto takeLiteral = [&](uint32_t literal, int32_t behind) {
    literalsFound_.emplace_back(literal, behind);
    for (uint32_t number : names.detectors[literal]) add(named_, number);
    for (uint32_t number : names.keyed[literal]) add(keyed_, number);
    if (names.sought[literal] != Names::kNotSought) passed_.emplace_back(names.sought[literal], behind);
  };
  auto takeWord = [&](uint32_t word, int32_t at) {
    wordsFound_.emplace_back(word, at);
    for (uint32_t number : names.words.usersOf(word)) add(named_, number);
  };
  auto begun = [&](uint32_t word, int32_t at) { wordsBegun_.emplace_back(word, at); };
  int32_t literalsFrom = std::min(from, std::max(first, soughtFrom)), wordsFrom = from;
  mayKeep_ = from == first && !last_;
  if (FoundBefore::Place* known = mayKeep_ ? foundBefore_.ask(text_.data(), first, released_) : nullptr; known != nullptr) {
    wordsFrom = std::max(first, released_ - known->wordsFrom);
    for (size_t i = 0; i < known->count; ++i) {
      const FoundBefore::Found& found = known->found[i];
      const int32_t at = released_ - found.before;
      // A text begins as if no letter stood before it.
      if (found.isWord && at > first && at < wordsFrom) takeWord(found.number, at);
      if (!found.isWord && at - names.index.bytesOf(found.number) >= first) takeLiteral(found.number, at);
    }
    known->wipe();
    if (wordsFrom > first) names.words.find(text_.data(), first, first, first + 1, end, takeWord, begun);
    literalsFrom = std::max(first, released_ + 1 - static_cast<int32_t>(LiteralIndex::kMostBytes));
    names.index.find(text_.data(), literalsFrom, end, [&](uint32_t literal, int32_t behind) {
      if (behind > released_) takeLiteral(literal, behind);
    });
  } else {
    names.index.find(text_.data(), literalsFrom, end, takeLiteral);
  }
  names.words.find(text_.data(), first, wordsFrom, end, end, takeWord, begun);
}

void Scanner::keepFound(int32_t at) {
  const Names& names = ruleset_->names();
  FoundBefore::Place* place = foundBefore_.keep(text_.data(), -text_.context(), at);
  if (place == nullptr) return;
  int32_t from = at - WordIndex::kMostRead;
  for (auto [word, start] : wordsBegun_) {
    // Whether a letter follows may not be known.
    if (start + names.words.bytesOf(word) >= at) from = std::min(from, start);
  }
  place->wordsFrom = at - from;
  place->holder = holder_;
  auto keep = [&](bool isWord, uint32_t number, int32_t position) {
    if (at - position > place->bytes) return;
    if (place->count < place->found.size()) place->found[place->count++] = {static_cast<uint16_t>(at - position), isWord, number};
    else place->wipe();
  };
  for (auto [literal, behind] : literalsFound_) {
    if (behind <= at) keep(false, literal, behind);
  }
  for (auto [word, start] : wordsFound_) {
    if (start < from) keep(true, word, start);
  }
}

int32_t Scanner::leastAliveAt(int32_t ahead, int32_t least) {
  int32_t at = text_.size() - ahead;
  if (least <= floor_ || at <= floor_ || !text_.isBoundary(at)) return least;
  if (!findAble(ahead, least)) return least;
  if (const std::optional<int32_t> tried = leastTried(ahead, least)) return *tried;
  // Groups follow each other, so the next one is asked at the first bit behind the last one's.
  size_t from = 0;
  for (size_t word = 0; word < able_.size(); ++word) {
    while (from < (word + 1) * 64) {
      uint64_t bits = from > word * 64 ? able_[word] >> (from % 64) << (from % 64) : able_[word];
      if (bits == 0) break;
      uint32_t number = ruleset_->aliveGroupOf(word * 64 + static_cast<size_t>(__builtin_ctzll(bits)));
      auto [first, members] = ruleset_->aliveRange(number);
      size_t firstWord = first / 64, shift = first % 64;
      uint64_t able = able_[firstWord] >> shift;
      if (shift != 0 && firstWord + 1 < able_.size()) able |= able_[firstWord + 1] << (64 - shift);
      if (members < 64) able &= (uint64_t{1} << members) - 1;
      least = leastAliveOf(*ruleset_->aliveGroups()[number], able, ahead, least);
      if (least <= floor_) return least;
      from = first + members;
    }
  }
  return least;
}

// Starts in rising order, so the first one that is alive is the least. What reaches further back than was asked, and what is much, is left
// to the groups: they walk back once, whatever the starts.
std::optional<int32_t> Scanner::leastTried(int32_t ahead, int32_t least) {
  if (reachesBack_) return std::nullopt;
  std::sort(ableStarts_.begin(), ableStarts_.end(), [](const AbleStart& a, const AbleStart& b) { return a.at < b.at; });
  size_t tried = 0;
  for (const AbleStart& start : ableStarts_) {
    for (size_t word = 0; word < start.detectors.size(); ++word) {
      for (uint64_t bits = start.detectors[word]; bits != 0; bits &= bits - 1) {
        if (++tried > kMostTried) return std::nullopt;
        const uint32_t index = ruleset_->aliveOrder()[(start.word + word) * 64 + static_cast<size_t>(__builtin_ctzll(bits))];
        if (!isAliveFrom(index, start.at, ahead)) continue;
        holder_ = ahead == 0 ? index : FoundBefore::kNobody;
        return start.at;
      }
    }
  }
  return least;
}

bool Scanner::findAble(int32_t ahead, int32_t least) {
  static const bool hasAvx2 = __builtin_cpu_supports("avx2");
  return hasAvx2 ? findAble256(ahead, least) : findAbleBy<FourWords>(ahead, least);
}

__attribute__((target("avx2"), flatten)) bool Scanner::findAble256(int32_t ahead, int32_t least) { return findAbleBy<FourWords256>(ahead, least); }

// All bytes from the start of such a match to its end are read by it, and the first of them by its beginning. A few sets more are
// asked than need be: nothing tells beforehand which of them leaves nobody.
template <typename Fours>
__attribute__((always_inline)) inline bool Scanner::findAbleBy(int32_t ahead, int32_t least) {
  const TailMasks& tails = isPlain_ ? ruleset_->plainAt(ahead) : ruleset_->aliveAt(ahead);
  const StartMasks& starts = ruleset_->starts();
  const int32_t end = text_.size() - ahead, lo = std::max(floor_, end - kMostAsked);
  // From here on a match has whole what it may have to begin with.
  const int32_t far = end - ruleset_->names().keyBytes;
  // ... and what is not plain, or else a digit, if it must have one so early.
  const int32_t farOthers = hasDigit_ ? kNone : end - Ruleset::kFar;
  const uint64_t* withoutOthers = isPlain_ ? ruleset_->farPlain() : ruleset_->farDigit();
  bool any = false;
  ableStarts_.clear();
  reachesBack_ = false;
  for (size_t word = 0; word < able_.size(); word += 4) {
    Fours bits(&active_[word]), able(kNobody.data());
    bits &= &named_[word];
    bits &= &tails.some()[word];
    // What is alive by what follows it is a whole match.
    if (ahead > 0 && !hasDigit_ && !isPlain_) bits &= &ruleset_->digitless()[word];
    for (int32_t at = end - 1; at >= lo && bits.any(); --at) {
      if (at == far) bits &= &keyed_[word];
      if (at == farOthers) bits &= &withoutOthers[word];
      bits &= tails.fours(word, text_[at], end - 1 - at);
      if (at >= least) continue;
      Fours here = bits;
      here &= at > -text_.context() ? starts.before(word, text_[at - 1]) : starts.free(word);
      const int32_t bytes = std::min(end - at, StartMasks::kDepth);
      for (int32_t distance = 0; distance < bytes; ++distance) here &= starts.first(word, text_[at + distance], distance);
      if (!here.any()) continue;
      able |= here;
      ableStarts_.push_back({at, word, {}});
      here.store(ableStarts_.back().detectors.data());
    }
    // Those that go on before what was asked.
    if (lo > floor_) {
      able |= bits;
      reachesBack_ |= bits.any();
    }
    able.store(&able_[word]);
    any |= able.any();
  }
  return any;
}

// One walk for all members. A hit of one without a lead and words is its start; of one with words it is worth a walk of its own, of
// one with a lead if that was read to its far side.
int32_t Scanner::leastAliveOf(AliveGroup& group, uint64_t able, int32_t ahead, int32_t least) {
  const int32_t end = text_.size() - ahead;
  const uint64_t withoutLead = able & ~group.leads;
  const int32_t lo = std::max(withoutLead == able ? floor_ : -text_.context(), end - group.reach);
  if (AliveWalk* relaxed = group.relaxed(); relaxed != nullptr) {
    const bool sawLead = findRelaxedStarts(group, *relaxed, able, ahead, lo, least);
    if (walked_.empty() && !sawLead) return least;
    // Of one detector; where there are few, each is asked, and no walk has to know all at once.
    if (group.members.size() == 1 && (able & (group.leads | group.withWords)) == 0 && walked_.size() <= kMostTried) {
      auto start = std::find_if(walked_.rbegin(), walked_.rend(), [&](int32_t at) { return isAliveFrom(group.members[0], at, ahead); });
      return start == walked_.rend() ? least : *start;
    }
  }
  uint64_t asked = 0;
  AliveWalk& walk = group.walk();
  walkBack(walk.backward, walk.toEnds[static_cast<size_t>(ahead)], text_, end, lo, [&](int32_t at, uint32_t entry) {
    if ((entry & LazyDfa::kHit) && at >= floor_) {
      const uint64_t hits = walk.backward.hitParts(entry) & withoutLead & ~notBefore(group, at);
      asked |= hits & group.withWords;
      if ((hits & ~group.withWords) != 0 && text_.isBoundary(at)) least = std::min(least, at);
    }
    if (entry & LazyDfa::kLeadHit) asked |= walk.backward.leadHitParts(entry);
  });
  for (uint64_t bits = asked & able; bits != 0; bits &= bits - 1) {
    Detector& detector = ruleset_->detector(group.members[static_cast<size_t>(__builtin_ctzll(bits))]);
    least = std::min(least, leastStart(detector, ahead == 0 ? detector.toAlive : detector.toStarts, end));
  }
  return least;
}

bool Scanner::findRelaxedStarts(const AliveGroup& group, AliveWalk& relaxed, uint64_t able, int32_t ahead, int32_t lo, int32_t least) {
  bool sawLead = false;
  walked_.clear();
  LazyDfa& backward = relaxed.backward;
  walkBack(backward, relaxed.toEnds[static_cast<size_t>(ahead)], text_, text_.size() - ahead, lo, [&](int32_t at, uint32_t entry) {
    if (entry & LazyDfa::kLeadHit) sawLead |= (backward.leadHitParts(entry) & able) != 0;
    if ((entry & LazyDfa::kHit) == 0 || at < floor_ || at >= least || !text_.isBoundary(at)) return;
    if ((backward.hitParts(entry) & able & ~group.leads & ~notBefore(group, at)) != 0) walked_.push_back(at);
  });
  return sawLead;
}

int32_t Scanner::leastStart(Detector& detector, uint32_t walk, int32_t end) {
  if (!detector.spec.automaton.hasLead()) {
    int32_t least = kNone;
    int32_t lo = std::max(floor_, end - detector.spec.maxWidth);
    walkBack(detector.backward, walk, text_, end, lo, [&](int32_t at, uint32_t) {
      if (text_.isBoundary(at) && startFits(detector, at) && wordsAllow(detector, at)) least = at;
    });
    return least;
  }
  // The walk goes on through the lead. Only if it comes out at its far side is it worth asking at which start.
  walked_.clear();
  bool sawLead = false;
  int32_t lo = std::max(-text_.context(), end - detector.spec.maxWidth - detector.spec.leadWidth);
  walkBack(detector.backward, walk, text_, end, lo, [&](int32_t at, uint32_t flags) {
    if ((flags & LazyDfa::kHit) && at >= floor_ && text_.isBoundary(at)) walked_.push_back(at);
    if (flags & LazyDfa::kLeadHit) sawLead = true;
  });
  if (!sawLead) return kNone;
  for (auto start = walked_.rbegin(); start != walked_.rend(); ++start) {
    if (startFits(detector, *start) && leadEndsAt(detector, *start) && wordsAllow(detector, *start)) return *start;
  }
  return kNone;
}

bool Scanner::leadEndsAt(Detector& detector, int32_t start) {
  bool ends = false;
  int32_t lo = std::max(-text_.context(), start - detector.spec.leadWidth);
  walkBack(detector.backward, detector.toLead, text_, start, lo,
           [&](int32_t, uint32_t flags) { ends |= (flags & LazyDfa::kLeadHit) != 0; });
  return ends;
}

bool Scanner::isPendingIn(int32_t after, int32_t until) {
  if (last_) return false;
  for (int32_t ahead = 0; ahead < ruleset_->spec().lookahead; ++ahead) {
    int32_t at = text_.size() - ahead;
    if (at > until || !text_.isBoundary(at)) continue;
    if (at <= std::max(after, floor_)) break;
    if (!findAble(ahead, kNone)) continue;
    for (size_t word = 0; word < able_.size(); ++word) {
      for (uint64_t bits = able_[word]; bits != 0; bits &= bits - 1) {
        Detector& detector = ruleset_->detector(ruleset_->aliveOrder()[word * 64 + static_cast<size_t>(__builtin_ctzll(bits))]);
        if (detector.spec.lookahead <= ahead) continue;
        if (leastStart(detector, detector.toStarts, at) != kNone) return true;
      }
    }
  }
  return false;
}

}  // namespace sluice

// Candidates around gate bytes: which detectors may match there at all is asked of many at once, and the few that are left are walked.
#include <algorithm>
#include <array>

#include "scan.h"
#include "walk.h"

namespace sluice {

namespace {

// Hardly more than it takes to walk a few groups of detectors over a number.
constexpr int32_t kFewBytes = 96;

}  // namespace

// Each hit may be the first gate byte of a match. Most in a run of gate bytes can be none: the byte before says so.
void Scanner::walkGate(size_t index) {
  std::vector<int32_t>& hits = gateHits_[index];
  if (hits.empty()) return;
  Gate& gate = ruleset_->gate(index);
  const size_t size = hits.size();
  inRow_.resize(size);
  for (size_t i = size; i > 0; --i) inRow_[i - 1] = i < size && hits[i] == hits[i - 1] + 1 ? std::min(inRow_[i] + 1, kGateRuns - 1) : 1;
  // Hits that are too far away for all: whoever needs more than there are asks them.
  hits.resize(size + gate.mostNeeded, kNone);
  if (wordsSeen_.size() < gate.groups.size()) wordsSeen_.resize(gate.groups.size());
  for (size_t number = 0; number < gate.groups.size(); ++number) wordsSeen_[number].parts = 0;
  wordsFrom_ = wordsUntil_ = -text_.context();
  std::array<size_t, kGateSpans.size()> behindSpan{};  // the first hit that is further away
  std::array<uint32_t, kGateSpans.size()> counts{};
  for (size_t i = 0; i < size; ++i) {
    int32_t at = hits[i];
    int32_t behind = at + static_cast<int32_t>(inRow_[i]);
    const uint32_t byteBefore = at > -text_.context() ? text_[at - 1] : kNoByte;
    const uint32_t byteBehind = behind < text_.size() ? text_[behind] : kNoByte;
    // A copy: what is found may be base64, and then the text in it asks, too.
    ableHere_ = gate.ableAt(inRow_[i], byteBefore, byteBehind);
    if (ableHere_.empty()) continue;
    for (size_t span = 0; span < counts.size(); ++span) {
      behindSpan[span] = std::max(behindSpan[span], i);
      while (behindSpan[span] < size && hits[behindSpan[span]] - at <= kGateSpans[span]) ++behindSpan[span];
      counts[span] = static_cast<uint32_t>(std::min<size_t>(behindSpan[span] - i, kGateCounts - 1));
    }
    int32_t from = i == 0 ? floor_ : hits[i - 1] + 1;
    const uint32_t second = behind + 1 < text_.size() && inRow_[i] < kGateRuns - 1 ? text_[behind + 1] : kNoByte;
    std::array<uint32_t, kGateBefore - 1> before;
    for (int32_t distance = 2; distance <= kGateBefore; ++distance) {
      before[static_cast<size_t>(distance - 2)] = at - distance >= from ? text_[at - distance] : kNoByte;
    }
    for (auto [number, starting, inside] : ableHere_) {
      GateGroup& group = *gate.groups[number];
      uint64_t parts = gateParts_[index][number];
      for (size_t span = 0; span < counts.size(); ++span) parts &= group.near[span][counts[span]];
      starting &= parts & group.second[second];
      inside &= at > from ? parts : 0;
      for (size_t place = 0; place < before.size(); ++place) inside &= group.before[place][before[place]];
      if ((starting | inside) != 0) walkGroup({gate, group, wordsSeen_[number], at}, starting, inside, from);
    }
  }
  for (uint32_t detector : gate.byEnds) {
    if (isOff(detector)) continue;
    const DetectorSpec& spec = ruleset_->detector(detector).spec;
    for (size_t i = 0; i < size; ++i) {
      if (hits[i + spec.gateCount - 1] - hits[i] <= spec.gateReach) endsAtGate(detector, hits[i]);
    }
  }
}

// Parts that begin with the gate byte, and parts with bytes before it.
void Scanner::walkGroup(const GateWay& way, uint64_t starting, uint64_t inside, int32_t from) {
  const GateGroup& group = way.group;
  uint64_t parts = starting | inside;
  // Where few bytes are left to look at for words, that is cheaper than a walk.
  if ((parts & group.withWords) != 0 && way.at - wordsUntil_ <= kFewBytes) {
    parts &= ~withoutWords(way, parts & group.withWords, std::max(from, way.at - group.mostBefore));
    starting &= parts;
    inside &= parts;
  }
  if (inside == 0 && (parts & group.withWords) == 0) return startsAt(way, parts, way.at);
  parts = endingBehind(way, inside == 0 ? group.starting.walk : starting == 0 ? group.inside.walk : group.fromGate, parts);
  if ((parts & inside) != 0) startsBefore(way, parts & inside, from);
  if ((parts & starting) != 0) startsAt(way, parts & starting, way.at);
}

uint64_t Scanner::endingBehind(const GateWay& way, uint32_t walk, uint64_t parts) {
  if (parts == 0) return 0;
  GateGroup& group = way.group;
  uint64_t ending = 0;
  walkOn(group.forward, walk, text_, way.at, std::min(text_.size(), way.at + group.reach), [&](int32_t end, uint32_t entry) {
    uint64_t hits = group.forward.hitParts(entry) & parts;
    if (end < text_.size()) hits &= ~group.notAfter[text_[end]];
    if (end > released_) ending |= hits;
  });
  return ending;
}

// Words that begin in [from, to). What was looked at before is one stretch, and is not looked at again.
void Scanner::findWords(const Gate& gate, int32_t from, int32_t to) {
  auto look = [&](int32_t begin, int32_t end) {
    auto found = [&](uint32_t word, int32_t at) {
      for (uint32_t user : gate.words.usersOf(word)) {
        WordsSeen& seen = wordsSeen_[user / kGroupParts];
        int32_t& last = seen.at[user % kGroupParts];
        last = (seen.parts >> (user % kGroupParts) & 1) != 0 ? std::max(last, at) : at;
        seen.parts |= uint64_t{1} << (user % kGroupParts);
      }
    };
    gate.words.find(text_.data(), -text_.context(), begin, end, text_.size(), found, [](uint32_t, int32_t) {});
  };
  if (from > wordsUntil_) wordsFrom_ = wordsUntil_ = from;
  if (from < wordsFrom_) look(from, wordsFrom_);
  if (wordsUntil_ < to) look(wordsUntil_, to);
  wordsFrom_ = std::min(wordsFrom_, from);
  wordsUntil_ = std::max(wordsUntil_, to);
}

// Of `parts`, those that need words of which none stands before a start at `least` or later.
uint64_t Scanner::withoutWords(const GateWay& way, uint64_t parts, int32_t least) {
  const GateGroup& group = way.group;
  // A text of nothing but the value.
  if (last_ && least <= 0 && text_.context() == 0 && text_.size() <= group.reach + kMostAfterAlone) parts &= ~group.mayStandAlone;
  if (parts == 0) return 0;
  findWords(way.gate, std::max(-text_.context(), least - group.mostWordsBefore), way.at);
  uint64_t without = parts & ~way.seen.parts;
  for (uint64_t bits = parts & way.seen.parts; bits != 0; bits &= bits - 1) {
    size_t part = static_cast<size_t>(__builtin_ctzll(bits));
    if (way.seen.at[part] < least - group.wordsBefore[part]) without |= bits & -bits;
  }
  return without;
}

// No gate byte stands between the start of a match and `at`, so it starts at `from` or later.
void Scanner::startsBefore(const GateWay& way, uint64_t parts, int32_t from) {
  GateGroup& group = way.group;
  const int32_t at = way.at;
  groupStarts_.clear();
  walkBack(group.backward, group.toStarts, text_, at + 1, std::max(from, at + 1 - group.reach), [&](int32_t start, uint32_t entry) {
    uint64_t hits = group.backward.hitParts(entry) & parts;
    if (start < at && hits != 0) groupStarts_.emplace_back(start, hits);
  });
  for (size_t left = groupStarts_.size(); left > 0; --left) {
    startsAt(way, groupStarts_[left - 1].second, groupStarts_[left - 1].first);
  }
}

void Scanner::startsAt(const GateWay& way, uint64_t parts, int32_t start) {
  GateGroup& group = way.group;
  if (start > -text_.context()) parts &= ~group.notBefore[text_[start - 1]];
  if (parts == 0 || !text_.isBoundary(start)) return;
  if ((parts & group.withWords) != 0) parts &= ~withoutWords(way, parts & group.withWords, start);
  if (parts == 0) return;
  groupEnds_.clear();
  uint64_t matching = 0;
  walkOn(group.forward, group.fromStart, text_, start, std::min(text_.size(), start + group.reach),
         [&](int32_t end, uint32_t entry) {
           uint64_t hits = group.forward.hitParts(entry) & parts;
           if (end < text_.size()) hits &= ~group.notAfter[text_[end]];
           if (end <= released_ || hits == 0) return;
           matching |= hits;
           groupEnds_.emplace_back(end, hits);
         });
  for (; matching != 0; matching &= matching - 1) {
    uint32_t index = group.members[static_cast<size_t>(__builtin_ctzll(matching))];
    walked_.clear();
    for (auto [end, hits] : groupEnds_) {
      if ((hits & matching & -matching) != 0) walked_.push_back(end);
    }
    takeMatches(index, start, walked_);
  }
}

void Scanner::endsAtGate(uint32_t index, int32_t at) {
  Detector& detector = ruleset_->detector(index);
  int32_t hi = std::min(text_.size(), at + detector.spec.maxWidth);
  walkOn(detector.forward, detector.fromGate, text_, at, hi, [&](int32_t end, uint32_t) {
    if (end > released_ && endFits(detector, end)) touch(index).ends.push_back(end);
  });
}

}  // namespace sluice

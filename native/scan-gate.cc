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

// Each hit may be the first gate byte of a match.
void Scanner::walkGate(size_t index) {
  std::vector<int32_t>& hits = gateHits_[index];
  if (hits.empty()) return;
  Gate& gate = ruleset_->gate(index);
  GateShapes& shapes = gate.shapes();
  const size_t size = hits.size();
  if (wordsSeen_.size() < gate.groups.size()) wordsSeen_.resize(gate.groups.size());
  for (size_t number = 0; number < gate.groups.size(); ++number) wordsSeen_[number].parts = 0;
  wordsFrom_ = wordsUntil_ = -text_.context();
  for (size_t i = 0; i < size; ++i) {
    const int32_t at = hits[i];
    const GateShapes::AbleList able = shapes.ableAt(text_.data(), at, text_.size(), at > -text_.context() ? text_[at - 1] : kNoByte);
    if (able.empty()) continue;
    // A copy: what is found may be base64, and then the text in it asks, too.
    ableHere_.assign(able.begin(), able.end());
    const int32_t from = i == 0 ? floor_ : hits[i - 1] + 1;
    // The lead of a match that begins here may have gate bytes; what else stands before the first one of a match has none. Of the byte
    // directly before, the shapes have asked.
    std::array<uint32_t, kGateBefore> before, beforeWithin;
    for (size_t place = 1; place < kGateBefore; ++place) {
      const int32_t there = at - 1 - static_cast<int32_t>(place);
      before[place] = there >= -text_.context() ? text_[there] : kNoByte;
      beforeWithin[place] = there >= from ? text_[there] : kNoByte;
    }
    for (auto [number, starting, inside] : ableHere_) {
      GateGroup& group = *gate.groups[number];
      starting &= gateParts_[index][number];
      inside &= at > from ? gateParts_[index][number] : 0;
      for (size_t place = 1; place < kGateBefore; ++place) {
        starting &= group.beforeStarting[place][before[place]];
        inside &= group.beforeInside[place][beforeWithin[place]];
      }
      if ((starting | inside) != 0) walkGroup({gate, group, wordsSeen_[number], at}, starting, inside, from);
    }
  }
  // Hits that are too far away for all: whoever needs more than there are asks them.
  hits.resize(size + gate.mostNeeded, kNone);
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
  const uint64_t worded = (starting | inside) & group.withWords;
  // Where few bytes are left to look at for words, that is cheaper than a walk.
  if (worded != 0 && way.at - wordsUntil_ <= kFewBytes) {
    const uint64_t without = withoutWords(way, worded, std::max(from, way.at - group.mostBefore));
    starting &= ~without;
    inside &= ~without;
  }
  if (inside != 0) startsBefore(way, inside, from);
  if (starting != 0) startsAt(way, starting, way.at);
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

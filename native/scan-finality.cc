// The finality loop, what it emits, and the findings of a step.
#include <algorithm>

#include "scan.h"

namespace sluice {

namespace {

constexpr uint8_t kAct = 2;
constexpr int32_t kWidest = 512;  // of a candidate

}  // namespace

void Scanner::decide(int32_t leastAlive, StepResult& result) {
  int32_t end = text_.size();
  int32_t position = released_;
  loopSpans_.clear();
  hidden_.clear();
  acting_.clear();
  tailed_.clear();
  greatestEnds_.clear();
  int32_t greatest = 0;
  for (const Candidate& candidate : candidates_) {
    greatest = std::max(greatest, candidate.end);
    greatestEnds_.push_back(greatest);
    if (profile_[candidate.detector] != kAct || candidate.allowed) continue;
    acting_.push_back(candidate);
    if (!candidate.truncated && ruleset_->detector(candidate.detector).spec.tail >= 0) tailed_.push_back(candidate);
  }

  // By (start, greater end first): those that start at or before `position` have been seen, and of them `best` ends last.
  size_t seen = 0;
  const Candidate* best = nullptr;
  for (;;) {
    for (; seen < acting_.size() && acting_[seen].start <= position; ++seen) {
      if (best == nullptr || acting_[seen].end > best->end) best = &acting_[seen];
    }
    const Candidate* next = best != nullptr && best->end > position ? best
                            : seen < acting_.size()                 ? &acting_[seen]
                                                                    : nullptr;
    int32_t alive = leastAlive == kNone ? end : std::max(leastAlive, position);
    int32_t start = next == nullptr ? end : std::max(next->start, position);
    if (next == nullptr || start >= alive || isPendingIn(position, next->end)) {
      int32_t until = std::min(alive, start);
      emitText(position, until, result);
      position = until;
      break;
    }
    int32_t before = position;
    position = next->end;
    emitText(before, start, result);
    findHidden(start, position);
    emitSpan(start, position, result);
    addTails(before, position);
    loopSpans_.push_back({start, position});
  }

  report(position, result);
  int32_t floor = std::min(position, leastAlive);
  for (const Candidate& candidate : candidates_) {
    if (candidate.start >= floor) break;
    if (candidate.end > position) floor = candidate.start;
  }
  finish(position, floor, result);
}

// Where a candidate reaches over the end of span(from, end), those inside it that end within the span stand for
// themselves: findings and tails. They were passed over as not maximal.
void Scanner::findHidden(int32_t from, int32_t end) {
  auto firstFrom = [&](int32_t position) {
    return std::lower_bound(candidates_.begin(), candidates_.end(), position,
                            [](const Candidate& candidate, int32_t start) { return candidate.start < start; });
  };
  auto after = firstFrom(end);
  if (after == candidates_.begin() || greatestEnds_[static_cast<size_t>(after - candidates_.begin()) - 1] <= end) return;
  auto first = firstFrom(end - kWidest);
  size_t known = hidden_.size();
  for (auto outer = first; outer != candidates_.end() && outer->start < end; ++outer) {
    if (outer->end <= end || outer->start <= from) continue;
    bool done = std::any_of(hidden_.begin() + static_cast<ptrdiff_t>(known), hidden_.end(),
                            [&](const Candidate& candidate) { return candidate.detector == outer->detector; });
    if (done) continue;
    Detector& detector = ruleset_->detector(outer->detector);
    int32_t before = kNone;
    for (int32_t at = end; at > outer->start; --at) {
      if (!endFits(detector, at)) continue;
      int32_t start = acceptedStart(detector, at, outer->start, before);
      if (start == kNone) continue;
      before = start;
      bool inside = false;
      for (auto holder = firstFrom(at - kWidest); holder != candidates_.end() && holder->start <= start; ++holder) {
        inside |= holder->detector == outer->detector && holder->end >= at && (holder->end <= end || holder->start <= from);
      }
      if (!inside) hidden_.push_back({start, at, outer->detector, false, isAllowed(detector, start, at)});
    }
  }
}

void Scanner::report(int32_t released, StepResult& result) {
  auto spanOf = [&](int32_t end) -> const LoopSpan* {
    auto after = std::lower_bound(loopSpans_.begin(), loopSpans_.end(), end,
                                  [](const LoopSpan& span, int32_t at) { return span.end < at; });
    return after != loopSpans_.end() && after->start < end ? &*after : nullptr;
  };
  auto left = [&](const Candidate& candidate) {
    if (!candidate.truncated) return true;
    const LoopSpan* span = spanOf(candidate.end);
    return span == nullptr || span->start >= candidate.start;
  };
  auto add = [&](const Candidate& candidate) {
    if (candidate.end <= released_ || candidate.end > released) return;
    result.findings.push_back({candidate.detector, text_.rawStart(candidate.start), text_.rawEnd(candidate.end),
                               candidate.truncated, candidate.allowed});
  };
  // Complete candidates are maximal among themselves; a truncated one, of which a detector has at most one, may hold some.
  std::vector<const Candidate*> cut;
  for (const Candidate& candidate : candidates_) {
    if (candidate.truncated && left(candidate)) cut.push_back(&candidate);
  }
  for (const Candidate& candidate : candidates_) {
    const LoopSpan* span = cut.empty() ? nullptr : spanOf(candidate.end);
    bool inside = std::any_of(cut.begin(), cut.end(), [&](const Candidate* outer) {
      return !candidate.truncated && outer->detector == candidate.detector && outer->start <= candidate.start &&
             (span == nullptr || outer->start <= span->start || outer->end <= span->end);
    });
    if (!inside && left(candidate)) add(candidate);
  }
  for (const Candidate& candidate : hidden_) add(candidate);
  std::sort(result.findings.begin(), result.findings.end(), [](const Finding& a, const Finding& b) {
    if (a.start != b.start) return a.start < b.start;
    if (a.end != b.end) return a.end < b.end;
    return a.detector < b.detector;
  });
}

void Scanner::drop(uint32_t until, StepResult& result) {
  if (until <= cursor_) return;
  if (!result.spans.empty() && result.spans.back().swallowed && result.spans.back().end == cursor_) {
    result.spans.back().end = until;
  } else {
    result.spans.push_back({cursor_, until, true});
  }
  cursor_ = until;
}

// The first position in [from, to) whose unit is not swallowed, or `to`.
int32_t Scanner::swallow(int32_t from, int32_t to) {
  int32_t at = from;
  while (at < to && tails_ != 0) {
    uint32_t left = tails_;
    int32_t next = at;
    do {
      left &= tailsOfByte_[text_[next]];
      ++next;
    } while (!text_.isBoundary(next));
    tails_ = left;
    if (left != 0) at = next;
  }
  return at;
}

void Scanner::emitText(int32_t from, int32_t to, StepResult& result) {
  if (tails_ != 0) drop(text_.rawStart(swallow(from, to)), result);
  cursor_ = std::max(cursor_, text_.rawStart(to));
}

void Scanner::emitSpan(int32_t from, int32_t to, StepResult& result) {
  int32_t left = from;
  if (tails_ != 0) {
    left = swallow(from, to);
    drop(left == to ? text_.rawEnd(to) : text_.rawStart(left), result);
  }
  if (left == to) return;
  uint32_t start = text_.rawStart(left);
  uint32_t end = text_.rawEnd(to);
  result.spans.push_back({start, end, false});
  cursor_ = end;
}

void Scanner::addTails(int32_t after, int32_t end) {
  if (!hasTails_) return;
  auto add = [&](const Candidate& candidate) {
    int32_t tail = ruleset_->detector(candidate.detector).spec.tail;
    bool counts = tail >= 0 && profile_[candidate.detector] == kAct && !candidate.allowed && candidate.end > after && candidate.end <= end;
    if (!counts) return;
    uint32_t bit = 1u << tail;
    for (int32_t at = candidate.end; at < end; ++at) {
      if (!(tailsOfByte_[text_[at]] & bit)) return;
    }
    tails_ |= bit;
  };
  auto candidate = std::lower_bound(tailed_.begin(), tailed_.end(), after - kWidest,
                                    [](const Candidate& of, int32_t start) { return of.start < start; });
  for (; candidate != tailed_.end() && candidate->start < end; ++candidate) add(*candidate);
  for (auto hidden = hidden_.rbegin(); hidden != hidden_.rend() && hidden->end > after; ++hidden) add(*hidden);
}

void Scanner::finish(int32_t released, int32_t floor, StepResult& result) {
  if (mayKeep_) keepFound(released);
  result.released = text_.rawStart(released);
  result.floor = text_.rawStart(floor);
  result.tails = tails_;
  int32_t keep = floor - ruleset_->spec().lookback;
  bool keepsAll = keep <= 0;
  while (keep > 0 && !text_.isBoundary(keep)) --keep;
  // Behind the character before it, with the units between that fold to nothing: their number counts in folding.
  result.keep = keepsAll ? 0 : text_.rawEnd(keep);
}

}  // namespace sluice

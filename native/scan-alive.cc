// What may yet become a match when more text follows.
#include <algorithm>

#include "scan.h"
#include "walk.h"

namespace sluice {

int32_t Scanner::leastAlive() {
  int32_t least = kNone;
  int32_t end = text_.size();
  if (end <= floor_) return least;
  if (widest_ != kNone) {
    Detector& widest = ruleset_->detector(widest_);
    least = leastStart(widest, widest.toAlive, end);
  }
  for (size_t group = 0; group < groups_.size() && least > floor_; ++group) least = leastAliveOf(group, least);
  for (int32_t ahead = 1; ahead < ruleset_->spec().lookahead; ++ahead) {
    int32_t at = end - ahead;
    if (at <= floor_) break;
    if (!text_.isBoundary(at)) continue;
    eachActive(pendingByByte_, static_cast<size_t>(ahead) * 256 + text_[at - 1], [&](uint32_t index) {
      Detector& detector = ruleset_->detector(index);
      least = std::min(least, leastStart(detector, detector.toStarts, at));
    });
  }
  return least;
}

// One walk for all members. A hit of one without a lead is its start; of one with a lead it is worth a walk of its own
// if the lead was read to its far side.
int32_t Scanner::leastAliveOf(size_t index, int32_t least) {
  const GroupActivity& activity = groups_[index];
  int32_t end = text_.size();
  uint64_t able = activity.endsIn[text_[end - 1]];
  if (least < end) {
    // Only a start before `least` is news, and such a match reads what stands from there on.
    able &= activity.reads[text_[least - 1]] & activity.reads[text_[least]];
  }
  if (able == 0) return least;
  AliveGroup& group = *ruleset_->aliveGroups()[index];
  uint64_t free = able & ~activity.leads;
  uint64_t withLead = 0;
  int32_t lo = std::max((able & activity.leads) == 0 ? floor_ : -text_.context(), end - group.reach);
  walkBack(group.backward, group.toAlive, text_, end, lo, [&](int32_t at, uint32_t entry) {
    if ((entry & LazyDfa::kHit) && (group.backward.hitParts(entry) & free) != 0 && at >= floor_ && text_.isBoundary(at)) {
      least = std::min(least, at);
    }
    if (entry & LazyDfa::kLeadHit) withLead |= group.backward.leadHitParts(entry);
  });
  for (uint64_t bits = withLead & able; bits != 0; bits &= bits - 1) {
    Detector& detector = ruleset_->detector(group.members[static_cast<size_t>(__builtin_ctzll(bits))]);
    least = std::min(least, leastStart(detector, detector.toAlive, end));
  }
  return least;
}

int32_t Scanner::leastStart(Detector& detector, uint32_t walk, int32_t end) {
  if (!detector.spec.automaton.hasLead()) {
    int32_t least = kNone;
    int32_t lo = std::max(floor_, end - detector.spec.maxWidth);
    walkBack(detector.backward, walk, text_, end, lo, [&](int32_t at, uint32_t) {
      if (text_.isBoundary(at)) least = at;
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
    if (leadEndsAt(detector, *start)) return *start;
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
  bool pending = false;
  for (int32_t ahead = 0; ahead < ruleset_->spec().lookahead && !pending; ++ahead) {
    int32_t at = text_.size() - ahead;
    if (at > until || !text_.isBoundary(at)) continue;
    if (at <= std::max(after, floor_)) break;
    eachActive(pendingByByte_, static_cast<size_t>(ahead) * 256 + text_[at - 1], [&](uint32_t index) {
      Detector& detector = ruleset_->detector(index);
      pending = pending || leastStart(detector, detector.toStarts, at) != kNone;
    });
  }
  return pending;
}

}  // namespace sluice

#include "scan.h"

#include <algorithm>

namespace sluice {

namespace {

ByteClass anyByte() {
  ByteClass all;
  for (unsigned byte = 0; byte < 256; ++byte) all.add(static_cast<uint8_t>(byte));
  return all;
}

}  // namespace

Scanner::Scanner(Ruleset& ruleset)
    : ruleset_(&ruleset), profileWords_((ruleset.size() + 63) / 64) {
  const Spec& spec = ruleset.spec();
  active_.assign(profileWords_, 0);
  found_.resize(ruleset.size());
  gateHits_.resize(ruleset.gates().size());
  cutByByte_.assign(256 * profileWords_, 0);
  pendingByByte_.assign(static_cast<size_t>(spec.lookahead) * 256 * profileWords_, 0);

  for (size_t index = 0; index < ruleset.size(); ++index) {
    const Detector& detector = ruleset.detector(index);
    const Automaton& automaton = detector.spec.automaton;
    for (size_t byte = 0; byte < 256; ++byte) {
      auto mark = [&](std::vector<uint64_t>& masks, size_t row, const Automaton::Set& set) {
        if (automaton.reads(set, static_cast<uint8_t>(byte))) {
          masks[row * profileWords_ + index / 64] |= uint64_t{1} << (index % 64);
        }
      };
      if (detector.spec.commits) mark(cutByByte_, byte, automaton.inner());
      for (int32_t ahead = 0; ahead < detector.spec.lookahead; ++ahead) {
        mark(pendingByByte_, static_cast<size_t>(ahead) * 256 + byte, automaton.lastOfPattern());
      }
    }
    Route route = detector.spec.route;
    int32_t lookback = route == Route::kPrefix ? detector.spec.leadWidth
                       : route == Route::kWords ? detector.spec.wordsBefore + 1
                                                : 0;
    databaseLookback_ = std::max(databaseLookback_, lookback);
  }
  groups_.resize(ruleset.aliveGroups().size());
  gateParts_.resize(ruleset.gates().size());
  for (size_t tail = 0; tail < spec.tails.size(); ++tail) {
    hasTails_ = true;
    for (size_t byte = 0; byte < 256; ++byte) {
      if (spec.tails[tail].has(static_cast<uint8_t>(byte))) tailsOfByte_[byte] |= 1u << tail;
    }
  }
}

void Scanner::takeProfile(const uint8_t* profile) {
  if (!profile_.empty() && std::equal(profile_.begin(), profile_.end(), profile)) return;
  profile_.assign(profile, profile + ruleset_->size());
  std::fill(active_.begin(), active_.end(), 0);
  for (size_t index = 0; index < profile_.size(); ++index) {
    if (profile_[index] != 0) active_[index / 64] |= uint64_t{1} << (index % 64);
  }
  for (size_t index = 0; index < gateParts_.size(); ++index) {
    gateParts_[index].clear();
    for (const auto& group : ruleset_->gate(index).groups) {
      uint64_t parts = 0;
      for (size_t part = 0; part < group->members.size(); ++part) {
        if (!isOff(group->members[part])) parts |= uint64_t{1} << part;
      }
      gateParts_[index].push_back(parts);
    }
  }
  for (size_t group = 0; group < groups_.size(); ++group) {
    GroupActivity& activity = groups_[group] = {};
    const std::vector<uint32_t>& members = ruleset_->aliveGroups()[group]->members;
    for (size_t member = 0; member < members.size(); ++member) {
      if (isOff(members[member])) continue;
      const Detector& detector = ruleset_->detector(members[member]);
      uint64_t bit = uint64_t{1} << member;
      if (detector.spec.automaton.hasLead()) activity.leads |= bit;
      Automaton::Set all = detector.spec.automaton.readersOf(anyByte());
      for (size_t byte = 0; byte < 256; ++byte) {
        if (detector.spec.automaton.reads(detector.alivePositions, static_cast<uint8_t>(byte))) activity.endsIn[byte] |= bit;
        if (detector.spec.automaton.reads(all, static_cast<uint8_t>(byte))) activity.reads[byte] |= bit;
      }
    }
  }
  findWidest();
}

// The one that may start at most bytes.
void Scanner::findWidest() {
  widest_ = kNone;
  int most = 0;
  for (uint32_t index = 0; index < profile_.size(); ++index) {
    const Automaton& automaton = ruleset_->detector(index).spec.automaton;
    if (isOff(index) || automaton.hasLead()) continue;
    int starts = 0;
    for (size_t byte = 0; byte < 256; ++byte) starts += automaton.reads(automaton.firstOfPattern(), static_cast<uint8_t>(byte));
    if (starts <= most) continue;
    most = starts;
    widest_ = index;
  }
}

ScanStatus Scanner::scan(const StepInput& input, StepResult& result) {
  result.spans.clear();
  result.findings.clear();
  text_.set(input.bytes, input.contextSize, input.size, input.last);
  last_ = input.last;
  tails_ = input.tails;
  cursor_ = input.released;
  floor_ = text_.positionOf(input.floor);
  released_ = text_.positionOf(input.released);
  if (floor_ < 0 || released_ < floor_) return ScanStatus::kUnaligned;
  takeProfile(input.profile);

  int32_t alive = last_ ? kNone : leastAlive();
  if (alive <= floor_ && floor_ <= released_) {
    // Nothing can be released, and no start is less than the floor: the candidates change nothing.
    emitText(released_, released_, result);
    finish(released_, floor_, result);
    return ScanStatus::kDone;
  }
  if (!collect()) return ScanStatus::kEngineFailed;
  decide(alive, result);
  return ScanStatus::kDone;
}

}  // namespace sluice

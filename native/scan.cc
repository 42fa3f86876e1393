#include "scan.h"

#include <algorithm>

namespace sluice {

Scanner::Scanner(Ruleset& ruleset)
    : ruleset_(&ruleset), active_(wordsOfSet(ruleset.size())), able_(active_.size()) {
  const Spec& spec = ruleset.spec();
  found_.resize(ruleset.size());
  gateHits_.resize(ruleset.spec().gates.size());

  for (size_t index = 0; index < ruleset.size(); ++index) {
    const Detector& detector = ruleset.detector(index);
    Route route = detector.spec.route;
    int32_t lookback = route == Route::kName ? detector.spec.leadWidth : route == Route::kWords ? detector.spec.wordsBefore + 1 : 0;
    lookback_ = std::max(lookback_, lookback);
  }
  gateParts_.resize(ruleset.spec().gates.size());
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
  const std::vector<uint32_t>& order = ruleset_->aliveOrder();
  for (size_t number = 0; number < order.size(); ++number) {
    if (!isOff(order[number])) active_[number / 64] |= uint64_t{1} << (number % 64);
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
  findWidest();
  decodedProfile_.resize(profile_.size());
  for (uint32_t index = 0; index < profile_.size(); ++index) {
    const std::vector<Validator>& checks = ruleset_->detector(index).spec.validators;
    bool decodes = std::any_of(checks.begin(), checks.end(), [](const Validator& check) { return check.check == Check::kBase64Finding; });
    decodedProfile_[index] = profile_[index] == 2 && !decodes ? 2 : 0;
  }
}

// The one that may start at most bytes.
void Scanner::findWidest() {
  widest_ = kNone;
  int32_t most = 0;
  for (uint32_t index = 0; index < profile_.size(); ++index) {
    const Detector& detector = ruleset_->detector(index);
    if (isOff(index) || detector.spec.automaton.hasLead() || detector.startBytes <= most) continue;
    most = detector.startBytes;
    widest_ = index;
  }
}

ScanStatus Scanner::scan(const StepInput& input, StepResult& result) {
  if (refused_.isKept()) {
    const StepResult* known = std::equal(profile_.begin(), profile_.end(), input.profile) ? refused_.of(input) : nullptr;
    if (known != nullptr) result = *known;
    refused_.wipe();
    if (known != nullptr) return ScanStatus::kDone;
  }
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
  mayKeep_ = false;
  if (last_) foundBefore_.forget(text_.data(), -text_.context(), released_);

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

#include "checked-scanner.h"

#include <algorithm>

#include "fuzz-input.h"

namespace sluice::fuzz {

namespace {

void checkSpans(const StepInput& step, const StepResult& result) {
  uint32_t at = step.released;
  for (const Span& span : result.spans) {
    require(span.start >= at && span.end > span.start && span.end <= result.released,
            "spans are in order, disjoint, and inside of what is released");
    at = span.end;
  }
}

void checkFindings(const StepInput& step, const StepResult& result, size_t detectors) {
  const Finding* before = nullptr;
  for (const Finding& finding : result.findings) {
    require(finding.detector < detectors && step.profile[finding.detector] != 0, "a finding is of a detector that is on");
    require(finding.start >= step.floor && finding.start < finding.end, "a finding begins at the floor or behind it");
    require(finding.end > step.released && finding.end <= result.released, "a finding ends in what is released");
    if (finding.truncated) {
      // Behind its last character there may be what folds to nothing.
      require(step.last && isInvisible(step.bytes + finding.end, step.size - finding.end), "only the end of the lane cuts a finding");
    }
    require(before == nullptr || before->start < finding.start || (before->start == finding.start && before->end <= finding.end),
            "findings are in order");
    before = &finding;
  }
}

}  // namespace

bool isInvisible(const uint8_t* bytes, size_t size) {
  Text text;
  text.set(bytes, 0, static_cast<uint32_t>(size), true);
  return text.size() == 0;
}

CheckedScanner::CheckedScanner(Ruleset& ruleset) : ruleset_(&ruleset), scanner_(ruleset) {
  for (const DetectorSpec& detector : ruleset.spec().detectors) mostHeld_ = std::max(mostHeld_, detector.maxWidth);
  mostHeld_ += ruleset.spec().lookahead;
}

ScanStatus CheckedScanner::scan(const std::vector<uint8_t>& contextAndBytes, StepInput step, StepResult& result) {
  step.bytes = contextAndBytes.data() + step.contextSize;
  step.size = static_cast<uint32_t>(contextAndBytes.size()) - step.contextSize;
  ScanStatus status = scanner_.scan(step, result);
  if (status != ScanStatus::kDone) return status;
  require(result.released >= step.released && result.released <= step.size, "released goes on, within the bytes");
  require(!step.last || result.released == step.size, "the last step releases everything");
  require(result.floor <= result.released, "floor is not behind released");
  require(result.keep <= result.floor, "keep is not behind floor");
  require(result.floor >= step.floor, "floor never goes back");
  checkSpans(step, result);
  checkFindings(step, result, ruleset_->size());
  if (ruleset_->spec().tails.empty()) require(result.tails == step.tails, "without tail classes there are no tails");
  held_.set(step.bytes + result.released, 0, step.size - result.released, false);
  require(held_.size() <= mostHeld_, "no more is held than the widest match and what is looked at behind it");
  return status;
}

}  // namespace sluice::fuzz

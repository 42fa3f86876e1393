#include "catalogue.h"

#include <fstream>
#include <iterator>
#include <string>

#include "fuzz-input.h"

namespace sluice::fuzz {

std::unique_ptr<Ruleset> compileCatalogue() {
  const char* file = std::getenv("SLUICE_FUZZ_SPEC");
  std::ifstream stream(file == nullptr ? "" : file, std::ios::binary);
  std::vector<uint8_t> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  std::string error = "SLUICE_FUZZ_SPEC names no file";
  std::unique_ptr<Ruleset> made = bytes.empty() ? nullptr : Ruleset::compile(bytes.data(), bytes.size(), error);
  if (made) return made;
  std::fprintf(stderr, "%s\n", error.c_str());
  std::_Exit(2);
}

ScanStatus scanChecked(Scanner& scanner, Ruleset& ruleset, const std::vector<uint8_t>& contextAndBytes, StepInput step,
                       StepResult& result) {
  step.bytes = contextAndBytes.data() + step.contextSize;
  step.size = static_cast<uint32_t>(contextAndBytes.size()) - step.contextSize;
  ScanStatus status = scanner.scan(step, result);
  if (status != ScanStatus::kDone) return status;
  require(result.released >= step.released && result.released <= step.size, "released goes on, within the bytes");
  require(!step.last || result.released == step.size, "the last step releases everything");
  require(result.floor <= result.released, "floor is not behind released");
  require(result.keep <= result.floor, "keep is not behind floor");
  require(result.floor >= step.floor, "floor never goes back");
  uint32_t at = step.released;
  for (const Span& span : result.spans) {
    require(span.start >= at && span.end > span.start && span.end <= result.released,
            "spans are in order, disjoint, and inside of what is released");
    at = span.end;
  }
  for (size_t index = 0; index < result.findings.size(); ++index) {
    const Finding& finding = result.findings[index];
    require(finding.detector < ruleset.size() && step.profile[finding.detector] != 0, "a finding is of a detector that is on");
    require(finding.start >= step.floor && finding.start < finding.end, "a finding begins at the floor or behind it");
    require(finding.end > step.released && finding.end <= result.released, "a finding ends in what is released");
    if (finding.truncated) {
      // Behind its last character there may be what folds to nothing.
      Text behind;
      behind.set(step.bytes + finding.end, 0, step.size - finding.end, true);
      require(step.last && behind.size() == 0, "only the end of the lane cuts a finding");
    }
    if (index == 0) continue;
    const Finding& before = result.findings[index - 1];
    require(before.start < finding.start || (before.start == finding.start && before.end <= finding.end), "findings are in order");
  }
  if (ruleset.spec().tails.empty()) require(result.tails == step.tails, "without tail classes there are no tails");
  return status;
}

}  // namespace sluice::fuzz

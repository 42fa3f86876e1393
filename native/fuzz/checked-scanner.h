// A scanner whose every answer is held to what docs/engine.md says of any: order and bounds, and how much may be held back.
#pragma once

#include <vector>

#include "../scan.h"

namespace sluice::fuzz {

class CheckedScanner {
 public:
  explicit CheckedScanner(Ruleset& ruleset);

  // A step over memory of exactly its size: `step.contextSize` bytes of context, then the step's own, which it need not name.
  ScanStatus scan(const std::vector<uint8_t>& contextAndBytes, StepInput step, StepResult& result);

 private:
  Ruleset* ruleset_;
  Scanner scanner_;
  Text held_;
  int32_t mostHeld_ = 0;  // characters
};

// Whether it folds to nothing at all.
bool isInvisible(const uint8_t* bytes, size_t size);

}  // namespace sluice::fuzz

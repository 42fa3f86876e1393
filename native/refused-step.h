// What a scan said of a step that a fast path could not take, as something was found in it: whoever decides asks for the same step at once.
// It is kept for the next scan alone, whatever that is, and counts only if the step is the same in every byte. The text has values in it,
// as the lane has itself: the next scan wipes it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "step.h"

namespace sluice {

class RefusedStep {
 public:
  bool isKept() const { return !text_.empty(); }

  // A step without context that is not its lane's last and in which nothing is being swallowed; its profile is the scanner's.
  void keep(const StepInput& step, const StepResult& result) {
    text_.assign(step.bytes, step.bytes + step.size);
    floor_ = step.floor;
    released_ = step.released;
    result_ = result;
  }

  // Its result, if it is `step`.
  const StepResult* of(const StepInput& step) const {
    const bool isSame = step.contextSize == 0 && !step.last && step.tails == 0 && step.floor == floor_ && step.released == released_ &&
                        step.size == text_.size() && std::equal(text_.begin(), text_.end(), step.bytes);
    return isSame ? &result_ : nullptr;
  }

  void wipe() {
    std::fill(text_.begin(), text_.end(), 0);
    text_.clear();
  }

 private:
  std::vector<uint8_t> text_;  // empty: nothing is kept
  uint32_t floor_ = 0, released_ = 0;
  StepResult result_{};
};

}  // namespace sluice

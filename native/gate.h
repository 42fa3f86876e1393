// Finds rare bytes fast: all gates of a ruleset in one SIMD pass over the text.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bytes.h"

namespace sluice {

class Gates {
 public:
  static constexpr size_t kMax = 32;

  void set(const std::vector<ByteClass>& classes);
  size_t size() const { return classes_; }

  // Appends to hits[g] every position in [from, to) whose byte is of gate g, in order.
  void find(const uint8_t* text, int32_t from, int32_t to, std::vector<std::vector<int32_t>>& hits) const;

 private:
  size_t classes_ = 0;
  std::array<uint32_t, 256> gatesOfByte_{};
  // A byte can be of a gate only if low_[low half] & high_[high half] is not 0.
  alignas(16) std::array<uint8_t, 16> low_{}, high_{};
};

}  // namespace sluice

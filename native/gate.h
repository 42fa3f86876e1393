// Finds rare bytes fast: all gates of a ruleset in one SIMD pass over the text.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "byte-finder.h"

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
  ByteFinder finder_;  // of bytes of any gate
};

}  // namespace sluice

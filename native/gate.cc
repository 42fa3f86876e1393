#include "gate.h"

namespace sluice {

void Gates::set(const std::vector<ByteClass>& classes) {
  classes_ = classes.size();
  gatesOfByte_.fill(0);
  ByteClass any;
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (size_t gate = 0; gate < classes.size(); ++gate) {
      if (classes[gate].has(static_cast<uint8_t>(byte))) gatesOfByte_[byte] |= 1u << gate;
    }
    if (gatesOfByte_[byte] != 0) any.add(static_cast<uint8_t>(byte));
  }
  finder_ = ByteFinder(any);
}

void Gates::find(const uint8_t* text, int32_t from, int32_t to, std::vector<std::vector<int32_t>>& hits) const {
  finder_.each(text, static_cast<size_t>(from), static_cast<size_t>(to), [&](size_t position) {
    for (uint32_t gates = gatesOfByte_[text[position]]; gates != 0; gates &= gates - 1) {
      hits[static_cast<size_t>(__builtin_ctz(gates))].push_back(static_cast<int32_t>(position));
    }
  });
}

}  // namespace sluice

// Finds rare bytes fast: all gates of a ruleset in one SIMD pass over the text, 32 or 16 bytes at a time.
//
// Many gate bytes are frequent where they can be in no match (the full stop that ends a sentence, the colon behind a key):
// the bytes beside them tell, and are looked at in the same pass.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bytes.h"

namespace sluice {

struct GateBytes {
  ByteClass bytes;
  // What may stand directly before and behind one that is in a match; any, where the match may begin or end with it.
  ByteClass before, after;
};

class Gates {
 public:
  void set(const std::vector<GateBytes>& gates);

  // Appends to hits[g] the positions in [from, end) whose byte is of gate g and may be in a match, in order. The text
  // begins at `first` and ends at `end`.
  void find(const uint8_t* text, int32_t first, int32_t from, int32_t end, std::vector<std::vector<int32_t>>& hits) const;

 private:
  // A byte is in some of eight sets: those of the bits in both low[low half] and high[high half].
  struct Halves {
    alignas(16) std::array<uint8_t, 16> low{}, high{};
    void add(const ByteClass& bytes, uint8_t bit);
  };
  struct Halves32;
  struct Halves16;

  template <typename Visit>
  int32_t walk32(const uint8_t* text, int32_t at, int32_t to, Visit visit) const;
  template <typename Visit>
  int32_t walk16(const uint8_t* text, int32_t at, int32_t to, Visit visit) const;

  // A bit per gate: of the byte, before it, behind it.
  std::array<uint32_t, 256> gatesOf_{}, gatesBehind_{}, gatesBefore_{};
  // The same, but each bit for several gates, and the bytes beside them rounded up.
  Halves of_, before_, after_;
};

}  // namespace sluice

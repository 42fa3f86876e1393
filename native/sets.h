// Sets of small numbers, a bit each in words of 64, and the hash of their words.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sluice {

template <typename Visit>
inline void eachOf(const uint64_t* set, size_t words, Visit visit) {
  for (size_t word = 0; word < words; ++word) {
    for (uint64_t bits = set[word]; bits != 0; bits &= bits - 1) {
      visit(static_cast<uint32_t>(word * 64 + static_cast<size_t>(__builtin_ctzll(bits))));
    }
  }
}

// Puts the numbers of `set` into `into`, each greater by `by`; there is room for them.
inline void addMoved(const uint64_t* set, size_t words, uint32_t by, uint64_t* into) {
  into += by / 64;
  const uint32_t shift = by % 64;
  for (size_t word = 0; word < words; ++word) {
    const uint64_t low = set[word] << shift, high = shift == 0 ? 0 : set[word] >> (64 - shift);
    if (low != 0) into[word] |= low;
    if (high != 0) into[word + 1] |= high;
  }
}

inline uint64_t mixed(uint64_t hash, uint64_t with) {
  hash = (hash ^ with) * 0xff51afd7ed558ccdu;
  return hash ^ hash >> 32;
}

}  // namespace sluice

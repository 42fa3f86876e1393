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

inline uint64_t mixed(uint64_t hash, uint64_t with) {
  hash = (hash ^ with) * 0xff51afd7ed558ccdu;
  return hash ^ hash >> 32;
}

}  // namespace sluice

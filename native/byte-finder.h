// Finds bytes of a class with SIMD: 32 or 16 at a time, by a look-up of either half of the byte.
#pragma once

#include <immintrin.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

#include "bytes.h"

namespace sluice {

class ByteFinder {
 public:
  ByteFinder() = default;
  explicit ByteFinder(const ByteClass& bytes) : bytes_(bytes) {
    // High halves with the same low halves share a bit. With more than eight kinds, bits are shared by different kinds
    // too, and then some bytes pass that are not of the class: bytes_ has the last word.
    std::map<uint16_t, unsigned> bitOf;
    for (unsigned high = 0; high < 16; ++high) {
      unsigned lows = 0;
      for (unsigned low = 0; low < 16; ++low) {
        if (bytes.has(static_cast<uint8_t>(high << 4 | low))) lows |= 1u << low;
      }
      if (lows == 0) continue;
      unsigned bit = bitOf.emplace(static_cast<uint16_t>(lows), static_cast<unsigned>(bitOf.size() % 8)).first->second;
      kinds_ = bitOf.size();
      high_[high] = static_cast<uint8_t>(high_[high] | 1u << bit);
      for (unsigned low = 0; low < 16; ++low) {
        if (lows >> low & 1) low_[low] = static_cast<uint8_t>(low_[low] | 1u << bit);
      }
    }
  }

  // The first position in [at, to) whose byte is of the class, or `to`.
  size_t next(const uint8_t* text, size_t at, size_t to) const {
    // Beside each other they are often; then no block need be looked at.
    if (at < to && bytes_.has(text[at])) return at;
    static const bool hasAvx2 = __builtin_cpu_supports("avx2");
    if (hasAvx2) at = next32(text, at, to);
    at = next16(text, at, to);
    while (at < to && !bytes_.has(text[at])) ++at;
    return at;
  }

  // Whether block64 needs no second look.
  bool isExact() const { return kinds_ <= 8; }
  // A bit for each of 64 bytes that are of the class, or, if not exact, may be.
  __attribute__((target("avx2"))) uint64_t block64(const uint8_t* text) const {
    const __m256i low = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(low_.data())));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(high_.data())));
    const __m256i half = _mm256_set1_epi8(0x0f);
    uint64_t found = 0;
    for (int part = 0; part < 2; ++part) {
      __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32 * part));
      __m256i byLow = _mm256_shuffle_epi8(low, _mm256_and_si256(block, half));
      __m256i byHigh = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(block, 4), half));
      __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(byLow, byHigh), _mm256_setzero_si256());
      found |= uint64_t{~static_cast<uint32_t>(_mm256_movemask_epi8(none))} << (32 * part);
    }
    return found;
  }

 private:
  // Both return the first position, or where they stopped: less than a block before `to`.
  __attribute__((target("avx2"))) size_t next32(const uint8_t* text, size_t at, size_t to) const {
    const __m256i low = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(low_.data())));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(high_.data())));
    const __m256i half = _mm256_set1_epi8(0x0f);
    for (; at + 32 <= to; at += 32) {
      __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + at));
      __m256i byLow = _mm256_shuffle_epi8(low, _mm256_and_si256(block, half));
      __m256i byHigh = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(block, 4), half));
      __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(byLow, byHigh), _mm256_setzero_si256());
      for (uint32_t bits = ~static_cast<uint32_t>(_mm256_movemask_epi8(none)); bits != 0; bits &= bits - 1) {
        size_t position = at + static_cast<size_t>(__builtin_ctz(bits));
        if (bytes_.has(text[position])) return position;
      }
    }
    return at;
  }

  __attribute__((target("ssse3"))) size_t next16(const uint8_t* text, size_t at, size_t to) const {
    const __m128i low = _mm_load_si128(reinterpret_cast<const __m128i*>(low_.data()));
    const __m128i high = _mm_load_si128(reinterpret_cast<const __m128i*>(high_.data()));
    const __m128i half = _mm_set1_epi8(0x0f);
    for (; at + 16 <= to; at += 16) {
      __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
      __m128i byLow = _mm_shuffle_epi8(low, _mm_and_si128(block, half));
      __m128i byHigh = _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(block, 4), half));
      __m128i none = _mm_cmpeq_epi8(_mm_and_si128(byLow, byHigh), _mm_setzero_si128());
      for (uint32_t bits = ~static_cast<uint32_t>(_mm_movemask_epi8(none)) & 0xffff; bits != 0; bits &= bits - 1) {
        size_t position = at + static_cast<size_t>(__builtin_ctz(bits));
        if (bytes_.has(text[position])) return position;
      }
    }
    return at;
  }

  ByteClass bytes_;
  // A byte can be of the class only if low_[low half] & high_[high half] is not 0.
  alignas(16) std::array<uint8_t, 16> low_{}, high_{};
  size_t kinds_ = 0;
};

}  // namespace sluice

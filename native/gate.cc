#include "gate.h"

#include <immintrin.h>

#include <map>

namespace sluice {

namespace {

// One bit per byte of the 32 (or 16) at `text` that may be of some gate.
__attribute__((target("avx2"))) uint32_t mayBeGate32(const uint8_t* text, __m256i low, __m256i high) {
  const __m256i half = _mm256_set1_epi8(0x0f);
  __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  __m256i byLow = _mm256_shuffle_epi8(low, _mm256_and_si256(block, half));
  __m256i byHigh = _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(block, 4), half));
  __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(byLow, byHigh), _mm256_setzero_si256());
  return ~static_cast<uint32_t>(_mm256_movemask_epi8(none));
}

__attribute__((target("ssse3"))) uint32_t mayBeGate16(const uint8_t* text, __m128i low, __m128i high) {
  const __m128i half = _mm_set1_epi8(0x0f);
  __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  __m128i byLow = _mm_shuffle_epi8(low, _mm_and_si128(block, half));
  __m128i byHigh = _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(block, 4), half));
  __m128i none = _mm_cmpeq_epi8(_mm_and_si128(byLow, byHigh), _mm_setzero_si128());
  return ~static_cast<uint32_t>(_mm_movemask_epi8(none)) & 0xffff;
}

// Calls visit(position) where a byte may be of some gate; returns where it stopped, less than a block before `to`.
template <typename Visit>
__attribute__((target("avx2"))) int32_t walk32(const uint8_t* text, int32_t at, int32_t to, const uint8_t* low,
                                               const uint8_t* high, Visit visit) {
  __m256i lows = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(low)));
  __m256i highs = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(high)));
  for (; at + 32 <= to; at += 32) {
    for (uint32_t bits = mayBeGate32(text + at, lows, highs); bits != 0; bits &= bits - 1) visit(at + __builtin_ctz(bits));
  }
  return at;
}

template <typename Visit>
__attribute__((target("ssse3"))) int32_t walk16(const uint8_t* text, int32_t at, int32_t to, const uint8_t* low,
                                                const uint8_t* high, Visit visit) {
  __m128i lows = _mm_load_si128(reinterpret_cast<const __m128i*>(low));
  __m128i highs = _mm_load_si128(reinterpret_cast<const __m128i*>(high));
  for (; at + 16 <= to; at += 16) {
    for (uint32_t bits = mayBeGate16(text + at, lows, highs); bits != 0; bits &= bits - 1) visit(at + __builtin_ctz(bits));
  }
  return at;
}

}  // namespace

void Gates::set(const std::vector<ByteClass>& classes) {
  classes_ = classes.size();
  gatesOfByte_.fill(0);
  std::array<uint16_t, 16> lowsOfHigh{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (size_t gate = 0; gate < classes.size(); ++gate) {
      if (classes[gate].has(static_cast<uint8_t>(byte))) gatesOfByte_[byte] |= 1u << gate;
    }
    if (gatesOfByte_[byte] != 0) lowsOfHigh[byte >> 4] = static_cast<uint16_t>(lowsOfHigh[byte >> 4] | 1u << (byte & 15));
  }
  // High halves with the same low halves share a bit. With more than eight kinds, bits are shared by different kinds
  // too, and then some bytes pass that are of no gate: gatesOfByte_ has the last word.
  std::map<uint16_t, unsigned> bitOf;
  low_.fill(0);
  high_.fill(0);
  for (unsigned high = 0; high < 16; ++high) {
    uint16_t lows = lowsOfHigh[high];
    if (lows == 0) continue;
    unsigned bit = bitOf.emplace(lows, static_cast<unsigned>(bitOf.size() % 8)).first->second;
    high_[high] = static_cast<uint8_t>(high_[high] | 1u << bit);
    for (unsigned low = 0; low < 16; ++low) {
      if (lows >> low & 1) low_[low] = static_cast<uint8_t>(low_[low] | 1u << bit);
    }
  }
}

void Gates::find(const uint8_t* text, int32_t from, int32_t to, std::vector<std::vector<int32_t>>& hits) const {
  auto visit = [&](int32_t position) {
    for (uint32_t gates = gatesOfByte_[text[position]]; gates != 0; gates &= gates - 1) {
      hits[static_cast<size_t>(__builtin_ctz(gates))].push_back(position);
    }
  };
  static const bool hasAvx2 = __builtin_cpu_supports("avx2");
  int32_t at = from;
  if (hasAvx2) at = walk32(text, at, to, low_.data(), high_.data(), visit);
  at = walk16(text, at, to, low_.data(), high_.data(), visit);
  for (; at < to; ++at) visit(at);
}

}  // namespace sluice

#include "gate.h"

#include <immintrin.h>

#include <map>

namespace sluice {

// All bytes of a low half and a high half that occur, though perhaps not together.
void Gates::Halves::add(const ByteClass& bytes, uint8_t bit) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (!bytes.has(static_cast<uint8_t>(byte))) continue;
    low[byte & 15] = static_cast<uint8_t>(low[byte & 15] | bit);
    high[byte >> 4] = static_cast<uint8_t>(high[byte >> 4] | bit);
  }
}

void Gates::set(const std::vector<GateBytes>& gates) {
  gatesOf_.fill(0);
  gatesBehind_.fill(0);
  gatesBefore_.fill(0);
  of_ = before_ = after_ = {};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (size_t gate = 0; gate < gates.size(); ++gate) {
      uint32_t bit = 1u << gate;
      if (gates[gate].bytes.has(static_cast<uint8_t>(byte))) gatesOf_[byte] |= bit;
      if (gates[gate].before.has(static_cast<uint8_t>(byte))) gatesBehind_[byte] |= bit;
      if (gates[gate].after.has(static_cast<uint8_t>(byte))) gatesBefore_[byte] |= bit;
    }
  }
  // Bytes of the same gates and high half share one of the eight bits.
  std::map<std::pair<uint32_t, unsigned>, ByteClass> kinds;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (gatesOf_[byte] != 0) kinds[{gatesOf_[byte], byte >> 4}].add(static_cast<uint8_t>(byte));
  }
  unsigned number = 0;
  for (const auto& [key, bytes] : kinds) {
    uint8_t bit = static_cast<uint8_t>(1u << (number++ % 8));
    of_.add(bytes, bit);
    for (size_t gate = 0; gate < gates.size(); ++gate) {
      if ((key.first >> gate & 1) == 0) continue;
      before_.add(gates[gate].before, bit);
      after_.add(gates[gate].after, bit);
    }
  }
}

// Halves in registers: of the bytes at an address, the sets that each is in.
struct Gates::Halves32 {
  __attribute__((target("avx2"))) explicit Halves32(const Halves& halves)
      : low(_mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(halves.low.data())))),
        high(_mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(halves.high.data())))) {}
  __attribute__((target("avx2"))) __m256i setsOf(const uint8_t* bytes) const {
    const __m256i half = _mm256_set1_epi8(0x0f);
    __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(block, half)),
                            _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(block, 4), half)));
  }
  __m256i low, high;
};

struct Gates::Halves16 {
  __attribute__((target("ssse3"))) explicit Halves16(const Halves& halves)
      : low(_mm_load_si128(reinterpret_cast<const __m128i*>(halves.low.data()))),
        high(_mm_load_si128(reinterpret_cast<const __m128i*>(halves.high.data()))) {}
  __attribute__((target("ssse3"))) __m128i setsOf(const uint8_t* bytes) const {
    const __m128i half = _mm_set1_epi8(0x0f);
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    return _mm_and_si128(_mm_shuffle_epi8(low, _mm_and_si128(block, half)),
                         _mm_shuffle_epi8(high, _mm_and_si128(_mm_srli_epi16(block, 4), half)));
  }
  __m128i low, high;
};

// Calls visit(position) where a byte may be wanted; both return where they stopped, less than a block before `to`. The
// bytes at - 1 and `to` can be read.
template <typename Visit>
__attribute__((target("avx2"))) int32_t Gates::walk32(const uint8_t* text, int32_t at, int32_t to, Visit visit) const {
  const Halves32 of(of_), before(before_), after(after_);
  for (; to - at >= 32; at += 32) {
    __m256i sets = _mm256_and_si256(of.setsOf(text + at), _mm256_and_si256(before.setsOf(text + at - 1), after.setsOf(text + at + 1)));
    uint32_t none = static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(sets, _mm256_setzero_si256())));
    for (uint32_t bits = ~none; bits != 0; bits &= bits - 1) visit(at + __builtin_ctz(bits));
  }
  return at;
}

template <typename Visit>
__attribute__((target("ssse3"))) int32_t Gates::walk16(const uint8_t* text, int32_t at, int32_t to, Visit visit) const {
  const Halves16 of(of_), before(before_), after(after_);
  for (; to - at >= 16; at += 16) {
    __m128i sets = _mm_and_si128(of.setsOf(text + at), _mm_and_si128(before.setsOf(text + at - 1), after.setsOf(text + at + 1)));
    unsigned none = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(sets, _mm_setzero_si128())));
    for (unsigned bits = ~none & 0xffff; bits != 0; bits &= bits - 1) visit(at + __builtin_ctz(bits));
  }
  return at;
}

void Gates::find(const uint8_t* text, int32_t first, int32_t from, int32_t end,
                 std::vector<std::vector<int32_t>>& hits) const {
  auto visit = [&](int32_t position) {
    uint32_t gates = gatesOf_[text[position]];
    if (position > first) gates &= gatesBehind_[text[position - 1]];
    if (position + 1 < end) gates &= gatesBefore_[text[position + 1]];
    for (; gates != 0; gates &= gates - 1) hits[static_cast<size_t>(__builtin_ctz(gates))].push_back(position);
  };
  static const bool hasAvx2 = __builtin_cpu_supports("avx2");
  int32_t at = from;
  if (at == first && at < end) visit(at++);
  if (hasAvx2) at = walk32(text, at, end - 1, visit);
  at = walk16(text, at, end - 1, visit);
  for (; at < end; ++at) visit(at);
}

}  // namespace sluice

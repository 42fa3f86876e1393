#include "gate.h"

#include <immintrin.h>

#include <climits>
#include <map>
#include <tuple>

namespace sluice {

// All bytes of a low half and a high half that occur, though perhaps not together.
void Gates::Halves::add(const ByteClass& bytes, uint8_t bit) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (!bytes.has(static_cast<uint8_t>(byte))) continue;
    low[byte & 15] = static_cast<uint8_t>(low[byte & 15] | bit);
    high[byte >> 4] = static_cast<uint8_t>(high[byte >> 4] | bit);
  }
}

namespace {

// Bytes that share a bit, and what may stand beside them.
struct Kind {
  ByteClass bytes, before, after;
  Kind operator|(const Kind& other) const { return {bytes | other.bytes, before | other.before, after | other.after}; }
};

// What halves take for one of these bytes.
ByteClass takenFor(const ByteClass& bytes) {
  std::array<bool, 16> low{}, high{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (bytes.has(static_cast<uint8_t>(byte))) low[byte & 15] = high[byte >> 4] = true;
  }
  ByteClass taken;
  for (unsigned byte = 0; byte < 256; ++byte) taken.set(static_cast<uint8_t>(byte), low[byte & 15] && high[byte >> 4]);
  return taken;
}

bool takesSpaces(const ByteClass& bytes) { return takenFor(bytes).has(' ') && !bytes.has(' '); }

// How often a text has what is taken for one of them, very roughly: texts are mostly letters and spaces, and behind a gate byte, spaces.
int costOf(const Kind& kind) {
  const ByteClass taken = takenFor(kind.bytes);
  int cost = takesSpaces(kind.after) ? 64 : 0;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (taken.has(static_cast<uint8_t>(byte))) cost += byte == ' ' || (byte >= 'a' && byte <= 'z') ? 16 : 1;
  }
  return cost;
}

// Bytes of the same gates and high half are one kind, or two, by what stands behind them, where spaces would be taken for that.
std::vector<Kind> kindsApart(const std::vector<GateBytes>& gates, const std::array<uint32_t, 256>& gatesOf) {
  std::map<std::pair<uint32_t, unsigned>, ByteClass> apart;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (gatesOf[byte] != 0) apart[{gatesOf[byte], byte >> 4}].add(static_cast<uint8_t>(byte));
  }
  std::vector<Kind> kinds;
  for (const auto& [key, bytes] : apart) {
    Kind kind{bytes, {}, {}};
    for (size_t gate = 0; gate < gates.size(); ++gate) {
      if ((key.first >> gate & 1) != 0) kind = kind | Kind{bytes, gates[gate].before, gates[gate].after};
    }
    if (takesSpaces(kind.after)) {
      Kind likeSpaces = kind;
      for (unsigned byte = 0; byte < 256; ++byte) (byte >> 4 == (' ' >> 4) ? kind : likeSpaces).after.set(static_cast<uint8_t>(byte), false);
      kinds.push_back(likeSpaces);
    }
    kinds.push_back(kind);
  }
  return kinds;
}

// At most eight: those are put together for which least else is taken.
std::vector<Kind> kindsOf(const std::vector<GateBytes>& gates, const std::array<uint32_t, 256>& gatesOf) {
  std::vector<Kind> kinds = kindsApart(gates, gatesOf);
  while (kinds.size() > 8) {
    size_t first = 0, second = 1;
    int least = INT_MAX;
    for (size_t i = 0; i < kinds.size(); ++i) {
      for (size_t j = i + 1; j < kinds.size(); ++j) {
        int more = costOf(kinds[i] | kinds[j]) - costOf(kinds[i]) - costOf(kinds[j]);
        if (more < least) std::tie(first, second, least) = std::tuple(i, j, more);
      }
    }
    kinds[first] = kinds[first] | kinds[second];
    kinds.erase(kinds.begin() + static_cast<std::ptrdiff_t>(second));
  }
  return kinds;
}

}  // namespace

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
  uint8_t bit = 1;
  for (const Kind& kind : kindsOf(gates, gatesOf_)) {
    of_.add(kind.bytes, bit);
    before_.add(kind.before, bit);
    after_.add(kind.after, bit);
    bit = static_cast<uint8_t>(bit << 1);
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

// Which four bytes a text may have that something looked for begins with, or has within: a first question without branches, to which
// most of a text answers no. Letters are the same in either case, and other bytes may be taken for them.
#pragma once

#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

class Windows {
 public:
  static constexpr int32_t kBytes = 4;
  static constexpr uint32_t kSlotBits = 15, kSlots = 1u << kSlotBits;

  // By three bytes.
  static uint32_t slotOf(uint32_t window) { return ((window & kThree) | kLower) * kMultiplier >> (32 - kSlotBits); }
  // The fourth byte's.
  static uint32_t kindOf(uint32_t window) { return window >> 24 & 7; }
  // Windows of one cell are not told apart.
  static uint32_t cellOf(uint32_t window) { return slotOf(window) << 3 | kindOf(window); }
  static uint32_t of(const uint8_t* text) {
    uint32_t window;
    std::memcpy(&window, text, kBytes);
    return window;
  }
  // Where text ends there are zeros.
  static uint32_t of(const uint8_t* text, int32_t bytes) {
    if (bytes >= kBytes) return of(text);
    uint32_t window = 0;
    std::memcpy(&window, text, static_cast<size_t>(bytes));
    return window;
  }

  bool empty() const { return kinds_.empty(); }
  bool has(uint32_t window) const { return (kinds_[slotOf(window)] >> kindOf(window) & 1) != 0; }
  // A bit for each of the places from `at` on, kBlock of them or as many as there are, at which one begins. The text is [from, to).
  static constexpr int32_t kBlock = 64;
  uint64_t placesIn(const uint8_t* text, int32_t from, int32_t at, int32_t to) const {
    static const bool hasAvx2 = __builtin_cpu_supports("avx2");
    const int32_t behind = std::min(to, at + kBlock);
    uint64_t places = hasAvx2 ? placesInEights(text, from, at, behind, to) : placesInOnes(text, at, behind, to);
    return behind - at < kBlock ? places & ((uint64_t{1} << (behind - at)) - 1) : places;
  }

  // All that begin with these bytes, one or more; calls visit(slot) for each of their slots.
  template <typename Visit>
  void add(std::string_view bytes, Visit visit) {
    if (kinds_.empty()) kinds_.assign(kSlots + kMoreRead, 0);
    uint32_t window = of(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int32_t>(bytes.size()));
    if (bytes.size() > 3) {
      kinds_[slotOf(window)] |= static_cast<uint8_t>(1u << kindOf(window));
      visit(slotOf(window));
      return;
    }
    if (bytes.size() < 3) {
      // Whatever follows, in one case.
      for (uint32_t byte = 0; byte < 256; ++byte) {
        if ((byte & 0x20) != 0) add(std::string(bytes) + static_cast<char>(byte), visit);
      }
      return;
    }
    kinds_[slotOf(window)] = 0xff;
    visit(slotOf(window));
  }

 private:
  static constexpr uint32_t kThree = 0xffffff, kLower = 0x202020, kMultiplier = 0x9e3779b1u;
  // A gather reads four bytes where one is meant.
  static constexpr uint32_t kMoreRead = 3;

  // Without branches: nothing tells them beforehand.
  uint64_t placesInOnes(const uint8_t* text, int32_t at, int32_t behind, int32_t to) const {
    uint64_t places = 0;
    for (int32_t place = at; place < behind; ++place) places |= uint64_t{has(of(text + place, to - place))} << (place - at);
    return places;
  }

  __attribute__((target("avx2"))) uint64_t placesInEights(const uint8_t* text, int32_t from, int32_t at, int32_t behind, int32_t to) const {
    uint64_t places = 0;
    int32_t place = at;
    for (; place < behind && to - place >= kRead; place += 8) places |= uint64_t{eightIn(read(text + place))} << (place - at);
    for (; place < behind; place += 8) places |= uint64_t{eightIn(readLast(text, from, place, to))} << (place - at);
    return places;
  }

  // Sixteen bytes, of which eight windows and more are made.
  static constexpr int32_t kRead = 16;
  static __m128i read(const uint8_t* text) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text)); }
  // Fewer than so many are left.
  __attribute__((target("avx2"))) static __m128i readLast(const uint8_t* text, int32_t from, int32_t at, int32_t to) {
    static constexpr uint8_t kNone = 0x80;
    alignas(16) static constexpr std::array<uint8_t, 2 * kRead> kShifted = {
        0,     1,     2,     3,     4,     5,     6,     7,     8,     9,     10,    11,    12,    13,    14,    15,
        kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone, kNone};
    if (to - from >= kRead) return _mm_shuffle_epi8(read(text + to - kRead), read(&kShifted[static_cast<size_t>(kRead - (to - at))]));
    std::array<uint8_t, kRead> bytes{};
    std::memcpy(bytes.data(), text + at, static_cast<size_t>(to - at));
    return read(bytes.data());
  }

  // Of the eight places from the first on.
  __attribute__((target("avx2"))) uint32_t eightIn(__m128i sixteen) const {
    const __m256i windows = _mm256_setr_epi8(0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6,  //
                                             4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
    const __m256i window = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(sixteen), windows);
    const __m256i folded = _mm256_or_si256(_mm256_and_si256(window, _mm256_set1_epi32(kThree)), _mm256_set1_epi32(kLower));
    const __m256i slot = _mm256_srli_epi32(_mm256_mullo_epi32(folded, _mm256_set1_epi32(static_cast<int32_t>(kMultiplier))), 32 - kSlotBits);
    const __m256i kinds = _mm256_i32gather_epi32(reinterpret_cast<const int*>(kinds_.data()), slot, 1);
    // The bit of the fourth byte's kind becomes the sign.
    const __m256i left = _mm256_andnot_si256(_mm256_srli_epi32(window, 24), _mm256_set1_epi32(7));
    const __m256i sign = _mm256_sllv_epi32(_mm256_slli_epi32(kinds, 24), left);
    return static_cast<uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(sign)));
  }

  std::vector<uint8_t> kinds_;  // [slot]: fourth bytes, a bit for each of eight kinds
};

// What windows may belong to, by their slots.
template <typename Entry>
class Buckets {
 public:
  bool empty() const { return entries_.empty(); }
  // Before `finish`; `isSame` tells whether the last entry of a bucket is this one.
  template <typename IsSame>
  void add(uint32_t slot, const Entry& entry, IsSame isSame) {
    if (last_.empty()) last_.assign(kBuckets, kNone);
    uint32_t& last = last_[slot / kSlotsOfOne];
    if (last != kNone && isSame(added_[last].second)) return;
    last = static_cast<uint32_t>(added_.size());
    added_.emplace_back(slot / kSlotsOfOne, entry);
  }
  void finish() {
    firstOf_.assign(kBuckets + 1, 0);
    for (const auto& [bucket, entry] : added_) ++firstOf_[bucket + 1];
    for (uint32_t bucket = 0; bucket < kBuckets; ++bucket) firstOf_[bucket + 1] += firstOf_[bucket];
    entries_.resize(added_.size());
    last_.assign(firstOf_.begin(), firstOf_.end() - 1);
    for (const auto& [bucket, entry] : added_) entries_[last_[bucket]++] = entry;
    added_ = {};
    last_ = {};
  }
  const Entry* begin(uint32_t slot) const { return entries_.data() + firstOf_[slot / kSlotsOfOne]; }
  const Entry* end(uint32_t slot) const { return entries_.data() + firstOf_[slot / kSlotsOfOne + 1]; }

 private:
  // Fewer than slots, so that they stay in the first cache.
  static constexpr uint32_t kSlotsOfOne = 4, kBuckets = Windows::kSlots / kSlotsOfOne;

  static constexpr uint32_t kNone = UINT32_MAX;

  // Until it is finished: what was added, in order, and of each bucket what was added last.
  std::vector<std::pair<uint32_t, Entry>> added_;
  std::vector<uint32_t> last_;
  std::vector<Entry> entries_;
  std::vector<uint32_t> firstOf_;
};

}  // namespace sluice

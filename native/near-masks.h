// Sets of detectors, by bytes that stand near a place: which of them may read them there at all. Where the sets have
// nothing in common no walk is worth its while, and in most texts they have not.
//
// The order of the bytes is not lost: a byte is asked for at its distance, so "ends in a digit and two letters" is asked,
// and not "has a digit". What the sets leave over is walked, so they may be wrong only by having too many.
#pragma once

#include <immintrin.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "automaton.h"
#include "sets.h"

namespace sluice {

// Words of a set of detectors, a bit each: whole fours, which are asked together.
constexpr size_t wordsOfSet(size_t detectors) { return (detectors + 255) / 256 * 4; }

// Four words of a set. Most of what is asked of them answers no to all.
class FourWords {
 public:
  explicit FourWords(const uint64_t* words) { std::memcpy(&words_, words, sizeof words_); }
  FourWords& operator&=(const uint64_t* words) {
    words_ &= FourWords(words).words_;
    return *this;
  }
  FourWords& operator|=(const FourWords& other) {
    words_ |= other.words_;
    return *this;
  }
  bool any() const { return (words_[0] | words_[1] | words_[2] | words_[3]) != 0; }
  void store(uint64_t* words) const { std::memcpy(words, &words_, sizeof words_); }

 private:
  uint64_t words_ __attribute__((vector_size(32)));
};

// The same, for where the processor has AVX2.
#define SLUICE_AVX2 __attribute__((target("avx2")))
class FourWords256 {
 public:
  SLUICE_AVX2 explicit FourWords256(const uint64_t* words) : words_(load(words)) {}
  SLUICE_AVX2 FourWords256& operator&=(const uint64_t* words) {
    words_ = _mm256_and_si256(words_, load(words));
    return *this;
  }
  SLUICE_AVX2 FourWords256& operator|=(const FourWords256& other) {
    words_ = _mm256_or_si256(words_, other.words_);
    return *this;
  }
  SLUICE_AVX2 bool any() const { return _mm256_testz_si256(words_, words_) == 0; }
  SLUICE_AVX2 void store(uint64_t* words) const { _mm256_storeu_si256(reinterpret_cast<__m256i*>(words), words_); }

 private:
  SLUICE_AVX2 static __m256i load(const uint64_t* words) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(words)); }

  __m256i words_;
};
#undef SLUICE_AVX2

// [byte][distance][word], a bit per detector: words after words are asked of the same few bytes.
class NearMasks {
 public:
  NearMasks(size_t detectors, int32_t depth)
      : depth_(static_cast<size_t>(depth)), words_(wordsOfSet(detectors)), masks_(256 * depth_ * words_, 0) {}

  // Four words, of which `word` is the first.
  const uint64_t* fours(size_t word, uint8_t byte, int32_t distance) const { return &masks_[indexOf(word, byte, distance)]; }
  // The detector may read any of these bytes there.
  void add(size_t detector, int32_t distance, const ByteClass::Bits& bytes) {
    const uint64_t bit = uint64_t{1} << (detector % 64);
    eachOf(bytes.data(), bytes.size(), [&](uint32_t byte) { masks_[indexOf(detector / 64, static_cast<uint8_t>(byte), distance)] |= bit; });
  }

 private:
  size_t indexOf(size_t word, uint8_t byte, int32_t distance) const {
    return (byte * depth_ + static_cast<size_t>(distance)) * words_ + word;
  }

  size_t depth_, words_;
  std::vector<uint64_t> masks_;
};

// Bytes before a place where a match, or the beginning of one, ends; the nearest has distance 0. The last distance
// stands for all further ones.
class TailMasks {
 public:
  static constexpr int32_t kDepth = 6;

  explicit TailMasks(size_t detectors) : masks_(detectors, kDepth + 1), some_(wordsOfSet(detectors), 0) {}

  // [distance]: bytes that may stand there, if the nearest is read by one of `positions`, and all by some of `within` (null: by any); the
  // last for all further ones.
  using Near = std::array<ByteClass::Bits, kDepth + 1>;
  static Near bytesNear(const Automaton& automaton, Automaton::Set positions, const Automaton::Set* within = nullptr);
  // What is looked for ends in such bytes; from distance `most` on they need not be its own.
  void add(size_t detector, const Near& near, int32_t most);
  const uint64_t* fours(size_t word, uint8_t byte, int32_t distance) const {
    return masks_.fours(word, byte, distance < kDepth ? distance : kDepth);
  }
  // Detectors of which anything is looked for.
  const uint64_t* some() const { return some_.data(); }

 private:
  NearMasks masks_;
  std::vector<uint64_t> some_;
};

// Bytes around the start of a match: the first few of it, and the one before it, in which a lead must end.
class StartMasks {
 public:
  static constexpr int32_t kDepth = 4;

  explicit StartMasks(size_t detectors) : first_(detectors, kDepth), before_(detectors, 1), free_(wordsOfSet(detectors), 0) {}

  // `notBefore` may be null.
  void add(size_t detector, const Automaton& automaton, const ByteClass* notBefore);
  const uint64_t* first(size_t word, uint8_t byte, int32_t distance) const { return first_.fours(word, byte, distance); }
  const uint64_t* before(size_t word, uint8_t byte) const { return before_.fours(word, byte, 0); }
  // Those that may start where nothing stands before.
  const uint64_t* free(size_t word) const { return &free_[word]; }

 private:
  NearMasks first_, before_;
  std::vector<uint64_t> free_;
};

}  // namespace sluice

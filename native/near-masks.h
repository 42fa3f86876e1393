// Sets of detectors, by bytes that stand near a place: which of them may read them there at all. Where the sets have
// nothing in common no walk is worth its while, and in most texts they have not.
//
// The order of the bytes is not lost: a byte is asked for at its distance, so "ends in a digit and two letters" is asked,
// and not "has a digit". What the sets leave over is walked, so they may be wrong only by having too many.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "automaton.h"

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

// [byte][distance], a bit per detector.
class NearMasks {
 public:
  NearMasks(size_t detectors, int32_t depth)
      : words_(wordsOfSet(detectors)), depth_(depth), masks_(256 * static_cast<size_t>(depth) * words_, 0) {}

  int32_t depth() const { return depth_; }
  // Of all detectors.
  const uint64_t* row(uint8_t byte, int32_t distance) const {
    return &masks_[(byte * static_cast<size_t>(depth_) + static_cast<size_t>(distance)) * words_];
  }
  // The detector may read there what one of `positions` reads.
  void add(size_t detector, int32_t distance, const Automaton& automaton, const Automaton::Set& positions) {
    const ByteClass bytes = automaton.bytesOf(positions);
    for (uint32_t byte = 0; byte < 256; ++byte) {
      if (!bytes.has(static_cast<uint8_t>(byte))) continue;
      masks_[(byte * static_cast<size_t>(depth_) + static_cast<size_t>(distance)) * words_ + detector / 64] |=
          uint64_t{1} << (detector % 64);
    }
  }
  void addAllBut(size_t detector, int32_t distance, const ByteClass& bytes) {
    for (size_t byte = 0; byte < 256; ++byte) {
      if (bytes.has(static_cast<uint8_t>(byte))) continue;
      masks_[(byte * static_cast<size_t>(depth_) + static_cast<size_t>(distance)) * words_ + detector / 64] |=
          uint64_t{1} << (detector % 64);
    }
  }
  void addAny(size_t detector, int32_t distance) {
    for (size_t byte = 0; byte < 256; ++byte) {
      masks_[(byte * static_cast<size_t>(depth_) + static_cast<size_t>(distance)) * words_ + detector / 64] |=
          uint64_t{1} << (detector % 64);
    }
  }

 private:
  size_t words_;
  int32_t depth_;
  std::vector<uint64_t> masks_;
};

// Bytes before a place where a match, or the beginning of one, ends; the nearest has distance 0. The last distance
// stands for all further ones.
class TailMasks {
 public:
  static constexpr int32_t kDepth = 6;

  explicit TailMasks(size_t detectors) : masks_(detectors, kDepth + 1), some_(wordsOfSet(detectors), 0) {}

  // What is looked for ends at one of `positions` of the pattern. Bytes from distance `most` on need not be its own.
  void add(size_t detector, const Automaton& automaton, const Automaton::Set& positions, int32_t most);
  // [distance]: positions that may read the byte there, if the nearest is read by one of `positions`; the last for all further ones.
  static std::vector<Automaton::Set> readersNear(const Automaton& automaton, Automaton::Set positions);
  const uint64_t* row(uint8_t byte, int32_t distance) const { return masks_.row(byte, distance < kDepth ? distance : kDepth); }
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
  const uint64_t* first(uint8_t byte, int32_t distance) const { return first_.row(byte, distance); }
  const uint64_t* before(uint8_t byte) const { return before_.row(byte, 0); }
  // Those that may start where nothing stands before.
  const uint64_t* free() const { return free_.data(); }

 private:
  NearMasks first_, before_;
  std::vector<uint64_t> free_;
};

}  // namespace sluice

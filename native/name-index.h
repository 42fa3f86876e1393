// Which words that leads begin with stand in a text: a detector whose lead's word does not has nothing there, not even a
// beginning. Three bytes are looked up at once; what they may be is compared whole.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bytes.h"

namespace sluice {

class NameIndex {
 public:
  // No word is longer.
  static constexpr int32_t kMostBytes = 8;

  // Numbers of detectors are less than `detectors`.
  explicit NameIndex(size_t detectors) : nameless_((detectors + 63) / 64, 0), heads_(kKeys, kNone) {}

  // A word of at least three bytes.
  void add(size_t detector, const std::vector<ByteClass>& word);
  // A detector that needs no word.
  void addNameless(size_t detector) { nameless_[detector / 64] |= uint64_t{1} << (detector % 64); }

  // A bit for each detector whose word stands in [from, to), and for those that need none.
  void find(const uint8_t* text, int32_t from, int32_t to, std::vector<uint64_t>& into) const;

 private:
  static constexpr uint32_t kBits = 5, kKeys = 1u << (3 * kBits), kNone = 0xffffffff;

  // Letters in either case are one symbol, all other bytes share the few that are left.
  static uint32_t symbolOf(uint8_t byte);
  static const std::array<uint8_t, 256>& symbols();

  struct Word {
    std::vector<ByteClass> bytes;
    std::vector<uint32_t> detectors;
  };
  struct Entry {
    uint32_t word, next;
  };

  std::vector<uint64_t> nameless_;
  std::vector<uint32_t> heads_;  // by key: of the list of words that may begin with it
  std::vector<Entry> entries_;
  std::vector<Word> words_;
};

}  // namespace sluice

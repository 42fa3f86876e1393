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
  void find(const uint8_t* text, int32_t from, int32_t to, std::vector<uint64_t>& into) const {
    into = nameless_;
    each(text, from, to, [&](uint32_t detector, int32_t) { into[detector / 64] |= uint64_t{1} << (detector % 64); });
  }

  // Calls visit(detector, start) for each word in [from, to), and each detector whose word it is.
  template <typename Visit>
  void each(const uint8_t* text, int32_t from, int32_t to, Visit visit) const {
    const auto& symbol = symbols();
    uint32_t key = 0;
    for (int32_t at = from; at < to; ++at) {
      key = (key << kBits | symbol[text[at]]) & (kKeys - 1);
      int32_t start = at - 2;
      if (start < from) continue;
      for (uint32_t entry = heads_[key]; entry != kNone; entry = entries_[entry].next) {
        const Word& word = words_[entries_[entry].word];
        int32_t size = static_cast<int32_t>(word.bytes.size());
        if (start + size > to) continue;
        int32_t same = 0;
        while (same < size && word.bytes[static_cast<size_t>(same)].has(text[start + same])) ++same;
        if (same < size) continue;
        for (uint32_t detector : word.detectors) visit(detector, start);
      }
    }
  }

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

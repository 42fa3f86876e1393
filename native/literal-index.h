// Finds many literals in short texts, for which Hyperscan takes long to begin: their first bytes are looked up at once, and what they
// may be is compared whole.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <vector>

#include "bytes.h"
#include "literal.h"

namespace sluice {

class LiteralIndex {
 public:
  static constexpr size_t kLeastBytes = 2, kMostBytes = 8;

  LiteralIndex();

  // Its number; that of the same literal if there is one. Of kLeastBytes to kMostBytes. Before `finish`.
  uint32_t add(const Literal& literal);
  size_t size() const { return numbers_.size(); }
  void finish();

  // Calls visit(number, end) for each literal that stands in [from, to).
  template <typename Visit>
  void find(const uint8_t* text, int32_t from, int32_t to, Visit visit) const {
    if (to - from < static_cast<int32_t>(kLeastBytes)) return;
    auto symbol = [&](int32_t at) { return at < to ? symbols_[text[at]] : 0u; };
    uint32_t key = symbol(from) << 10 | symbol(from + 1) << 5 | symbol(from + 2);
    for (int32_t start = from; start + static_cast<int32_t>(kLeastBytes) <= to; ++start) {
      key = (key << 5 | symbol(start + 3)) & kKeyMask;
      for (uint32_t slot : {slotOfFour(key), slotOfThree(key), slotOfTwo(key)}) {
        if ((taken_[slot / 64] >> (slot % 64) & 1) != 0) compare(slot, text, start, to, visit);
      }
    }
  }

 private:
  // By the first four bytes; of shorter ones by three or two.
  static constexpr uint32_t kKeyMask = 0xfffff, kSlotBits = 15, kSlots = (2u << kSlotBits) + (1u << 10);
  static uint32_t slotOfFour(uint32_t key) { return (key * 0x9e3779b1u) >> (32 - kSlotBits); }
  static uint32_t slotOfThree(uint32_t key) { return (1u << kSlotBits) + (key >> 5); }
  static uint32_t slotOfTwo(uint32_t key) { return (2u << kSlotBits) + (key >> 10); }

  template <typename Visit>
  void compare(uint32_t slot, const uint8_t* text, int32_t start, int32_t to, Visit visit) const {
    uint64_t bytes = 0;
    if (to - start >= static_cast<int32_t>(sizeof bytes)) {
      std::memcpy(&bytes, text + start, sizeof bytes);
    } else {
      std::memcpy(&bytes, text + start, static_cast<size_t>(to - start));
    }
    for (uint32_t entry = firstOfSlot_[slot]; entry < firstOfSlot_[slot + 1]; ++entry) {
      const Entry& literal = entries_[entry];
      if (((bytes | literal.lower) & literal.read) != literal.bytes || literal.size > to - start) continue;
      visit(literal.number, start + literal.size);
    }
  }
  uint32_t slotOf(const Literal& literal) const;

  // Compared as one number: a bit for each letter in either case, ones for each byte that is read.
  struct Entry {
    uint64_t bytes, lower, read;
    uint32_t number, slot;
    int32_t size;
  };

  std::array<uint8_t, 256> symbols_{};  // 32 of them, the same for either case of a letter
  std::array<uint64_t, kSlots / 64> taken_{};  // slots with a literal
  std::vector<uint32_t> firstOfSlot_;
  std::vector<Entry> entries_;  // in the order of their slots
  std::map<std::pair<std::string, bool>, uint32_t> numbers_;
};

}  // namespace sluice

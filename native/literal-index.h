// Finds many literals in texts, short ones too, for which Hyperscan takes long to begin: four bytes of each are looked up at once, and
// what they may belong to is compared whole.
#pragma once

#include <algorithm>
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

  // Its number; that of the same literal if there is one. Of kLeastBytes to kMostBytes. Before `finish`.
  uint32_t add(const Literal& literal);
  size_t size() const { return numbers_.size(); }
  void finish();

  // Calls visit(number, end) for each literal that stands in [from, to).
  template <typename Visit>
  void find(const uint8_t* text, int32_t from, int32_t to, Visit visit) const {
    if (entries_.empty()) return;
    int32_t at = from;
    for (; to - at >= kBlock + kAhead; at += kBlock) {
      for (uint32_t places = placesIn(text + at); places != 0; places &= places - 1) {
        compare(text, from, at + __builtin_ctz(places), to, visit);
      }
    }
    while (at < to) {
      std::array<uint8_t, kBlock + kAhead> rest{};
      int32_t bytes = std::min(to - at, kBlock);
      std::memcpy(rest.data(), text + at, static_cast<size_t>(std::min(to - at, kBlock + kAhead)));
      uint32_t places = placesIn(rest.data());
      if (bytes < kBlock) places &= (uint32_t{1} << bytes) - 1;
      for (; places != 0; places &= places - 1) compare(text, from, at + __builtin_ctz(places), to, visit);
      at += bytes;
    }
  }

 private:
  static constexpr int32_t kBlock = 32, kAhead = 4;
  static constexpr uint32_t kSlotBits = 15;
  static constexpr int32_t kWindow = 4;

  // A window of a literal, by three symbols of five bits: letters are the same in either case.
  static uint32_t slotOf(uint32_t window) { return ((window & 0x1f1f1f) * 0x9e3779b1u) >> (32 - kSlotBits); }
  // Its fourth byte, of eight kinds.
  static uint32_t kindOf(uint32_t window) { return window >> 24 & 7; }

  // Where windows may begin, a bit for each of kBlock bytes; kAhead more are read. Without branches: nothing tells them beforehand.
  uint32_t placesIn(const uint8_t* text) const {
    uint32_t places = 0;
    for (int32_t four = 0; four < kBlock; four += 4) {
      uint64_t bytes;
      std::memcpy(&bytes, text + four, sizeof bytes);
      for (int32_t i = 0; i < 4; ++i) {
        uint32_t window = static_cast<uint32_t>(bytes >> (8 * i));
        places |= static_cast<uint32_t>(kinds_[slotOf(window)] >> kindOf(window) & 1) << (four + i);
      }
    }
    return places;
  }

  template <typename Visit>
  void compare(const uint8_t* text, int32_t from, int32_t at, int32_t to, Visit visit) const {
    uint32_t window = 0;
    if (to - at >= kWindow) {
      std::memcpy(&window, text + at, kWindow);
    } else {
      std::memcpy(&window, text + at, static_cast<size_t>(to - at));
    }
    uint32_t slot = slotOf(window);
    for (uint32_t i = firstOfSlot_[slot]; i < firstOfSlot_[slot + 1]; ++i) {
      const Entry& literal = entries_[i];
      if (((window ^ literal.window) & literal.windowRead) != 0) continue;
      int32_t start = at - literal.offset, end = start + literal.size;
      if (start < from || end > to) continue;
      uint64_t bytes = 0;
      if (to - start >= static_cast<int32_t>(sizeof bytes)) {
        std::memcpy(&bytes, text + start, sizeof bytes);
      } else {
        std::memcpy(&bytes, text + start, static_cast<size_t>(to - start));
      }
      if (((bytes | literal.lower) & literal.read) == literal.bytes) visit(literal.number, end);
    }
  }

  // Compared as one number: a bit for each letter in either case, ones for each byte that is read.
  struct Entry {
    uint64_t bytes, lower, read;
    uint32_t window, windowRead;  // all but the case of letters
    uint32_t number;
    int8_t size, offset;  // offset: of its window
  };

  std::vector<Entry> entries_;         // in the order of their slots
  std::vector<uint32_t> firstOfSlot_;
  std::vector<uint8_t> kinds_;         // [slot]: fourth bytes of windows, a bit for each kind
  std::map<std::pair<std::string, bool>, uint32_t> numbers_;
};

}  // namespace sluice

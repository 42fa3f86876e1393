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
#include "windows.h"

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
    for (; to - at >= kBlock + Windows::kBytes; at += kBlock) {
      for (uint32_t places = windows_.placesIn(text + at); places != 0; places &= places - 1) {
        compare(text, from, at + __builtin_ctz(places), to, visit);
      }
    }
    while (at < to) {
      std::array<uint8_t, kBlock + Windows::kBytes> rest{};
      int32_t bytes = std::min(to - at, kBlock);
      std::memcpy(rest.data(), text + at, std::min(static_cast<size_t>(to - at), rest.size()));
      uint32_t places = windows_.placesIn(rest.data());
      if (bytes < kBlock) places &= (uint32_t{1} << bytes) - 1;
      for (; places != 0; places &= places - 1) compare(text, from, at + __builtin_ctz(places), to, visit);
      at += bytes;
    }
  }

 private:
  static constexpr int32_t kBlock = Windows::kBlock;

  template <typename Visit>
  void compare(const uint8_t* text, int32_t from, int32_t at, int32_t to, Visit visit) const {
    uint32_t window = to - at >= Windows::kBytes ? Windows::of(text + at) : Windows::of(text + at, to - at);
    uint32_t slot = Windows::slotOf(window);
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

  Windows windows_;
  std::vector<Entry> entries_;  // in the order of their slots
  std::vector<uint32_t> firstOfSlot_;
  std::map<std::pair<std::string, bool>, uint32_t> numbers_;
};

}  // namespace sluice

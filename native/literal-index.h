// Finds many literals. Four bytes of each, of those that texts have few of, are its window: where one of those begins is told without
// branches, and what it may belong to is compared whole. Thousands of names that look like English cost Hyperscan as much or twice as
// much, without a rule that could be relied on, and each call of it is too long for a text of a few words.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

#include "bytes.h"
#include "literal.h"
#include "windows.h"

namespace sluice {

class LiteralIndex {
 public:
  static constexpr size_t kLeastBytes = 2, kMostBytes = EightBytes::kMost;

  // Its number; that of the same literal if there is one. Of kLeastBytes to kMostBytes. Before `finish`.
  uint32_t add(const Literal& literal);
  size_t size() const { return all_.size(); }
  const Literal& of(uint32_t number) const { return all_[number]; }
  int32_t bytesOf(uint32_t number) const { return static_cast<int32_t>(all_[number].bytes.size()); }
  void finish();
  // Calls visit(literal, number) for each.
  template <typename Visit>
  void eachOf(Visit visit) const {
    for (uint32_t number = 0; number < all_.size(); ++number) visit(all_[number], number);
  }

  // Calls visit(number, end) for each literal that stands in [from, to).
  template <typename Visit>
  void find(const uint8_t* text, int32_t from, int32_t to, Visit visit) const {
    if (literals_.empty()) return;
    for (int32_t at = from; at < to; at += Windows::kBlock) {
      for (uint64_t places = windows_.placesIn(text, from, at, to); places != 0; places &= places - 1) {
        compare(text, from, at + __builtin_ctzll(places), to, visit);
      }
    }
  }

 private:
  void place(uint32_t number);
  template <typename Visit>
  void compare(const uint8_t* text, int32_t from, int32_t at, int32_t to, Visit& visit) const {
    constexpr int32_t kMost = kMostBytes;
    const bool isInside = at - from >= kMost && to - at >= kMost;
    const uint32_t window = Windows::of(text + at, to - at);
    const uint32_t slot = Windows::slotOf(window);
    for (const Entry *literal = literals_.begin(slot), *end = literals_.end(slot); literal != end; ++literal) {
      const int32_t start = at - literal->offset;
      uint64_t bytes = 0;
      if (isInside) {
        std::memcpy(&bytes, text + start, sizeof bytes);
      } else if (start < from || to - start < literal->size) {
        continue;
      } else {
        std::memcpy(&bytes, text + start, static_cast<size_t>(literal->size));
      }
      if (literal->bytes.are(bytes)) visit(literal->number, start + literal->size);
    }
  }

  struct Entry {
    EightBytes bytes;
    uint32_t number;
    int8_t size, offset;  // offset: of its window
  };

  Windows windows_;
  Buckets<Entry> literals_;
  std::vector<Literal> all_;  // by their numbers
  // By its bytes, in either case or not.
  std::array<std::unordered_map<std::string, uint32_t>, 2> numbers_;
};

}  // namespace sluice

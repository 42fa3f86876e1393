// Which four bytes a text may have that something looked for begins with, or has within: a first question without branches, to which
// most of a text answers no. Letters are the same in either case, and other bytes may be taken for them.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace sluice {

class Windows {
 public:
  static constexpr int32_t kBytes = 4;
  static constexpr uint32_t kSlotBits = 15, kSlots = 1u << kSlotBits;

  // By three bytes.
  static uint32_t slotOf(uint32_t window) { return ((window & 0x1f1f1f) * 0x9e3779b1u) >> (32 - kSlotBits); }
  static uint32_t of(const uint8_t* text) {
    uint32_t window;
    std::memcpy(&window, text, kBytes);
    return window;
  }
  // Where text ends there are zeros.
  static uint32_t of(const uint8_t* text, int32_t bytes) {
    uint32_t window = 0;
    std::memcpy(&window, text, static_cast<size_t>(bytes < kBytes ? bytes : kBytes));
    return window;
  }

  bool has(uint32_t window) const { return (kinds_[slotOf(window)] >> (window >> 24 & 7) & 1) != 0; }
  // A bit for each of kBlock bytes at which one begins; kBytes more are read.
  static constexpr int32_t kBlock = 32;
  uint32_t placesIn(const uint8_t* text) const {
    uint32_t places = 0;
    for (int32_t four = 0; four < kBlock; four += 4) {
      uint64_t bytes;
      std::memcpy(&bytes, text + four, sizeof bytes);
      for (int32_t i = 0; i < 4; ++i) places |= uint32_t{has(static_cast<uint32_t>(bytes >> (8 * i)))} << (four + i);
    }
    return places;
  }

  // All that begin with these bytes, one or more; calls visit(slot) for each of their slots.
  template <typename Visit>
  void add(std::string_view bytes, Visit visit) {
    if (kinds_.empty()) kinds_.assign(kSlots, 0);
    uint32_t window = of(reinterpret_cast<const uint8_t*>(bytes.data()), static_cast<int32_t>(bytes.size()));
    if (bytes.size() > 3) {
      kinds_[slotOf(window)] |= static_cast<uint8_t>(1u << (window >> 24 & 7));
      visit(slotOf(window));
      return;
    }
    uint32_t missing = 3 - static_cast<uint32_t>(bytes.size());
    for (uint32_t symbols = 0; symbols < 1u << (5 * missing); ++symbols) {
      uint32_t slot = slotOf(window | (symbols & 0x1f) << 16 | (symbols >> 5) << 8);
      kinds_[slot] = 0xff;
      visit(slot);
    }
  }

 private:
  std::vector<uint8_t> kinds_;  // [slot]: fourth bytes, a bit for each of eight kinds
};

}  // namespace sluice

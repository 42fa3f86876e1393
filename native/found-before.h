// What was found in the text before a place, and who held back what stood behind it, when the step that released the text up to there was
// scanned. The next step of the stream has the same text as its context and what is held back: it asks first whether that is held still,
// and looks through what is new alone.
//
// Nothing tells which step follows which, and nothing has to: what is kept counts only where the text before the place where the step
// goes on is, byte by byte, the text that it was found in; a hash only says where to look. The text may have values in it, as the lane
// has itself: the step that follows wipes it, unless all of its text is held still, and so does the lane's last one. Of a lane that
// breaks off it lies there until another's comes.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace sluice {

class FoundBefore {
 public:
  // Steps with less before them are looked through as fast.
  static constexpr int32_t kLeastBytes = 32, kMostBytes = 192;
  static constexpr size_t kMostFound = 48;
  static constexpr size_t kPlaces = 1024;
  static constexpr uint32_t kNobody = 0xffffffff;

  struct Found {
    uint16_t before;  // how far before the place it ends, or begins if it is a word
    bool isWord;
    uint32_t number;
  };
  struct Place {
    void wipe() {
      std::memset(text.data(), 0, static_cast<size_t>(bytes));
      bytes = 0;
    }

    int32_t bytes = 0;      // of text, which is nothing else; 0: nothing is kept
    int32_t wordsFrom = 0;  // how far before the place words may have begun that are not known
    uint32_t holder = kNobody;  // the detector that held back what stands behind the place
    size_t count = 0;
    std::array<Found, kMostFound> found;
    std::array<uint8_t, kMostBytes> text{};
  };

  // What is known of the text [first, at), that text alone or more before it; null if nothing is. To be wiped.
  Place* ask(const uint8_t* text, int32_t first, int32_t at) {
    const int32_t bytes = at - first;
    if (places_.empty() || bytes < kLeastBytes) return nullptr;
    Place& place = places_[placeOf(text + at)];
    if (place.bytes < bytes || std::memcmp(&place.text[static_cast<size_t>(place.bytes - bytes)], text + first, static_cast<size_t>(bytes)) != 0) return nullptr;
    return &place;
  }
  void forget(const uint8_t* text, int32_t first, int32_t at) {
    if (Place* known = ask(text, first, at); known != nullptr) known->wipe();
  }
  // The place to keep what is known of the end of [first, at) in, its text set; null if that is too short.
  Place* keep(const uint8_t* text, int32_t first, int32_t at) {
    const int32_t bytes = std::min(at - first, kMostBytes);
    if (bytes < kLeastBytes) return nullptr;
    if (places_.empty()) places_.resize(kPlaces);
    Place& place = places_[placeOf(text + at)];
    place.wipe();
    place.bytes = bytes;
    place.count = 0;
    std::memcpy(place.text.data(), text + at - bytes, static_cast<size_t>(bytes));
    return &place;
  }

 private:
  static size_t placeOf(const uint8_t* behind) {
    uint64_t last, before;
    std::memcpy(&last, behind - 8, sizeof last);
    std::memcpy(&before, behind - 16, sizeof before);
    return static_cast<size_t>((last * 0x9e3779b97f4a7c15u ^ before) * 0xd6e8feb86659fd93u >> 54);
  }

  std::vector<Place> places_;
};

}  // namespace sluice

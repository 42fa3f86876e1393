// The spellings of a value that is known exactly and must never pass: src/inspect/held-values.ts, for the fast path.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace sluice {

class HeldSpellings {
 public:
  explicit HeldSpellings(std::vector<std::string> spellings) : spellings_(std::move(spellings)) {
    for (const std::string& spelling : spellings_) begins_[static_cast<uint8_t>(spelling[0])] = true;
  }

  bool operator==(const HeldSpellings& other) const { return spellings_ == other.spellings_; }

  // Whether a whole one ends past `released`; else `pending` is where the first begins that the end cuts off, `size` without.
  bool endsPast(const uint8_t* bytes, size_t size, size_t released, size_t& pending) const {
    pending = size;
    if (spellings_.empty()) return false;
    for (size_t start = 0; start < size; ++start) {
      if (!begins_[bytes[start]]) continue;
      for (const std::string& spelling : spellings_) {
        size_t length = std::min(spelling.size(), size - start);
        if (std::memcmp(bytes + start, spelling.data(), length) != 0) continue;
        if (length < spelling.size()) {
          pending = std::min(pending, start);
        } else if (start + length > released) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  // None is empty.
  std::vector<std::string> spellings_;
  std::array<bool, 256> begins_{};
};

}  // namespace sluice

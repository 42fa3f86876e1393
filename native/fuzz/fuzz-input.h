// What a fuzzer's bytes are read as, and what must hold of the answer. Past the end everything is zero, so that every
// input means something and a cut one means nearly the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace sluice::fuzz {

class FuzzInput {
 public:
  FuzzInput(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  uint8_t byte() {
    uint8_t value = 0;
    take(&value, sizeof value);
    return value;
  }
  uint16_t half() {
    uint16_t value = 0;
    take(&value, sizeof value);
    return value;
  }
  uint32_t number() {
    uint32_t value = 0;
    take(&value, sizeof value);
    return value;
  }
  size_t left() const { return size_ - at_; }
  // The next bytes, at most `most`, in memory of exactly their size: one read past them is found.
  std::vector<uint8_t> bytes(size_t most) {
    size_t count = most < left() ? most : left();
    std::vector<uint8_t> value(data_ + at_, data_ + at_ + count);
    at_ += count;
    return value;
  }
  std::vector<uint8_t> rest() { return bytes(left()); }

 private:
  void take(void* into, size_t bytes) {
    size_t count = bytes < left() ? bytes : left();
    if (count != 0) std::memcpy(into, data_ + at_, count);
    at_ += count;
  }

  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
};

// Ends the process, which the fuzzer takes for a find.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace sluice::fuzz

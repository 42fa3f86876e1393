// Bytes that a text is searched for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.h"

namespace sluice {

struct Literal {
  std::string bytes;  // lower case, if caseless
  bool caseless = false;
};

// Up to eight bytes, compared as one number.
struct EightBytes {
  static constexpr size_t kMost = 8;

  EightBytes() = default;
  EightBytes(std::string_view of, bool caseless) {
    for (size_t at = 0; at < of.size() && at < kMost; ++at) {
      uint8_t byte = static_cast<uint8_t>(of[at]);
      bytes |= uint64_t{byte} << (8 * at);
      read |= uint64_t{0xff} << (8 * at);
      // No other byte becomes a letter by that bit.
      if (caseless && isLetter(byte)) lower |= uint64_t{0x20} << (8 * at);
    }
  }
  // Of text in its order; what stands behind does not matter.
  bool are(uint64_t text) const { return ((text & read) | lower) == bytes; }

  uint64_t bytes = 0;
  uint64_t read = 0;   // ones for each byte
  uint64_t lower = 0;  // a bit for each letter in either case
};

// One of them stands where something begins, or `offset` bytes behind.
struct Literals {
  std::vector<Literal> list;
  int32_t offset = 0;
};

}  // namespace sluice

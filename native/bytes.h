// Letters, byte classes and a reader of untrusted byte streams.
#pragma once

#include <emmintrin.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace sluice {

// As it lies there, which need not be at a multiple of its size.
template <typename Number>
Number numberOf(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

inline bool isDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
// -1: it is no digit.
inline int hexValue(uint8_t c) {
  if (isDigit(c)) return c - '0';
  uint8_t lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// What a JSON string holds as it is.
inline bool isPlainInJson(uint8_t byte) { return byte >= 0x20 && byte != '"' && byte != '\\'; }

// What a backslash and this letter stand for in a JSON string (RFC 8259, 7); 0: nothing, or more than the letter tells.
inline uint8_t jsonEscape(uint8_t letter) {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"':
    case '/':
    case '\\': return letter;
    default: return 0;
  }
}

// Of a character beyond ASCII, by its first byte: its length, and between what its second byte must be, the others being 80 to BF. Length 0: none begins so.
// Well-formed UTF-8, Unicode table 3-7.
struct Utf8Lead {
  uint32_t length;
  uint8_t low, high;
};
inline Utf8Lead utf8Lead(uint8_t lead) {
  uint32_t length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  return {length, low, high};
}

// The character as UTF-8, of at most four bytes; how many.
inline uint32_t writeUtf8(uint32_t c, uint8_t* into) {
  if (c < 0x80) {
    into[0] = static_cast<uint8_t>(c);
    return 1;
  }
  if (c < 0x800) {
    into[0] = static_cast<uint8_t>(0xc0 | c >> 6);
    into[1] = static_cast<uint8_t>(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    into[0] = static_cast<uint8_t>(0xe0 | c >> 12);
    into[1] = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3f));
    into[2] = static_cast<uint8_t>(0x80 | (c & 0x3f));
    return 3;
  }
  into[0] = static_cast<uint8_t>(0xf0 | c >> 18);
  into[1] = static_cast<uint8_t>(0x80 | (c >> 12 & 0x3f));
  into[2] = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3f));
  into[3] = static_cast<uint8_t>(0x80 | (c & 0x3f));
  return 4;
}

inline bool isLetter(uint8_t byte) { return static_cast<uint8_t>((byte | 0x20) - 'a') < 26; }

// A bit for each of up to 64 bytes that is one.
inline uint64_t lettersIn(const uint8_t* text, int32_t bytes) {
  uint64_t letters = 0;
  int32_t at = 0;
  for (; at + 16 <= bytes; at += 16) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at));
    __m128i number = _mm_sub_epi8(_mm_or_si128(block, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    __m128i among = _mm_cmpeq_epi8(_mm_min_epu8(number, _mm_set1_epi8(25)), number);
    letters |= uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(among))} << at;
  }
  for (; at < bytes; ++at) letters |= uint64_t{isLetter(text[at])} << at;
  return letters;
}
inline uint8_t lowerOf(uint8_t byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<uint8_t>(byte + 32) : byte; }

// One flag per byte.
class ByteClass {
 public:
  // A bit each, in words of 64.
  using Bits = std::array<uint64_t, 4>;

  static bool has(const Bits& bits, uint8_t byte) { return (bits[byte / 64] >> (byte % 64) & 1) != 0; }

  ByteClass() = default;
  explicit ByteClass(const Bits& bits) {
    for (size_t byte = 0; byte < flags_.size(); byte += 8) {
      // Each of its bits alone in a byte, and from there to that byte's lowest bit.
      const uint64_t alone = (bits[byte / 64] >> (byte % 64) & 0xff) * 0x0101010101010101u & 0x8040201008040201u;
      const uint64_t eight = (alone + 0x7f7f7f7f7f7f7f7fu) >> 7 & 0x0101010101010101u;
      std::memcpy(&flags_[byte], &eight, sizeof eight);
    }
  }

  bool has(uint8_t byte) const { return flags_[byte] != 0; }
  void add(uint8_t byte) { flags_[byte] = 1; }
  // Where every other byte is a member, a branch for each would be guessed wrong.
  void set(uint8_t byte, bool isMember) { flags_[byte] = isMember ? 1 : 0; }
  bool operator==(const ByteClass& other) const { return flags_ == other.flags_; }
  Bits bits() const {
    Bits made{};
    for (size_t byte = 0; byte < flags_.size(); byte += 8) {
      uint64_t eight;
      std::memcpy(&eight, &flags_[byte], sizeof eight);
      // The lowest bits of its bytes, side by side.
      made[byte / 64] |= (eight * 0x0102040810204080u >> 56) << (byte % 64);
    }
    return made;
  }
  ByteClass operator|(const ByteClass& other) const {
    ByteClass made;
    for (size_t byte = 0; byte < flags_.size(); ++byte) made.flags_[byte] = flags_[byte] | other.flags_[byte];
    return made;
  }
  // All bytes that are not of it.
  ByteClass others() const {
    ByteClass made;
    for (size_t byte = 0; byte < flags_.size(); ++byte) made.flags_[byte] = flags_[byte] != 0 ? 0 : 1;
    return made;
  }

 private:
  std::array<uint8_t, 256> flags_{};
};

// Reads what src/inspect/spec-writer.ts writes. After the first read past the end everything is zero and `ok` is false;
// a list never announces more members than the bytes left can hold, so damaged lengths cannot make us allocate.
class Reader {
 public:
  Reader(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  bool ok() const { return ok_; }
  bool finished() const { return ok_ && at_ == size_; }
  size_t at() const { return at_; }

  uint32_t number() {
    uint32_t value = 0;
    take(&value, sizeof value);
    return value;
  }

  double real() {
    double value = 0;
    take(&value, sizeof value);
    return value;
  }

  std::string text() {
    uint32_t length = number();
    if (!ok_ || length > size_ - at_) {
      ok_ = false;
      return {};
    }
    std::string value(reinterpret_cast<const char*>(data_ + at_), length);
    at_ += length;
    return value;
  }

  ByteClass byteClass() { return ByteClass(byteClassBits()); }
  ByteClass::Bits byteClassBits() {
    ByteClass::Bits bits{};
    take(bits.data(), sizeof bits);
    return bits;
  }

  // Length of a list whose members take at least so many bytes each: every one begins with a number.
  uint32_t count(size_t leastBytes = sizeof(uint32_t)) {
    uint32_t length = number();
    if (ok_ && length > (size_ - at_) / leastBytes) ok_ = false;
    return ok_ ? length : 0;
  }

  template <typename Read>
  auto list(Read read, size_t leastBytes = sizeof(uint32_t)) -> std::vector<decltype(read())> {
    std::vector<decltype(read())> made;
    uint32_t length = count(leastBytes);
    made.reserve(length);
    for (uint32_t i = 0; i < length && ok_; ++i) made.push_back(read());
    return made;
  }

  std::vector<uint32_t> numbers() {
    std::vector<uint32_t> made;
    numbersInto(made);
    return made;
  }

  // Behind those that are there.
  void numbersInto(std::vector<uint32_t>& into) {
    uint32_t length = count();
    if (length == 0) return;
    size_t before = into.size();
    into.resize(before + length);
    take(into.data() + before, length * sizeof(uint32_t));
  }

  std::vector<ByteClass> byteClasses() {
    return list([this] { return byteClass(); }, 256 / 8);
  }

 private:
  void take(void* into, size_t bytes) {
    if (!ok_ || bytes > size_ - at_) {
      ok_ = false;
      return;
    }
    std::memcpy(into, data_ + at_, bytes);
    at_ += bytes;
  }

  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace sluice

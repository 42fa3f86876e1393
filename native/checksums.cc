#include "checksums.h"

#include <algorithm>

#include "sha256.h"

namespace sluice {

namespace {

// Far more than any scheme has; keeps sums within 32 bits and work within a span's width.
constexpr size_t kMaxWeights = 64;
constexpr uint32_t kMaxNumber = 1u << 12;

char upperOf(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

std::vector<uint8_t> digitsOf(std::string_view span) {
  std::vector<uint8_t> digits;
  for (char c : span) {
    if (c >= '0' && c <= '9') digits.push_back(static_cast<uint8_t>(c - '0'));
  }
  return digits;
}

}  // namespace

bool Checksum::read(Reader& reader) {
  alphabet_ = reader.text();
  if (alphabet_.empty() || alphabet_.size() >= kNone) return false;
  symbolOf_.fill(kNone);
  for (size_t symbol = 0; symbol < alphabet_.size(); ++symbol) symbolOf_[static_cast<uint8_t>(alphabet_[symbol])] = static_cast<uint8_t>(symbol);
  bool sound = true;
  auto small = [&](const std::vector<uint32_t>& numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [](uint32_t number) { return number < kMaxNumber; });
  };
  equations_ = reader.list([&] {
    Equation made;
    made.weights = reader.numbers();
    made.values = reader.list([&] { return reader.numbers(); });
    made.plus = reader.numbers();
    made.modulus = reader.number();
    made.remainder = reader.number();
    made.check = reader.numbers();
    made.characters = reader.text();
    sound = sound && !made.weights.empty() && made.weights.size() <= kMaxWeights && small(made.weights) && !made.values.empty() &&
            !made.plus.empty() && small(made.plus) && made.modulus > 0 && made.modulus < kMaxNumber && made.check.size() <= 1;
    for (const auto& values : made.values) sound = sound && values.size() == alphabet_.size() && small(values);
    if (!made.check.empty()) sound = sound && made.check[0] < made.weights.size() && made.characters.size() == made.modulus;
    return made;
  });
  return sound && reader.ok() && !equations_.empty();
}

bool Checksum::accepts(std::string_view span) const {
  std::vector<uint8_t> symbols;
  for (char c : span) {
    uint8_t symbol = symbolOf_[static_cast<uint8_t>(upperOf(c))];
    if (symbol != kNone) symbols.push_back(symbol);
  }
  std::reverse(symbols.begin(), symbols.end());
  return std::all_of(equations_.begin(), equations_.end(), [&](const Equation& equation) { return holds(equation, symbols); });
}

// `symbols` from the last one.
bool Checksum::holds(const Equation& equation, const std::vector<uint8_t>& symbols) const {
  size_t size = equation.weights.size();
  if (symbols.size() < size) return false;
  uint32_t sum = 0;
  for (size_t place = 0; place < size; ++place) {
    uint32_t value = equation.values[place % equation.values.size()][symbols[place]];
    sum = (sum + equation.weights[size - 1 - place] * value) % equation.modulus;
  }
  return std::any_of(equation.plus.begin(), equation.plus.end(), [&](uint32_t plus) {
    uint32_t rest = (sum + plus) % equation.modulus;
    if (equation.check.empty()) return rest == equation.remainder;
    return equation.characters[rest] == alphabet_[symbols[equation.check[0]]];
  });
}

bool verhoeff(std::string_view span) {
  static constexpr uint8_t kProduct[10][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
                                               {2, 3, 4, 0, 1, 7, 8, 9, 5, 6}, {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
                                               {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
                                               {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
                                               {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
  static constexpr uint8_t kPermuted[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
                                               {5, 8, 0, 3, 7, 9, 6, 1, 4, 2}, {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
                                               {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
                                               {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
  std::vector<uint8_t> digits = digitsOf(span);
  uint8_t check = 0;
  for (size_t place = 0; place < digits.size(); ++place) {
    check = kProduct[check][kPermuted[place % 8][digits[digits.size() - 1 - place]]];
  }
  return digits.size() > 1 && check == 0;
}

bool mod11And10(std::string_view span) {
  std::vector<uint8_t> digits = digitsOf(span);
  if (digits.size() < 2) return false;
  uint32_t product = 10;
  for (size_t at = 0; at + 1 < digits.size(); ++at) {
    uint32_t sum = (digits[at] + product) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (product + digits.back()) % 10 == 1;
}

bool base58Check(std::string_view span) {
  static constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  constexpr size_t kSize = 25;
  std::array<uint8_t, kSize> bytes{};
  if (span.size() > 40) return false;
  for (char c : span) {
    size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return false;
    uint32_t carry = static_cast<uint32_t>(value);
    for (size_t at = kSize; at > 0; --at) {
      carry += uint32_t{bytes[at - 1]} * 58;
      bytes[at - 1] = static_cast<uint8_t>(carry);
      carry >>= 8;
    }
    if (carry != 0) return false;
  }
  Sha256 once = sha256(bytes.data(), kSize - 4);
  Sha256 twice = sha256(once.data(), once.size());
  return std::equal(twice.begin(), twice.begin() + 4, bytes.end() - 4);
}

bool bech32(std::string_view span) {
  static constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  static constexpr uint32_t kGenerator[5] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  bool upper = std::any_of(span.begin(), span.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  bool lower = std::any_of(span.begin(), span.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  size_t separator = span.rfind('1');
  if ((upper && lower) || separator == std::string_view::npos || separator == 0 || span.size() - separator < 7) return false;
  uint32_t check = 1;
  auto add = [&](uint32_t value) {
    uint32_t top = check >> 25;
    check = (check & 0x1ffffff) << 5 ^ value;
    for (int bit = 0; bit < 5; ++bit) check ^= top >> bit & 1 ? kGenerator[bit] : 0;
  };
  auto lowerOf = [](char c) { return static_cast<uint8_t>(c >= 'A' && c <= 'Z' ? c + 32 : c); };
  for (char c : span.substr(0, separator)) add(lowerOf(c) >> 5);
  add(0);
  for (char c : span.substr(0, separator)) add(lowerOf(c) & 31);
  for (char c : span.substr(separator + 1)) {
    size_t value = kAlphabet.find(static_cast<char>(lowerOf(c)));
    if (value == std::string_view::npos) return false;
    add(static_cast<uint32_t>(value));
  }
  return check == 1 || check == 0x2bc830a3;
}

}  // namespace sluice

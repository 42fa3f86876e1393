// What base64 hides: decoded once, at each of the four places where a group of four characters may begin, and scanned.
#include <algorithm>
#include <array>

#include "scan.h"

namespace sluice {

namespace {

constexpr uint8_t kNone = 0xff;

// RFC 4648, sections 4 and 5.
std::array<uint8_t, 256> sextets() {
  std::array<uint8_t, 256> values;
  values.fill(kNone);
  uint8_t next = 0;
  for (char c = 'A'; c <= 'Z'; ++c) values[static_cast<uint8_t>(c)] = next++;
  for (char c = 'a'; c <= 'z'; ++c) values[static_cast<uint8_t>(c)] = next++;
  for (char c = '0'; c <= '9'; ++c) values[static_cast<uint8_t>(c)] = next++;
  values['+'] = values['-'] = 62;
  values['/'] = values['_'] = 63;
  return values;
}

// Base64 of anything else than text is told from text by groups in a row that decode to printable ASCII.
constexpr int kPlainGroups = 3;

bool isPlain(uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  auto printable = [](uint32_t byte) { return byte >= 0x20 && byte <= 0x7e; };
  uint32_t group = uint32_t{a} << 18 | uint32_t{b} << 12 | uint32_t{c} << 6 | d;
  return printable(group >> 16) && printable(group >> 8 & 0xff) && printable(group & 0xff);
}

}  // namespace

bool Scanner::findsInBase64(std::string_view span) {
  static const std::array<uint8_t, 256> kSextets = sextets();
  std::vector<uint8_t> values;
  for (char c : span) {
    uint8_t value = kSextets[static_cast<uint8_t>(c)];
    if (value == kNone) break;
    values.push_back(value);
  }
  std::vector<uint8_t> text;
  for (size_t from = 0; from < 4; ++from) {
    int inARow = 0, most = 0;
    for (size_t at = from; at + 4 <= values.size(); at += 4) {
      inARow = isPlain(values[at], values[at + 1], values[at + 2], values[at + 3]) ? inARow + 1 : 0;
      most = std::max(most, inARow);
    }
    if (most < kPlainGroups) continue;
    text.clear();
    uint32_t bits = 0;
    int have = 0;
    for (size_t at = from; at < values.size(); ++at) {
      bits = bits << 6 | values[at];
      have += 6;
      if (have < 8) continue;
      have -= 8;
      text.push_back(static_cast<uint8_t>(bits >> have));
    }
    if (findsIn(text)) return true;
  }
  return false;
}

bool Scanner::findsIn(const std::vector<uint8_t>& text) {
  if (!decoded_) decoded_ = std::make_unique<Scanner>(*ruleset_);
  StepInput input{text.data(), 0, static_cast<uint32_t>(text.size()), 0, 0, true, 0, decodedProfile_.data()};
  StepResult result;
  return decoded_->scan(input, result) == ScanStatus::kDone && !result.spans.empty();
}

}  // namespace sluice

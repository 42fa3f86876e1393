#include "fold-by-rows.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace sluice::fuzz {

namespace {

// "At most 16 units in a row fold to nothing in one pass: the 17th becomes U+FFFD ... and counting begins anew."
constexpr int kMostInARow = 16;
constexpr uint32_t kReplacement = 0xfffd;

struct Range {
  uint32_t first, last;
};
constexpr Range kDashes[] = {{0x58a, 0x58a},   {0x5be, 0x5be},   {0x1400, 0x1400}, {0x1806, 0x1806}, {0x2010, 0x2015},   {0x2053, 0x2053},
                             {0x207b, 0x207b}, {0x208b, 0x208b}, {0x2212, 0x2212}, {0x2e17, 0x2e17}, {0x2e1a, 0x2e1a},   {0x2e3a, 0x2e3b},
                             {0x2e40, 0x2e40}, {0x2e5d, 0x2e5d}, {0x301c, 0x301c}, {0x3030, 0x3030}, {0x30a0, 0x30a0},   {0xfe31, 0xfe32},
                             {0xfe58, 0xfe58}, {0xfe63, 0xfe63}, {0x10d6e, 0x10d6e}, {0x10ead, 0x10ead}, {0x2d7, 0x2d7}, {0x2043, 0x2043},
                             {0x2796, 0x2796}};
constexpr Range kSpaces[] = {{0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a}, {0x202f, 0x202f},
                             {0x205f, 0x205f}, {0x2800, 0x2800}, {0x3000, 0x3000}};
constexpr Range kLines[] = {{0x2028, 0x2029}};
constexpr Range kNothing[] = {{0x0, 0x8},       {0xe, 0x1f},      {0x7f, 0x9f},     {0xad, 0xad},       {0x34f, 0x34f},
                              {0x61c, 0x61c},   {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},   {0x200b, 0x200f},
                              {0x202a, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},
                              {0xffa0, 0xffa0}, {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};
constexpr uint32_t kZeros[] = {0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,   0xce6,   0xd66,
                               0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,
                               0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0x104a0,
                               0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0,
                               0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60,
                               0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0,
                               0x1e5f1, 0x1e950, 0x1fbf0};

struct Lookalike {
  uint32_t point;
  char letter;
};
constexpr Lookalike kLookalikes[] = {
    {0x251, 'a'}, {0x261, 'g'}, {0x37f, 'J'}, {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'},
    {0x399, 'I'}, {0x39a, 'K'}, {0x39c, 'M'}, {0x39d, 'N'}, {0x39f, 'O'}, {0x3a1, 'P'}, {0x3a4, 'T'}, {0x3a5, 'Y'},
    {0x3a7, 'X'}, {0x3b1, 'a'}, {0x3b9, 'i'}, {0x3bd, 'v'}, {0x3bf, 'o'}, {0x3c1, 'p'}, {0x3c5, 'u'}, {0x3f2, 'c'},
    {0x3f3, 'j'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41a, 'K'},
    {0x41c, 'M'}, {0x41d, 'H'}, {0x41e, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'},
    {0x430, 'a'}, {0x435, 'e'}, {0x43e, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'},
    {0x456, 'i'}, {0x458, 'j'}, {0x4ae, 'Y'}, {0x4af, 'y'}, {0x4bb, 'h'}, {0x4c0, 'I'}, {0x4cf, 'l'}, {0x501, 'd'},
    {0x51a, 'Q'}, {0x51b, 'q'}, {0x51c, 'W'}, {0x51d, 'w'}, {0x585, 'o'},
};

constexpr Lookalike kMarks[] = {{0x2024, '.'}, {0x3002, '.'}, {0xfe52, '.'}, {0xff61, '.'}, {0xfe6b, '@'}};

template <size_t kCount>
bool isIn(const Range (&ranges)[kCount], uint32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [point](Range range) { return range.first <= point && point <= range.last; });
}

std::string utf8(uint32_t point) {
  std::string made;
  int more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  uint32_t marks[] = {0, 0xc0, 0xe0, 0xf0};
  made += static_cast<char>(marks[more] | point >> (6 * more));
  while (more-- > 0) made += static_cast<char>(0x80 | (point >> (6 * more) & 0x3f));
  return made;
}

// What stands somewhere: nothing special, the beginning of something that the end cuts, or so many bytes that become others.
struct Row {
  enum { kNone, kCut, kWhole } kind;
  size_t length = 0;
  std::string becomes;
};
const Row kNone{Row::kNone, 0, {}};
const Row kCut{Row::kCut, 0, {}};
Row row(size_t length, std::string becomes) { return {Row::kWhole, length, std::move(becomes)}; }

// In a shape H is a hexadecimal digit, D a decimal one, X an x of either case, S and T the second digits of a low surrogate; any
// other character is itself.
bool fits(char shape, char c) {
  switch (shape) {
    case 'H':
      return std::isxdigit(static_cast<unsigned char>(c)) != 0;
    case 'D':
      return c >= '0' && c <= '9';
    case 'X':
      return c == 'x' || c == 'X';
    case 'S':
      return c == 'd' || c == 'D';
    case 'T':
      return (c >= 'c' && c <= 'f') || (c >= 'C' && c <= 'F');
    default:
      return c == shape;
  }
}

// kWhole with no text yet, kCut if all that is left is a proper beginning, or kNone.
Row shaped(const std::string& left, const std::string& shape) {
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i == left.size()) return kCut;
    if (!fits(shape[i], left[i])) return kNone;
  }
  return row(shape.size(), "");
}

Row ofBackslash(const std::string& left) {
  const std::string simple = "\"\\/ntrbf", means = "\"\\/\n\t\r\b\f";
  if (left.size() == 1) return kCut;
  if (size_t at = simple.find(left[1]); at != std::string::npos) return row(2, std::string(1, means[at]));
  Row escape = shaped(left, "\\uHHHH");
  if (escape.kind != Row::kWhole) return escape;
  uint32_t point = static_cast<uint32_t>(std::stoul(left.substr(2, 4), nullptr, 16));
  if (point < 0xd800 || point > 0xdfff) return row(6, utf8(point));
  if (point < 0xdc00) {
    std::string behind = left.substr(6);
    Row low = shaped(behind, "\\uSTHH");
    if (low.kind == Row::kCut) return {Row::kCut, 6, utf8(kReplacement)};
    if (low.kind == Row::kWhole) {
      uint32_t second = static_cast<uint32_t>(std::stoul(behind.substr(2, 4), nullptr, 16));
      return row(12, utf8(0x10000 + (point - 0xd800) * 0x400 + (second - 0xdc00)));
    }
  }
  return row(6, utf8(kReplacement));
}

Row ofPercent(const std::string& left) {
  Row found = shaped(left, "%HH");
  if (found.kind == Row::kWhole) found.becomes = static_cast<char>(std::stoul(left.substr(1, 2), nullptr, 16));
  return found;
}

Row ofAmpersand(const std::string& left) {
  static const std::pair<std::string, std::string> names[] = {
      {"&amp;", "&"},    {"&lt;", "<"},     {"&gt;", ">"},    {"&quot;", "\""},  {"&apos;", "'"},   {"&nbsp;", " "},
      {"&ensp;", " "},   {"&emsp;", " "},   {"&thinsp;", " "}, {"&Tab;", "\t"},   {"&hyphen;", "-"}, {"&dash;", "-"},
      {"&ndash;", "-"},  {"&mdash;", "-"},  {"&minus;", "-"}, {"&commat;", "@"}, {"&period;", "."}, {"&colon;", ":"},
      {"&sol;", "/"},    {"&lowbar;", "_"}, {"&plus;", "+"},  {"&equals;", "="}, {"&num;", "#"},    {"&lpar;", "("},
      {"&rpar;", ")"},   {"&shy;", ""},     {"&zwnj;", ""},   {"&zwj;", ""},     {"&lrm;", ""},     {"&rlm;", ""}};
  bool isCut = false;
  for (const auto& [name, means] : names) {
    if (left.compare(0, name.size(), name) == 0) return row(name.size(), means);
    isCut = isCut || name.compare(0, left.size(), left) == 0;
  }
  for (bool isHex : {false, true}) {
    for (size_t digits = 1; digits <= (isHex ? 6u : 7u); ++digits) {
      std::string begin = isHex ? "&#X" : "&#";
      Row found = shaped(left, begin + std::string(digits, isHex ? 'H' : 'D') + ";");
      isCut = isCut || found.kind == Row::kCut;
      if (found.kind != Row::kWhole) continue;
      uint32_t point = static_cast<uint32_t>(std::stoul(left.substr(begin.size(), digits), nullptr, isHex ? 16 : 10));
      if (point == 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return kNone;
      return row(found.length, utf8(point));
    }
  }
  return isCut ? kCut : kNone;
}

Row ofEscape(const std::string& left) {
  size_t end = 2;
  while (end < left.size() && end < 18 && left[end] >= '0' && left[end] <= ';') ++end;
  bool isBegun = left.size() == 1 || left[1] == '[';
  if (isBegun && end >= left.size()) return {Row::kCut, 1, ""};
  return isBegun && left[end] == 'm' ? row(end + 1, "") : row(1, "");
}

Row ofCharacter(size_t length, const std::string& itself, uint32_t point) {
  if (point >= 0xff01 && point <= 0xff5e) return row(length, std::string(1, static_cast<char>(point - 0xff01 + 0x21)));
  if (isIn(kDashes, point)) return row(length, "-");
  if (isIn(kSpaces, point)) return row(length, " ");
  if (isIn(kLines, point)) return row(length, "\n");
  for (Lookalike each : kLookalikes) {
    if (point == each.point) return row(length, std::string(1, each.letter));
  }
  for (Lookalike each : kMarks) {
    if (point == each.point) return row(length, std::string(1, each.letter));
  }
  if (point >= 0x1d400 && point <= 0x1d6a3) {
    return row(length, std::string(1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(point - 0x1d400) % 52]));
  }
  for (uint32_t zero : kZeros) {
    if (point >= zero && point <= zero + 9) return row(length, std::string(1, static_cast<char>('0' + (point - zero))));
  }
  if (isIn(kNothing, point)) return row(length, "");
  return row(length, itself);
}

// Each half of a surrogate pair as if it were a character.
Row ofPair(const std::string& left) {
  for (size_t i = 0; i < 6; ++i) {
    if (i == left.size()) return kCut;
    const uint8_t byte = static_cast<uint8_t>(left[i]);
    const bool fits = i % 3 == 0 ? byte == 0xed : i == 1 ? byte >> 4 == 0xa : i == 4 ? byte >> 4 == 0xb : byte >> 6 == 2;
    if (!fits) return kNone;
  }
  auto half = [&](size_t at) { return (left[at + 1] & 0x3fu) << 6 | (left[at + 2] & 0x3fu); };
  return row(6, utf8(0x10000 + (half(0) - 0x800) * 0x400 + (half(3) - 0xc00)));
}

// A sequence is well-formed if it is what its code point is written as, and begun well if one of those that it may become is.
Row ofUtf8(const std::string& left) {
  auto byte = [&](size_t i) { return static_cast<uint8_t>(left[i]); };
  if (Row pair = ofPair(left); pair.kind != Row::kNone) return pair;
  uint8_t lead = byte(0);
  size_t length = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
  if (length == 0) return kNone;
  uint32_t least = length == 1 ? lead : lead & (0x7fu >> length), greatest = least;
  for (size_t i = 1; i < length; ++i) {
    bool isThere = i < left.size();
    if (isThere && (byte(i) < 0x80 || byte(i) > 0xbf)) return kNone;
    least = least << 6 | (isThere ? byte(i) & 0x3fu : 0);
    greatest = greatest << 6 | (isThere ? byte(i) & 0x3fu : 0x3fu);
  }
  const Range points[] = {{0, 0x7f}, {0x80, 0x7ff}, {0x800, 0xffff}, {0x10000, 0x10ffff}};
  uint32_t from = std::max(least, points[length - 1].first), to = std::min(greatest, points[length - 1].last);
  if (from >= 0xd800 && from <= 0xdfff) from = 0xe000;
  if (from > to) return kNone;
  return left.size() < length ? kCut : ofCharacter(length, left.substr(0, length), least);
}

struct Unit {
  uint32_t rawStart, rawEnd;
  std::string becomes;
};

struct Pass {
  std::vector<Unit> units;
  uint32_t carry;  // where it begins
};

constexpr size_t kLongestRow = 19;

Pass passOf(const std::string& raw, bool last) {
  Pass pass{};
  int inARow = 0;
  size_t at = 0;
  while (at < raw.size()) {
    std::string left = raw.substr(at, kLongestRow);
    Row found = left[0] == '\\'   ? ofBackslash(left)
                : left[0] == '%'    ? ofPercent(left)
                : left[0] == '&'    ? ofAmpersand(left)
                : left[0] == '\x1b' ? ofEscape(left)
                                    : ofUtf8(left);
    if (found.kind == Row::kCut && !last) break;
    // At the end what is cut is its own bytes; of a high surrogate the row says what it is.
    if (found.kind == Row::kNone || (found.kind == Row::kCut && found.length == 0)) found = row(1, left.substr(0, 1));
    inARow = found.becomes.empty() ? inARow + 1 : 0;
    if (inARow > kMostInARow) {
      found.becomes = utf8(kReplacement);
      inARow = 0;
    }
    pass.units.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(at + found.length), found.becomes});
    at += found.length;
  }
  pass.carry = static_cast<uint32_t>(at);
  return pass;
}

}  // namespace

FoldedByRows foldByRows(const uint8_t* raw, size_t size, bool last) {
  Pass first = passOf(std::string(raw, raw + size), last);
  std::string middle;
  std::vector<uint32_t> rawStart, rawEnd;  // of each byte of it
  for (const Unit& unit : first.units) {
    middle += unit.becomes;
    rawStart.insert(rawStart.end(), unit.becomes.size(), unit.rawStart);
    rawEnd.insert(rawEnd.end(), unit.becomes.size(), unit.rawEnd);
  }
  rawStart.push_back(first.carry);

  Pass second = passOf(middle, last);
  FoldedByRows made;
  for (const Unit& unit : second.units) {
    for (size_t i = 0; i < unit.becomes.size(); ++i) {
      made.rawStart.push_back(rawStart[unit.rawStart]);
      made.rawEnd.push_back(rawEnd[unit.rawEnd - 1]);
      made.begins.push_back(i == 0);
    }
    made.text += unit.becomes;
  }
  made.rawStart.push_back(rawStart[second.carry]);
  made.rawEnd.push_back(rawStart[second.carry]);
  made.begins.push_back(true);
  return made;
}

}  // namespace sluice::fuzz

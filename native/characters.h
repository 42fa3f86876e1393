// What characters fold to (docs/engine.md, section "Text"): a table of ranges, and a bitmap that says at once of most
// characters that they are in none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sluice {

enum class Fold : uint8_t {
  kNothing,   // invisible: default-ignorable characters, control characters, interlinear annotations
  kDash,
  kSpace,
  kLine,      // a line's end
  kDigit,     // decimal digits of every script, in runs of ten from zero
  kFullWidth, // of ASCII
  kLetter,    // looks like an ASCII letter
  kMark,      // stands for a full stop or an at sign
  kMathLetter, // mathematical alphabets, A to Z and a to z in turn
};

struct FoldRange {
  uint32_t first, last;
  Fold fold;
  char letter = 0;  // of kLetter and kMark
};

// Unicode 17: Default_Ignorable_Code_Point, Dash, Zs and Nd are all here. Letters: those of Cyrillic, Greek and two more that
// Unicode's confusables.txt (UTS #39) takes for one ASCII letter.
constexpr FoldRange kFoldRanges[] = {
    {0x0, 0x8, Fold::kNothing},          {0xe, 0x1f, Fold::kNothing},         {0x7f, 0x9f, Fold::kNothing},
    {0xa0, 0xa0, Fold::kSpace},          {0xad, 0xad, Fold::kNothing},        {0x251, 0x251, Fold::kLetter, 'a'},
    {0x261, 0x261, Fold::kLetter, 'g'},  {0x2d7, 0x2d7, Fold::kDash},         {0x34f, 0x34f, Fold::kNothing},
    {0x37f, 0x37f, Fold::kLetter, 'J'},  {0x391, 0x391, Fold::kLetter, 'A'},  {0x392, 0x392, Fold::kLetter, 'B'},
    {0x395, 0x395, Fold::kLetter, 'E'},  {0x396, 0x396, Fold::kLetter, 'Z'},  {0x397, 0x397, Fold::kLetter, 'H'},
    {0x399, 0x399, Fold::kLetter, 'I'},  {0x39a, 0x39a, Fold::kLetter, 'K'},  {0x39c, 0x39c, Fold::kLetter, 'M'},
    {0x39d, 0x39d, Fold::kLetter, 'N'},  {0x39f, 0x39f, Fold::kLetter, 'O'},  {0x3a1, 0x3a1, Fold::kLetter, 'P'},
    {0x3a4, 0x3a4, Fold::kLetter, 'T'},  {0x3a5, 0x3a5, Fold::kLetter, 'Y'},  {0x3a7, 0x3a7, Fold::kLetter, 'X'},
    {0x3b1, 0x3b1, Fold::kLetter, 'a'},  {0x3b9, 0x3b9, Fold::kLetter, 'i'},  {0x3bd, 0x3bd, Fold::kLetter, 'v'},
    {0x3bf, 0x3bf, Fold::kLetter, 'o'},  {0x3c1, 0x3c1, Fold::kLetter, 'p'},  {0x3c5, 0x3c5, Fold::kLetter, 'u'},
    {0x3f2, 0x3f2, Fold::kLetter, 'c'},  {0x3f3, 0x3f3, Fold::kLetter, 'j'},  {0x405, 0x405, Fold::kLetter, 'S'},
    {0x406, 0x406, Fold::kLetter, 'I'},  {0x408, 0x408, Fold::kLetter, 'J'},  {0x410, 0x410, Fold::kLetter, 'A'},
    {0x412, 0x412, Fold::kLetter, 'B'},  {0x415, 0x415, Fold::kLetter, 'E'},  {0x41a, 0x41a, Fold::kLetter, 'K'},
    {0x41c, 0x41c, Fold::kLetter, 'M'},  {0x41d, 0x41d, Fold::kLetter, 'H'},  {0x41e, 0x41e, Fold::kLetter, 'O'},
    {0x420, 0x420, Fold::kLetter, 'P'},  {0x421, 0x421, Fold::kLetter, 'C'},  {0x422, 0x422, Fold::kLetter, 'T'},
    {0x423, 0x423, Fold::kLetter, 'Y'},  {0x425, 0x425, Fold::kLetter, 'X'},  {0x430, 0x430, Fold::kLetter, 'a'},
    {0x435, 0x435, Fold::kLetter, 'e'},  {0x43e, 0x43e, Fold::kLetter, 'o'},  {0x440, 0x440, Fold::kLetter, 'p'},
    {0x441, 0x441, Fold::kLetter, 'c'},  {0x443, 0x443, Fold::kLetter, 'y'},  {0x445, 0x445, Fold::kLetter, 'x'},
    {0x455, 0x455, Fold::kLetter, 's'},  {0x456, 0x456, Fold::kLetter, 'i'},  {0x458, 0x458, Fold::kLetter, 'j'},
    {0x4ae, 0x4ae, Fold::kLetter, 'Y'},  {0x4af, 0x4af, Fold::kLetter, 'y'},  {0x4bb, 0x4bb, Fold::kLetter, 'h'},
    {0x4c0, 0x4c0, Fold::kLetter, 'I'},  {0x4cf, 0x4cf, Fold::kLetter, 'l'},  {0x501, 0x501, Fold::kLetter, 'd'},
    {0x51a, 0x51a, Fold::kLetter, 'Q'},  {0x51b, 0x51b, Fold::kLetter, 'q'},  {0x51c, 0x51c, Fold::kLetter, 'W'},
    {0x51d, 0x51d, Fold::kLetter, 'w'},  {0x585, 0x585, Fold::kLetter, 'o'},  {0x58a, 0x58a, Fold::kDash},
    {0x5be, 0x5be, Fold::kDash},         {0x61c, 0x61c, Fold::kNothing},      {0x660, 0x669, Fold::kDigit},
    {0x6f0, 0x6f9, Fold::kDigit},        {0x7c0, 0x7c9, Fold::kDigit},        {0x966, 0x96f, Fold::kDigit},
    {0x9e6, 0x9ef, Fold::kDigit},        {0xa66, 0xa6f, Fold::kDigit},        {0xae6, 0xaef, Fold::kDigit},
    {0xb66, 0xb6f, Fold::kDigit},        {0xbe6, 0xbef, Fold::kDigit},        {0xc66, 0xc6f, Fold::kDigit},
    {0xce6, 0xcef, Fold::kDigit},        {0xd66, 0xd6f, Fold::kDigit},        {0xde6, 0xdef, Fold::kDigit},
    {0xe50, 0xe59, Fold::kDigit},        {0xed0, 0xed9, Fold::kDigit},        {0xf20, 0xf29, Fold::kDigit},
    {0x1040, 0x1049, Fold::kDigit},      {0x1090, 0x1099, Fold::kDigit},      {0x115f, 0x1160, Fold::kNothing},
    {0x1400, 0x1400, Fold::kDash},       {0x1680, 0x1680, Fold::kSpace},      {0x17b4, 0x17b5, Fold::kNothing},
    {0x17e0, 0x17e9, Fold::kDigit},      {0x1806, 0x1806, Fold::kDash},       {0x180b, 0x180f, Fold::kNothing},
    {0x1810, 0x1819, Fold::kDigit},      {0x1946, 0x194f, Fold::kDigit},      {0x19d0, 0x19d9, Fold::kDigit},
    {0x1a80, 0x1a89, Fold::kDigit},      {0x1a90, 0x1a99, Fold::kDigit},      {0x1b50, 0x1b59, Fold::kDigit},
    {0x1bb0, 0x1bb9, Fold::kDigit},      {0x1c40, 0x1c49, Fold::kDigit},      {0x1c50, 0x1c59, Fold::kDigit},
    {0x2000, 0x200a, Fold::kSpace},      {0x200b, 0x200f, Fold::kNothing},    {0x2010, 0x2015, Fold::kDash},
    {0x2024, 0x2024, Fold::kMark, '.'},   {0x2028, 0x2029, Fold::kLine},       {0x202a, 0x202e, Fold::kNothing},    {0x202f, 0x202f, Fold::kSpace},
    {0x2043, 0x2043, Fold::kDash},       {0x2053, 0x2053, Fold::kDash},       {0x205f, 0x205f, Fold::kSpace},
    {0x2060, 0x206f, Fold::kNothing},    {0x207b, 0x207b, Fold::kDash},       {0x208b, 0x208b, Fold::kDash},
    {0x2212, 0x2212, Fold::kDash},       {0x2796, 0x2796, Fold::kDash},       {0x2800, 0x2800, Fold::kSpace},
    {0x2e17, 0x2e17, Fold::kDash},       {0x2e1a, 0x2e1a, Fold::kDash},       {0x2e3a, 0x2e3b, Fold::kDash},
    {0x2e40, 0x2e40, Fold::kDash},       {0x2e5d, 0x2e5d, Fold::kDash},       {0x3000, 0x3000, Fold::kSpace},
    {0x3002, 0x3002, Fold::kMark, '.'},
    {0x301c, 0x301c, Fold::kDash},       {0x3030, 0x3030, Fold::kDash},       {0x30a0, 0x30a0, Fold::kDash},
    {0x3164, 0x3164, Fold::kNothing},    {0xa620, 0xa629, Fold::kDigit},      {0xa8d0, 0xa8d9, Fold::kDigit},
    {0xa900, 0xa909, Fold::kDigit},      {0xa9d0, 0xa9d9, Fold::kDigit},      {0xa9f0, 0xa9f9, Fold::kDigit},
    {0xaa50, 0xaa59, Fold::kDigit},      {0xabf0, 0xabf9, Fold::kDigit},      {0xfe00, 0xfe0f, Fold::kNothing},
    {0xfe31, 0xfe32, Fold::kDash},       {0xfe52, 0xfe52, Fold::kMark, '.'},   {0xfe58, 0xfe58, Fold::kDash},
    {0xfe63, 0xfe63, Fold::kDash},       {0xfe6b, 0xfe6b, Fold::kMark, '@'},
    {0xfeff, 0xfeff, Fold::kNothing},    {0xff01, 0xff5e, Fold::kFullWidth},  {0xff61, 0xff61, Fold::kMark, '.'},  {0xffa0, 0xffa0, Fold::kNothing},
    {0xfff0, 0xfffb, Fold::kNothing},    {0x104a0, 0x104a9, Fold::kDigit},    {0x10d30, 0x10d39, Fold::kDigit},
    {0x10d40, 0x10d49, Fold::kDigit},    {0x10d6e, 0x10d6e, Fold::kDash},     {0x10ead, 0x10ead, Fold::kDash},
    {0x11066, 0x1106f, Fold::kDigit},    {0x110f0, 0x110f9, Fold::kDigit},    {0x11136, 0x1113f, Fold::kDigit},
    {0x111d0, 0x111d9, Fold::kDigit},    {0x112f0, 0x112f9, Fold::kDigit},    {0x11450, 0x11459, Fold::kDigit},
    {0x114d0, 0x114d9, Fold::kDigit},    {0x11650, 0x11659, Fold::kDigit},    {0x116c0, 0x116c9, Fold::kDigit},
    {0x116d0, 0x116e3, Fold::kDigit},    {0x11730, 0x11739, Fold::kDigit},    {0x118e0, 0x118e9, Fold::kDigit},
    {0x11950, 0x11959, Fold::kDigit},    {0x11bf0, 0x11bf9, Fold::kDigit},    {0x11c50, 0x11c59, Fold::kDigit},
    {0x11d50, 0x11d59, Fold::kDigit},    {0x11da0, 0x11da9, Fold::kDigit},    {0x11de0, 0x11de9, Fold::kDigit},
    {0x11f50, 0x11f59, Fold::kDigit},    {0x16130, 0x16139, Fold::kDigit},    {0x16a60, 0x16a69, Fold::kDigit},
    {0x16ac0, 0x16ac9, Fold::kDigit},    {0x16b50, 0x16b59, Fold::kDigit},    {0x16d70, 0x16d79, Fold::kDigit},
    {0x1bca0, 0x1bca3, Fold::kNothing},  {0x1ccf0, 0x1ccf9, Fold::kDigit},    {0x1d173, 0x1d17a, Fold::kNothing},
    {0x1d400, 0x1d6a3, Fold::kMathLetter}, {0x1d7ce, 0x1d7ff, Fold::kDigit},    {0x1e140, 0x1e149, Fold::kDigit},
    {0x1e2f0, 0x1e2f9, Fold::kDigit},    {0x1e4f0, 0x1e4f9, Fold::kDigit},    {0x1e5f1, 0x1e5fa, Fold::kDigit},
    {0x1e950, 0x1e959, Fold::kDigit},    {0x1fbf0, 0x1fbf9, Fold::kDigit},    {0xe0000, 0xe0fff, Fold::kNothing},
};

namespace characters {

constexpr size_t kRanges = sizeof kFoldRanges / sizeof kFoldRanges[0];

constexpr bool areOrdered() {
  for (size_t i = 0; i < kRanges; ++i) {
    if (kFoldRanges[i].first > kFoldRanges[i].last) return false;
    if (i > 0 && kFoldRanges[i - 1].last >= kFoldRanges[i].first) return false;
  }
  return true;
}
static_assert(areOrdered(), "the search needs ranges in order");

// One bit per 64 characters: those that one sequence of UTF-8 lead bytes has in common.
constexpr uint32_t kBlockBits = 6;
using BlockMap = std::array<uint64_t, (0x110000 >> kBlockBits) / 64>;

constexpr BlockMap blocksWithFolds() {
  BlockMap map{};
  for (const FoldRange& range : kFoldRanges) {
    for (uint32_t block = range.first >> kBlockBits; block <= range.last >> kBlockBits; ++block) {
      map[block / 64] |= uint64_t{1} << (block % 64);
    }
  }
  return map;
}
inline constexpr BlockMap kBlocksWithFolds = blocksWithFolds();

}  // namespace characters

// Of a character up to U+10FFFF; null if it folds to itself.
inline const FoldRange* foldOf(uint32_t character) {
  uint32_t block = character >> characters::kBlockBits;
  if ((characters::kBlocksWithFolds[block / 64] >> (block % 64) & 1) == 0) return nullptr;
  size_t low = 0, high = characters::kRanges;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (kFoldRanges[middle].last < character) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < characters::kRanges && kFoldRanges[low].first <= character ? &kFoldRanges[low] : nullptr;
}

}  // namespace sluice

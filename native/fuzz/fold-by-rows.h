// Folding once more, from docs/engine.md (section "Text") alone: row by row, a unit at a time, with none of the engine's code
// or tables. Slow, and easy to hold beside the page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sluice::fuzz {

struct FoldedByRows {
  std::string text;
  // Of each byte of the text, and of where it ends: the unit's raw start and raw end, and whether the unit begins there. Behind
  // the last one both are where carry begins.
  std::vector<uint32_t> rawStart, rawEnd;
  std::vector<bool> begins;
};

FoldedByRows foldByRows(const uint8_t* raw, size_t size, bool last);

}  // namespace sluice::fuzz

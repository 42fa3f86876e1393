// Folding by its laws (docs/engine.md, section "Text"): it gives what the rows of that page give, the map between raw offsets and
// positions is sound, a text that is cut anywhere is a beginning of the whole one, and folding may begin anew behind any character.
//
//   last, context size   a byte each
//   cut, restart         2 bytes each
//   context, bytes       the rest
#include "../fold.h"

#include "fold-by-rows.h"
#include "fuzz-input.h"

namespace {

using namespace sluice;
using fuzz::FuzzInput;
using fuzz::require;

void checkMap(const Text& text, uint32_t size, bool last) {
  int32_t n = text.size();
  require(n >= 0 && static_cast<uint32_t>(n) <= size, "folding makes nothing longer");
  require(text.rawStart(n) <= size && (!last || text.rawStart(n) == size), "only carry is left behind, and at the end nothing");
  uint32_t before = 0;
  for (int32_t p = 0; p <= n; ++p) {
    uint32_t start = text.rawStart(p);
    require(start >= before, "raw starts go on");
    before = start;
    if (!text.isBoundary(p)) continue;
    require(p == 0 || text.rawEnd(p) <= start, "a unit ends before the next one starts");
    require(text.positionOf(start) == p, "a unit's raw start stands for it");
    require(p == 0 || text.positionOf(text.rawEnd(p)) == p, "so does the raw end of the one before");
  }
  for (uint32_t raw = 0; raw <= size; ++raw) {
    int32_t p = text.positionOf(raw);
    require(p >= -1 && p <= n && (p < 0 || text.isBoundary(p)), "a raw offset is a unit's or none");
  }
}

bool sameBytes(const Text& a, int32_t fromA, const Text& b, int32_t fromB, int32_t count) {
  for (int32_t i = 0; i < count; ++i) {
    if (a[fromA + i] != b[fromB + i]) return false;
  }
  return true;
}

void checkRows(const Text& text, const uint8_t* bytes, uint32_t size, bool last) {
  fuzz::FoldedByRows rows = fuzz::foldByRows(bytes, size, last);
  require(static_cast<size_t>(text.size()) == rows.text.size(), "as many bytes as by the rows of the page");
  for (int32_t p = 0; p <= text.size(); ++p) {
    size_t at = static_cast<size_t>(p);
    if (p < text.size()) require(text[p] == static_cast<uint8_t>(rows.text[at]), "the same ones");
    require(text.isBoundary(p) == rows.begins[at], "units begin where they begin");
    if (!rows.begins[at]) continue;
    require(text.rawStart(p) == rows.rawStart[at], "at the same raw bytes");
    if (p > 0) require(text.rawEnd(p) == rows.rawEnd[at - 1], "and end there");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzInput input(data, size);
  bool last = (input.byte() & 1) != 0;
  size_t contextSize = input.byte();
  size_t cutAt = input.half(), restartAt = input.half();
  std::vector<uint8_t> memory = input.rest();
  if (contextSize > memory.size()) contextSize = memory.size();
  const uint8_t* bytes = memory.data() + contextSize;
  uint32_t count = static_cast<uint32_t>(memory.size() - contextSize);

  Text withContext, whole;
  withContext.set(bytes, static_cast<uint32_t>(contextSize), count, last);
  whole.set(bytes, 0, count, last);
  checkMap(withContext, count, last);
  checkRows(whole, bytes, count, last);
  require(withContext.context() >= 0 && static_cast<size_t>(withContext.context()) <= contextSize, "a context is not made longer");
  require(withContext.size() == whole.size() && sameBytes(withContext, 0, whole, 0, whole.size()), "a context does not change the text behind it");

  uint32_t cut = static_cast<uint32_t>(cutAt % (count + 1));
  std::vector<uint8_t> beginning(bytes, bytes + cut);
  Text first;
  first.set(beginning.data(), 0, cut, false);
  checkMap(first, cut, false);
  checkRows(first, beginning.data(), cut, false);
  require(first.size() <= whole.size() && sameBytes(first, 0, whole, 0, first.size()), "a cut text is a beginning of the whole one");
  for (int32_t p = 0; p < first.size(); ++p) require(first.rawStart(p) == whole.rawStart(p), "and lies where it lies there");

  int32_t from = static_cast<int32_t>(restartAt % (static_cast<size_t>(whole.size()) + 1));
  while (!whole.isBoundary(from)) --from;
  uint32_t rawFrom = from == 0 ? 0 : whole.rawEnd(from);
  std::vector<uint8_t> rest(bytes + rawFrom, bytes + count);
  Text second;
  second.set(rest.data(), 0, count - rawFrom, last);
  require(second.size() == whole.size() - from && sameBytes(second, 0, whole, from, second.size()), "folding may begin anew behind any character");
  for (int32_t p = 0; p <= second.size(); ++p) {
    require(second.isBoundary(p) == whole.isBoundary(from + p), "with the same characters");
    if (p > 0) require(second.rawStart(p) + rawFrom == whole.rawStart(from + p), "that lie where they lay");
  }
  return 0;
}

// Where a specification numbers something that it holds elsewhere, by the layout that src/inspect/ruleset.ts writes. With none of the
// engine's code, so that the engine's checks can be held to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace sluice::fuzz {

struct SpecIndex {
  size_t at;       // of the number, in bytes
  uint32_t bound;  // it is less
  const char* what;
};

// In pieces, because they are many: in the order in which they stand; up to where the bytes end, or announce more than they have.
std::deque<SpecIndex> indicesOf(const std::vector<uint8_t>& spec);

uint32_t numberAt(const std::vector<uint8_t>& spec, size_t at);
void setNumberAt(std::vector<uint8_t>& spec, size_t at, uint32_t number);

}  // namespace sluice::fuzz

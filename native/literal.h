// Bytes that a text is searched for.
#pragma once

#include <string>
#include <vector>

namespace sluice {

struct Literal {
  std::string bytes;  // lower case, if caseless
  bool caseless = false;
};

// One of them stands where something begins, or `offset` bytes behind.
struct Literals {
  std::vector<Literal> list;
  int32_t offset = 0;
};

}  // namespace sluice

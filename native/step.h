// A step of a lane, and what a scan says of it.
#pragma once

#include <cstdint>
#include <vector>

namespace sluice {

struct StepInput {
  const uint8_t* bytes;  // the context lies directly before
  uint32_t contextSize, size;
  uint32_t floor, released;
  bool last;
  uint32_t tails;
  const uint8_t* profile;  // one byte per detector
};

struct Span {
  uint32_t start, end;
  bool swallowed;
};

struct Finding {
  uint32_t detector, start, end;
  bool truncated, allowed;
};

struct StepResult {
  uint32_t released, floor, keep, tails;
  std::vector<Span> spans;
  std::vector<Finding> findings;
};

enum class ScanStatus { kDone, kUnaligned, kEngineFailed };

}  // namespace sluice

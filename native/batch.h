// Batches as src/inspect/packing.ts lays them out: an arena of bytes, items of 32-bit numbers, and room for results.
//
// The memory may be shared with other threads and hold anything: every number is copied once, then checked, and a bad
// item gets a status and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>

#include "clean-texts.h"
#include "scan.h"

namespace sluice {

constexpr size_t kItemNumbers = 12;
enum ItemNumber : size_t {
  kItemContextAt,
  kItemContextSize,  // the bytes follow the context
  kItemBytesSize,
  kItemFloor,
  kItemReleased,
  kItemLast,
  kItemTails,
  kItemProfileAt,
  kItemProfileSize,
  kItemOutAt,        // in numbers
  kItemOutFindings,  // room for so many findings, and for twice as many spans and two
  kItemCleanBytes,   // that may be kept of what is clean, in all; 0: it is scanned, whether it is known or not
};

constexpr size_t kOutHeader = 8;
enum OutNumber : size_t { kOutStatus, kOutReleased, kOutFloor, kOutKeep, kOutTails, kOutSpans, kOutFindings };
constexpr size_t kSpanNumbers = 3;     // start, end, swallowed
constexpr size_t kFindingNumbers = 4;  // detector, start, end, flags: 1 truncated, 2 allowed

enum class ItemStatus : int32_t {
  kNotScanned,
  kDone,
  kTooManyFindings,
  kCorrupt,
  kEngineFailed,
};

struct Batch {
  const uint8_t* arena;
  size_t arenaSize;
  const int32_t* items;
  size_t itemsSize;
  int32_t* out;
  size_t outSize;
};

// Scans items 0 .. count-1. False if the batch does not hold so many; then nothing was scanned.
bool scanBatch(Scanner& scanner, CleanTexts& texts, size_t detectors, const Batch& batch, size_t count, StepResult& scratch);

}  // namespace sluice

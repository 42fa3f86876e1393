// Batches of any content: a status for each item that has a place for one, and not a number written outside of the regions
// that sound items have. The sizes are exact, so whatever is read or written beside the memory is found.
//
//   count, arena size, numbers of out, items   2 bytes each
//   items    a byte each says which kind of number the fields are, then 4 bytes for each field that is the fuzzer's own
//   arena    the rest, again and again
#include "../batch.h"

#include <algorithm>

#include "fuzz-input.h"
#include "rulesets.h"

namespace {

using namespace sluice;
using fuzz::FuzzInput;
using fuzz::require;

constexpr int32_t kGuard = 0x5a5a5a5a;
constexpr size_t kMostItems = 6;

struct Memory {
  std::vector<uint8_t> arena;
  std::vector<int32_t> items, out;
};

// A sound item over the whole arena, of which the fuzzer replaces the fields it likes.
void addItem(FuzzInput& input, Memory& memory, size_t detectors, size_t room) {
  size_t arena = memory.arena.size();
  size_t profile = std::min(detectors, arena);
  int32_t item[kItemNumbers] = {};
  uint16_t own = input.half();
  item[kItemContextAt] = static_cast<int32_t>(profile);
  item[kItemContextSize] = static_cast<int32_t>(std::min<size_t>(input.byte() % 32, arena - profile));
  item[kItemBytesSize] = static_cast<int32_t>(arena - profile) - item[kItemContextSize];
  item[kItemReleased] = item[kItemBytesSize] == 0 ? 0 : static_cast<int32_t>(input.half() % static_cast<unsigned>(item[kItemBytesSize]));
  item[kItemFloor] = item[kItemReleased] - item[kItemReleased] % (1 + input.byte());
  item[kItemLast] = own >> 15;
  item[kItemProfileSize] = static_cast<int32_t>(detectors);
  item[kItemOutAt] = static_cast<int32_t>(memory.items.size() / kItemNumbers * (kOutHeader + 2 * kSpanNumbers + room * 10));
  item[kItemOutFindings] = static_cast<int32_t>(room);
  item[kItemCleanBytes] = 1 << 20;
  for (size_t field = 0; field < kItemNumbers; ++field) {
    if ((own >> field & 1) != 0) item[field] = static_cast<int32_t>(input.number());
  }
  memory.items.insert(memory.items.end(), item, item + kItemNumbers);
}

// Where an item may write, by the layout that src/inspect/packing.ts tells, in numbers wide enough for any.
void allow(const int32_t* item, std::vector<bool>& writable) {
  uint64_t at = static_cast<uint32_t>(item[kItemOutAt]), room = static_cast<uint32_t>(item[kItemOutFindings]);
  uint64_t end = at + kOutHeader + kSpanNumbers * (2 * room + 2) + kFindingNumbers * room;
  bool fits = end <= writable.size();
  for (uint64_t number = at; number < writable.size() && number < (fits ? end : at + 1); ++number) writable[number] = true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // What walks have learnt is kept: that nothing depends on it is what scan-fuzz.cc is for.
  static const std::unique_ptr<Ruleset> ruleset = fuzz::compileRuleset("catalogue");
  FuzzInput input(data, size);
  Memory memory;
  size_t count = input.byte() % (kMostItems + 2), items = input.byte() % (kMostItems + 1), room = input.byte() % 8;
  memory.arena.resize(ruleset->size() + input.half() % 2048);
  memory.out.assign(input.half() % 1024, kGuard);
  for (size_t item = 0; item < items; ++item) addItem(input, memory, ruleset->size(), room);
  std::vector<uint8_t> text = input.rest();
  size_t from = std::min(memory.arena.size(), ruleset->size());
  for (size_t at = 0; at < from; ++at) memory.arena[at] = 2;
  for (size_t at = from; at < memory.arena.size() && !text.empty(); ++at) memory.arena[at] = text[(at - from) % text.size()];
  memory.arena.shrink_to_fit();
  memory.items.shrink_to_fit();

  std::vector<bool> writable(memory.out.size());
  for (size_t item = 0; item < std::min(items, count); ++item) allow(&memory.items[item * kItemNumbers], writable);
  Scanner scanner(*ruleset);
  CleanTexts texts(ruleset->size());
  StepResult scratch{};
  Batch batch{memory.arena.data(), memory.arena.size(), memory.items.data(), memory.items.size(), memory.out.data(), memory.out.size()};
  bool scanned = scanBatch(scanner, texts, ruleset->size(), batch, count, scratch);
  require(scanned == (count <= items), "a batch is scanned if it holds as many items as are said");
  // The second time texts are asked for again, the third time they are known.
  const std::vector<int32_t> first = memory.out;
  for (int time = 2; time <= 3 && scanned; ++time) {
    scanBatch(scanner, texts, ruleset->size(), batch, count, scratch);
    require(memory.out == first, "a text that comes again has the same answer");
  }
  for (size_t at = 0; at < memory.out.size(); ++at) {
    if (!scanned || !writable[at]) require(memory.out[at] == kGuard, "nothing is written outside of an item's region");
  }
  // What the last one says is not written over by another.
  if (!scanned || count == 0) return 0;
  uint32_t at = static_cast<uint32_t>(memory.items[(count - 1) * kItemNumbers + kItemOutAt]);
  if (at < memory.out.size()) {
    int32_t status = memory.out[at];
    require(status >= static_cast<int32_t>(ItemStatus::kDone) && status <= static_cast<int32_t>(ItemStatus::kCorrupt),
            "an item with a place for it has a status, and the engine does not fail");
  }
  return 0;
}

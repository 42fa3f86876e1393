#include "batch.h"

#include <algorithm>
#include <array>

namespace sluice {

namespace {

// Offsets must stay below this, so that sums of three never overflow and positions fit 32 bits.
constexpr uint32_t kMaxSize = 1u << 28;

using Item = std::array<uint32_t, kItemNumbers>;

bool isSound(const Item& item, size_t detectors, const Batch& batch) {
  for (size_t number = 0; number < kItemNumbers; ++number) {
    if (number != kItemTails && item[number] > kMaxSize) return false;
  }
  size_t end = size_t{item[kItemContextAt]} + item[kItemContextSize] + item[kItemBytesSize];
  size_t outEnd = size_t{item[kItemOutAt]} + kOutHeader + (2 * size_t{item[kItemOutFindings]} + 2) * kSpanNumbers +
                  size_t{item[kItemOutFindings]} * kFindingNumbers;
  return end <= batch.arenaSize && item[kItemFloor] <= item[kItemReleased] && item[kItemReleased] <= item[kItemBytesSize] &&
         item[kItemLast] <= 1 && item[kItemProfileSize] == detectors &&
         size_t{item[kItemProfileAt]} + detectors <= batch.arenaSize && outEnd <= batch.outSize;
}

ItemStatus scanItem(Scanner& scanner, CleanTexts& texts, const Item& item, const Batch& batch, int32_t* out, StepResult& result) {
  StepInput input{};
  input.bytes = batch.arena + item[kItemContextAt] + item[kItemContextSize];
  input.contextSize = item[kItemContextSize];
  input.size = item[kItemBytesSize];
  input.floor = item[kItemFloor];
  input.released = item[kItemReleased];
  input.last = item[kItemLast] == 1;
  input.tails = item[kItemTails];
  input.profile = batch.arena + item[kItemProfileAt];
  if (const CleanTexts::Numbers* known = texts.ask(input, item[kItemCleanBytes])) {
    result.released = known->released;
    result.floor = known->floor;
    result.keep = known->keep;
    result.tails = 0;
    result.spans.clear();
    result.findings.clear();
  } else {
    switch (scanner.scan(texts.toScan(input), result)) {
      case ScanStatus::kUnaligned:
        return ItemStatus::kCorrupt;
      case ScanStatus::kEngineFailed:
        return ItemStatus::kEngineFailed;
      case ScanStatus::kDone:
        break;
    }
    texts.tell(result);
  }
  size_t room = item[kItemOutFindings];
  if (result.findings.size() > room || result.spans.size() > 2 * room + 2) return ItemStatus::kTooManyFindings;
  out[kOutReleased] = static_cast<int32_t>(result.released);
  out[kOutFloor] = static_cast<int32_t>(result.floor);
  out[kOutKeep] = static_cast<int32_t>(result.keep);
  out[kOutTails] = static_cast<int32_t>(result.tails);
  out[kOutSpans] = static_cast<int32_t>(result.spans.size());
  out[kOutFindings] = static_cast<int32_t>(result.findings.size());
  int32_t* to = out + kOutHeader;
  for (const Span& span : result.spans) {
    *to++ = static_cast<int32_t>(span.start);
    *to++ = static_cast<int32_t>(span.end);
    *to++ = span.swallowed ? 1 : 0;
  }
  for (const Finding& finding : result.findings) {
    *to++ = static_cast<int32_t>(finding.detector);
    *to++ = static_cast<int32_t>(finding.start);
    *to++ = static_cast<int32_t>(finding.end);
    *to++ = (finding.truncated ? 1 : 0) | (finding.allowed ? 2 : 0);
  }
  return ItemStatus::kDone;
}

}  // namespace

bool scanBatch(Scanner& scanner, CleanTexts& texts, size_t detectors, const Batch& batch, size_t count, StepResult& scratch) {
  if (count > batch.itemsSize / kItemNumbers) return false;
  texts.beginBatch();
  for (size_t index = 0; index < count; ++index) {
    Item item;
    std::copy_n(batch.items + index * kItemNumbers, kItemNumbers, item.begin());
    if (isSound(item, detectors, batch)) {
      int32_t* out = batch.out + item[kItemOutAt];
      out[kOutStatus] = static_cast<int32_t>(scanItem(scanner, texts, item, batch, out, scratch));
    } else if (item[kItemOutAt] < batch.outSize) {
      batch.out[item[kItemOutAt]] = static_cast<int32_t>(ItemStatus::kCorrupt);
    }
  }
  return true;
}

}  // namespace sluice

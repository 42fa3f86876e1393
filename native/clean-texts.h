// Steps in which nothing was found. What agents send comes again and again: the model's name, the system prompt, the
// descriptions of tools, with each turn all turns before it. A step is scanned twice and then known.
//
//   ask -> known: what a scan would say, which depends on the step alone
//       -> again: asked for before, so a copy of it is scanned; it is kept if it is clean
//       -> new
//
// A step is known only if every byte of it, of its context and of its profile is the same; a hash only says where to look. Steps of a
// few bytes that stream by, each with what is held back before it, do not come again and are not asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "scan.h"

namespace sluice {

class CleanTexts {
 public:
  static constexpr size_t kMostBytes = 16 << 10;  // of one, with its context
  static constexpr size_t kLeastBytes = 4 << 10;  // ... if it is no whole text
  static constexpr size_t kPlaces = 4096;
  static constexpr size_t kMostProfiles = 64;

  // What a scan of a clean step says.
  struct Numbers {
    uint32_t released, floor, keep;
  };

  explicit CleanTexts(size_t detectors) : detectors_(detectors) {}

  // Steps that follow have memory of their own: what was there before may be something else now.
  void beginBatch() { lastProfile_ = nullptr; }
  // Null: it is not known. Valid until the next call. Keeps at most `mostBytes` of all; 0 asks for nothing.
  const Numbers* ask(const StepInput& step, size_t mostBytes);
  // Of the step that was asked for last and is not known: what to scan. A copy, if it may be kept: the memory of a step may be
  // shared, and what is kept must be what was scanned.
  StepInput toScan(const StepInput& step);
  // ... and what came of it.
  void tell(const StepResult& result);

  size_t bytes() const { return bytes_; }

 private:
  struct Place {
    uint64_t asked = 0;  // what was asked for last and is not kept here
    uint64_t key = 0;
    uint32_t profile = 0, contextSize = 0, floor = 0, released = 0;
    bool last = false;
    uint32_t size = 0;  // of the context and the bytes together; 0: nothing is kept
    Numbers numbers{};
    std::unique_ptr<uint8_t[]> text;
  };

  uint32_t profileOf(const uint8_t* profile);
  // place_ keeps what is asked for, which has this text.
  bool isKept(const uint8_t* text) const;
  void drop(Place& place);

  size_t detectors_;
  std::vector<std::vector<uint8_t>> profiles_;
  const uint8_t* lastProfile_ = nullptr;  // of this batch's step before, and its number
  uint32_t lastNumber_ = 0;
  std::vector<Place> places_;  // none before the first text
  size_t bytes_ = 0, mostBytes_ = 0, hand_ = 0;
  // Of what was asked for last.
  Place* place_ = nullptr;
  bool again_ = false;
  Place asked_;
};

}  // namespace sluice

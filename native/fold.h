// Folding: raw lane bytes to the text that detectors see (docs/engine.md, section "Text").
//
// `Text` is the folded view of one step and the map between raw offsets and text positions. Where no byte can start a
// fold it is the raw bytes themselves and the map is the identity.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sluice {

// A unit whose text is not its raw bytes, or has none.
struct FoldedUnit {
  uint32_t textStart, textEnd;
  uint32_t rawStart, rawEnd;
};

// One pass of the transducer. As long as every unit is itself nothing is copied and the text is the raw bytes.
struct FoldPass {
  const uint8_t* text = nullptr;  // the raw bytes or those of `made`
  uint32_t size = 0;
  std::vector<FoldedUnit> units;
  // Positions of continuation bytes (80-BF) that are units of their own: all others are inside of characters.
  std::vector<uint32_t> strays;
  uint32_t rawEnd = 0;  // carry begins here
  std::vector<uint8_t> made;

  void run(const uint8_t* raw, size_t rawSize, bool last);
  uint32_t rawStartOf(uint32_t position) const;
  uint32_t rawEndOf(uint32_t position) const;
};

// True if no byte of it can start a fold.
bool isPlain(const uint8_t* bytes, size_t size);

class Text {
 public:
  // `context` and `bytes` must stay as they are while the text is used. `context` lies directly before `bytes`.
  void set(const uint8_t* bytes, uint32_t contextSize, uint32_t size, bool last);

  // Positions run from -context() to size(). Position 0 is the lane's first kept byte.
  int32_t size() const { return size_; }
  int32_t context() const { return context_; }
  const uint8_t* data() const { return data_; }
  uint8_t operator[](int32_t position) const { return data_[position]; }

  bool isBoundary(int32_t position) const {
    return position >= size_ || position < 0 || (data_[position] & 0xc0) != 0x80 || isStray(position);
  }

  // Raw start of the unit at `position`; of the carry for size().
  uint32_t rawStart(int32_t position) const;
  // Raw end of the unit before `position`.
  uint32_t rawEnd(int32_t position) const;
  // The first position whose raw start is not before `raw`; -1 if `raw` lies inside a unit or beyond the text.
  int32_t positionOf(uint32_t raw) const;

 private:
  bool isStray(int32_t position) const;

  const uint8_t* data_ = nullptr;
  int32_t size_ = 0, context_ = 0;
  bool plain_ = true;
  FoldPass first_, second_;
  const std::vector<uint32_t>* strays_ = &first_.strays;
  std::vector<FoldedUnit> units_;  // both passes as one
  std::vector<uint8_t> joined_;    // context, then text
};

}  // namespace sluice

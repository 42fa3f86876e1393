// The fast path of an event stream: events that are like the one before but for a stretch of one text
// (src/protocols/http/bodies/event-repeat.ts), from the upstream's chunk to the bytes that may leave, in one call.
//
//   chunk "1c\r\n" event "\r\n" -> like the last? -> lane's text -> scan -> queue -> what is released
//   or the event alone, where its framing has been read
//
// What is anything else, or in whose text anything is found, changes nothing here and is left to JavaScript, which gets the
// lane and the queue back before it goes on. So whatever is decided is decided there, and this has nothing to decide. What both do
// must be the same: test/laws/fast-path.test.ts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "held-spellings.h"
#include "scan.h"

namespace sluice {

// Bytes of the longest event that is taken (event-repeat.ts).
constexpr size_t kMostEvent = 2048;

struct FastLimits {
  // As in EventLimits and LaneLimits of src.
  uint32_t eventBytes, eventsBehind, bytesBehind, laneHoldBytes;
};

// What is looked for.
struct FastRules {
  std::vector<uint8_t> profile;  // one byte per detector
  HeldSpellings held;
};

// Of an event that was taken.
struct FastTaken {
  uint32_t released;  // bytes written to `out`
  uint32_t data;      // its own
  uint32_t scanned;   // bytes of the step
};

class FastPath {
 public:
  // An event, and the text in it at [start, end). False: the event is none that the fast path knows.
  bool begin(const uint8_t* event, size_t size, uint32_t start, uint32_t end, const FastLimits& limits);
  // Takes over the lane as src/inspect/lane.ts keeps it (offsets are of `text`), and the events that wait, one after the other and `count`
  // of these sizes: they end with the lane's text. False: they do not fit together, and nothing is taken over.
  bool takeOver(const uint8_t* text, size_t textSize, uint32_t released, uint32_t floor, const uint8_t* events, size_t eventsSize, const uint32_t* sizes, size_t count);

  // Takes the chunk, or the event, at bytes[0, size) and writes what that releases to `out`. Returns its size; 0: nothing has changed.
  size_t takeChunk(Scanner& scanner, const FastRules& rules, const uint8_t* bytes, size_t size, uint8_t* out, size_t room, FastTaken& taken);
  size_t takeEvent(Scanner& scanner, const FastRules& rules, const uint8_t* bytes, size_t size, uint8_t* out, size_t room, FastTaken& taken);

  // Whether they are the beginning of a chunk that may be taken once the rest of it is there.
  static bool beginsChunk(const uint8_t* bytes, size_t size);

  // Bytes of events that wait, and of text that is held back.
  size_t waiting() const { return held_.size() - heldFrom_; }
  size_t heldText() const { return text_.size() - released_; }

  // The lane's bytes, and how many before them it has left behind since takeOver.
  const std::vector<uint8_t>& text() const { return text_; }
  uint64_t moved() const { return moved_; }
  uint32_t released() const { return released_; }
  uint32_t floor() const { return floor_; }
  // Events that wait, one after the other.
  const uint8_t* events() const { return held_.data() + heldFrom_; }
  template <class Visit>
  void eachSize(Visit visit) const {
    for (size_t at = first_; at < queue_.size(); ++at) visit(queue_[at].size);
  }

 private:
  struct Waiting {
    uint32_t size;
    uint64_t textEnd;  // offset in the lane, from takeOver on
  };

  // Where the text ends in the event; 0: around it the event is not like the last one.
  size_t textEnd(const uint8_t* event, size_t size) const;
  // Appends the text at [at, end) of an event as the lane reads it. False: it is none for the fast path; what was appended is to be taken off.
  bool append(const uint8_t* at, const uint8_t* end, std::vector<uint8_t>& text) const;
  bool take(Scanner& scanner, const FastRules& rules, const uint8_t* event, size_t size, uint8_t* out, size_t room, FastTaken& taken);
  bool hasRoom(const uint8_t* event, size_t size) const;
  bool scanText(Scanner& scanner, const FastRules& rules);
  uint32_t release(uint8_t* out);

  std::vector<uint8_t> like_;
  uint32_t start_ = 0, end_ = 0;
  // Line feeds in such an event: its text has none.
  size_t lines_ = 0;
  // The text is a JSON string's content.
  bool isString_ = false;
  FastLimits limits_{};
  std::vector<uint8_t> text_;
  uint32_t released_ = 0, floor_ = 0;
  uint64_t moved_ = 0;
  // Both queues are read at their front and start anew when they are empty.
  std::vector<uint8_t> held_;
  size_t heldFrom_ = 0;
  std::vector<Waiting> queue_;
  size_t first_ = 0;
  StepResult result_{};
};

}  // namespace sluice

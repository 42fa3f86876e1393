// Which detectors may match around a gate byte, told by the shape of what stands there: digits are told from letters, and letters of
// either case, but not from each other. A match can stand only where its shape does, so all detectors are asked in one walk, and
// most numbers of most texts have the shape of nothing.
//
// The walk is that of a DFA whose states are made when first reached. A state is what has been read last by whom, and who has ended.
// Belongs to one ruleset of one environment, as lazy-dfa.h.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "automaton.h"
#include "state-numbers.h"

namespace sluice {

struct GateGroup;

class GateShapes {
 public:
  // Members of a group that may match: those that begin with the gate byte, and those with other bytes before it.
  struct Able {
    uint32_t group;
    uint64_t starting, inside;
  };
  struct AbleList {
    const Able *first, *behind;
    bool empty() const { return first == behind; }
    const Able* begin() const { return first; }
    const Able* end() const { return behind; }
  };

  // The groups must outlive the shapes.
  GateShapes(const ByteClass& gate, const std::vector<std::unique_ptr<GateGroup>>& groups);

  // Those of which text[at] may be the first gate byte of a match. The text ends at `end`; `before` is the byte before, or kNoByte.
  // Valid until the next call.
  AbleList ableAt(const uint8_t* text, int32_t at, int32_t end, uint32_t before);

  // Drops every state, and from now on keeps at most so many (1 or more), but never more than fit. Who then reads on may match.
  void forget(size_t mostStates);

 private:
  static constexpr uint32_t kKinds = 64;
  static constexpr uint32_t kUnknown = 0xffff, kSettled = 0x8000;

  // One who has read the bytes so far: twice the number of the position that read the last one, and one more if other bytes stand
  // before the gate byte.
  using Reader = uint32_t;
  struct State {
    uint32_t readers, behindReaders;             // in readers_
    uint32_t atEnd, stopped, behindStopped;      // in able_: who has ended where no byte follows; with all who read on
  };

  void clear();
  size_t bytes() const;
  uint32_t begin(uint32_t before, uint8_t first);
  uint32_t make(uint32_t state, uint32_t kind);
  uint32_t stateOf(std::vector<Reader>& readers, const std::vector<uint64_t>& ended);
  bool isLast(Reader reader) const { return lasts_[reader / 2]; }

  std::vector<const GateGroup*> groups_;
  std::array<uint8_t, 256> kindOf_{};
  // Of each position of all groups, one group behind the other: kinds that it reads, its group, its part, whether a match may end there.
  std::vector<uint32_t> base_;
  std::vector<uint64_t> reads_;
  std::vector<uint16_t> groupOf_;
  std::vector<uint8_t> partOf_;
  std::vector<bool> lasts_;
  std::vector<uint64_t> refused_;        // [kind][group]: parts that no byte of it may stand behind
  std::vector<std::vector<Reader>> first_;  // [group]: readers of the gate byte
  size_t ways_;                          // of all groups, two each: words of a set of parts

  size_t mostStates_;
  size_t turnedAway_ = 0;
  std::vector<uint16_t> starts_;         // [byte before][gate byte]
  std::vector<uint16_t> next_;           // [state][kind]
  StateNumbers numbers_;
  std::vector<State> states_;
  std::vector<Reader> readers_;
  std::vector<uint64_t> ended_;          // [state][group][way]
  std::vector<Able> able_;
  std::vector<uint32_t> seen_;           // of each reader: the last state that it was put into
  uint32_t seeing_ = 0;
  std::vector<Reader> reached_;
  std::vector<uint64_t> endedNow_;
};

}  // namespace sluice

// The lazy DFAs that walk a position automaton in either direction.
//
// A DFA state is the set of positions that may be read next, so a walk can begin at any set: at the first positions to
// find ends, at the last ones (backwards) to find starts, at all that something follows to find proper prefixes. States
// are made when first reached and kept up to a bound, then dropped and made again: memory is bounded, time stays linear.
// Several automata can be walked as one; then a state also knows which of them the byte before it was a hit for.
// A DFA belongs to one ruleset of one environment; nothing here is shared between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "automaton.h"
#include "state-numbers.h"

namespace sluice {

class LazyDfa {
 public:
  // Flags of one step, told together with the state after it.
  static constexpr uint32_t kHit = 1u << 28;      // the byte just read ends a walk through the pattern, or forward through the lead
  static constexpr uint32_t kLeadHit = 1u << 29;  // ... through the lead (backwards only)
  static constexpr uint32_t kDead = 1u << 30;     // nothing can be read any more
  static constexpr uint32_t kUnknown = 1u << 31;
  static constexpr uint32_t kState = kHit - 1;

  enum class Direction { kForward, kForwardThroughLead, kBackward };

  LazyDfa(const Automaton& automaton, Direction direction, size_t maxBytes);

  // Names a set of positions that walks begin at. The set must outlive the DFA.
  uint32_t addStart(const Automaton::Set& set);

  // Drops every state, and from now on keeps at most so many (1 or more), but never more than `maxBytes` allow.
  void forget(size_t mostStates);

  // The state to begin at. Valid until the next call of `begin` or `step`.
  uint32_t begin(uint32_t start) {
    uint32_t state = starts_[start].state;
    return state == kUnknown ? beginAnew(start) : state;
  }

  // Reads bytes from `at` on (backwards: before `at`) until one of them has something to tell, or `to` is reached. State
  // and flags after the last byte read; `at` is moved behind it.
  template <int kDirection>
  uint32_t run(uint32_t state, const uint8_t* text, int32_t& at, int32_t to) {
    const uint32_t* table = table_.data();
    uint32_t entry = state;
    int32_t next = at;
    do {
      uint8_t byte = kDirection > 0 ? text[next] : text[next - 1];
      next += kDirection;
      uint32_t from = entry;
      entry = table[from + byteClass_[byte]];
      if (entry >= kHit) {
        if (entry & kUnknown) {
          entry = make(from, byteClass_[byte]);
          table = table_.data();
        }
        if (entry >= kHit) break;
      }
    } while (next != to);
    at = next;
    return entry;
  }

  // United automata only: for which parts the step that told this entry was a hit, and a lead hit.
  uint64_t hitParts(uint32_t entry) const { return partsAt((entry & kState) - 4); }
  uint64_t leadHitParts(uint32_t entry) const { return partsAt((entry & kState) - 2); }

 private:
  uint64_t partsAt(uint32_t at) const { return table_[at] | uint64_t{table_[at + 1]} << 32; }
  uint32_t make(uint32_t state, uint32_t byteClass);
  uint32_t beginAnew(uint32_t start);
  uint32_t intern(const uint64_t* set);
  void clear();

  struct Start {
    const Automaton::Set* set;
    uint32_t state;
  };

  std::array<uint8_t, 256> byteClass_;
  const Automaton* automaton_;
  bool backward_;
  const Automaton::Set* hit_;  // positions that end a walk
  size_t setWords_;  // positions
  size_t words_;     // with the parts that were hit, if automata are united
  uint32_t head_;    // numbers before a state's row: if automata are united, the parts that were hit
  uint32_t stride_;  // ... with the row
  size_t statesThatFit_, maxStates_;
  StateNumbers states_;
  std::vector<uint32_t> table_;   // states x (head, byte classes); a state is the offset of its row
  std::vector<uint64_t> sets_;    // states x words
  std::vector<uint64_t> matched_, reached_;  // empty before the first walk, as most are: few detectors ever walk
  std::vector<Start> starts_;
};

}  // namespace sluice

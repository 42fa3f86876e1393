// A position automaton (src/inspect/pattern/automaton.ts) and the lazy DFAs that walk it in either direction.
//
// A DFA state is the set of positions that may be read next, so a walk can begin at any set: at the first positions to
// find ends, at the last ones (backwards) to find starts, at all that something follows to find proper prefixes. States
// are made when first reached and kept up to a bound, then dropped and made again: memory is bounded, time stays linear.
// Several automata can be walked as one; then a state also knows which of them the byte before it was a hit for.
// A DFA belongs to one ruleset of one environment; nothing here is shared between threads.
#pragma once

#include <cstdint>
#include <vector>

#include "bytes.h"

namespace sluice {

class ByteKinds;

// Of each position a list of others, all in one piece of memory: a ruleset has some hundred thousand of them.
class Links {
 public:
  class List {
   public:
    List(const uint32_t* first, const uint32_t* behind) : first_(first), behind_(behind) {}
    const uint32_t* begin() const { return first_; }
    const uint32_t* end() const { return behind_; }
    bool empty() const { return first_ == behind_; }

   private:
    const uint32_t *first_, *behind_;
  };

  uint32_t size() const { return static_cast<uint32_t>(firstOf_.size() - 1); }
  List of(uint32_t position) const { return {targets_.data() + firstOf_[position], targets_.data() + firstOf_[position + 1]}; }
  // The list of the next position: what is pushed to `targets` before it is closed.
  std::vector<uint32_t>& targets() { return targets_; }
  void reserve(uint32_t lists) {
    firstOf_.reserve(lists + 1);
    targets_.reserve(lists * 2);
  }
  void close() { firstOf_.push_back(static_cast<uint32_t>(targets_.size())); }
  // The lists of others behind these, their targets numbered from `base` on.
  void append(const Links& others, uint32_t base);
  // Who has a position in its list, in order. All targets are positions.
  Links reversed() const;

 private:
  std::vector<uint32_t> targets_, firstOf_ = {0};
};

// Positions of lead and pattern together: 0 .. leadPositions-1 are the lead's.
class Automaton {
 public:
  using Set = std::vector<uint64_t>;

  Automaton() = default;

  // Reads the pattern's automaton, then a list of none or one: the lead's. False if it is damaged.
  bool read(Reader& reader);

  // Side by side, at most 64 of them.
  static Automaton unite(const std::vector<const Automaton*>& parts);

  // Matches all that this united one does, and more: positions that are alike, so many steps far, become one, and counted repeats so
  // lose their bounds. Counts are what a DFA has most of its states for.
  Automaton relaxed(int32_t steps) const;

  uint32_t positions() const { return positions_; }
  size_t words() const { return (positions_ + 63) / 64; }
  uint32_t byteClasses() const { return byteClasses_; }
  uint8_t byteClass(uint8_t byte) const { return classOfByte_[byte]; }
  const uint8_t* byteClassTable() const { return classOfByte_.data(); }
  // Positions that may be read with a byte of this class.
  const uint64_t* readable(uint32_t byteClass) const { return &readable_[byteClass * words()]; }
  Links::List next(uint32_t position, bool backward) const { return backward ? before_.of(position) : after_.of(position); }

  const Set& firstOfPattern() const { return firstOfPattern_; }
  const Set& lastOfPattern() const { return lastOfPattern_; }
  const Set& firstOfLead() const { return firstOfLead_; }
  const Set& lastOfLead() const { return lastOfLead_; }
  // Positions of the pattern that another one follows: where a proper prefix may end.
  const Set& inner() const { return inner_; }
  bool hasLead() const { return leadPositions_ > 0; }
  bool isUnited() const { return !partBase_.empty(); }
  // United automata only.
  uint32_t partOf(uint32_t position) const { return partOf_[position]; }
  void addPartSet(uint32_t part, const Set& set, Set& into) const;
  // Relaxed automata only: of a set of the one it was made of.
  Set relaxed(const Set& set) const;

  // Positions of the pattern that read a byte of this class.
  Set readersOf(const ByteClass& bytes) const;
  // ... that may read the first one of a match, and how many bytes of it stand before that at most. The pattern's width is bounded.
  Set firstReadersOf(const ByteClass& bytes, int32_t& mostBefore) const;
  // Behind how many bytes that are read by `first`, by what follows it and so on, all of them by a position of `readers`, a match may
  // end or go on with another byte: a bit each, the last for all further ones. Where a match that ends may have more such bytes
  // behind it, so for all that are more.
  uint64_t runsOf(const Set& first, const Set& readers, const Set& others, bool mayGoOn) const;
  // Positions of the pattern that one of `set` directly follows.
  Set before(const Set& set) const;
  // Positions that directly follow one of `set`.
  Set after(const Set& set) const;
  // Whether some position is in both.
  static bool intersect(const Set& a, const Set& b);
  // Whether some position of `set` reads `byte`.
  bool reads(const Set& set, uint8_t byte) const;
  // All bytes that some position of `set` reads.
  ByteClass bytesOf(const Set& set) const;

 private:
  struct Part {
    std::vector<ByteClass> classes;
    std::vector<uint32_t> classOf, first, last;
    Links follow;
  };
  static bool readPart(Reader& reader, Part& part);
  // Numbers, the same for positions that read the same bytes, begin and end a match alike, and are followed by what is alike one step
  // less far.
  std::vector<uint32_t> alike(int32_t steps) const;
  // Bytes that the same positions read become one class; read(byte, set) puts those that read it into the set. It is asked for one byte
  // of each kind.
  template <typename Read>
  void classifyBytes(const ByteKinds& kinds, Read read);

  uint32_t positions_ = 0;
  uint32_t leadPositions_ = 0;
  uint32_t byteClasses_ = 0;
  std::array<uint8_t, 256> classOfByte_{};
  std::vector<uint64_t> readable_;
  Links after_, before_;
  Set firstOfPattern_, lastOfPattern_, firstOfLead_, lastOfLead_, inner_;
  std::vector<uint32_t> partOf_, partBase_;  // of a united one: part of each position, first position of each part
  std::vector<uint32_t> relaxedOf_;          // of a relaxed one: of each position of the one it was made of
};

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
  size_t states_ = 0;
  std::vector<uint32_t> table_;   // states x (head, byte classes); a state is the offset of its row
  std::vector<uint64_t> sets_;    // states x words
  std::vector<uint32_t> buckets_; // open addressing, state number + 1
  std::vector<uint64_t> matched_, reached_;
  std::vector<Start> starts_;
};

}  // namespace sluice

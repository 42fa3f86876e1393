// A position automaton (src/inspect/pattern/automaton.ts), alone or several side by side. lazy-dfa.h walks it.
#pragma once

#include <cstdint>
#include <vector>

#include "bytes.h"

namespace sluice {

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
  // ... that may read the first one of a match: as the first byte of it, or behind other bytes, so many at most.
  struct FirstReaders {
    Set atStart, behindOthers;
    int32_t mostBefore = 0;
  };
  // The pattern's width is bounded.
  FirstReaders firstReadersOf(const ByteClass& bytes) const;
  // Positions of the pattern that read the last byte of some beginning of a match that is of such bytes alone.
  Set reachedBy(const ByteClass& bytes) const;
  // Positions that one of `set` directly follows, in the pattern or in the lead.
  Set before(const Set& set) const;
  // Adds those directly before (behind) them in the pattern or in the lead, and so on; only those of `within` (null: any).
  void addAll(Set& set, bool backward, const Set* within) const;
  // Positions that directly follow one of `set`.
  Set after(const Set& set) const;
  // Takes from `set` what is not in `of`.
  static void keep(Set& set, const Set& of);
  // Whether some position is in it.
  static bool any(const Set& set) { return intersect(set, set); }
  // Whether some position is in both.
  static bool intersect(const Set& a, const Set& b);
  // All bytes that some position of `set` reads. Not of relaxed ones.
  ByteClass bytesOf(const Set& set) const { return ByteClass(bitsOf(set)); }
  ByteClass::Bits bitsOf(const Set& set) const;

 private:
  struct Part {
    std::vector<ByteClass::Bits> classes;
    std::vector<uint32_t> classOf, first, last;
    Links follow;
  };
  static bool readPart(Reader& reader, Part& part);
  // Numbers, the same for positions that read the same bytes, begin and end a match alike, and are followed by what is alike one step
  // less far.
  std::vector<uint32_t> alike(int32_t steps) const;
  // Bytes that the same positions read become one class; read(byte, set) puts those that read it into the set. It is asked for one byte
  // of each kind; kinds are numbered in the order of their first bytes.
  template <typename Read>
  void classifyBytes(const std::array<uint8_t, 256>& kinds, Read read);

  uint32_t positions_ = 0;
  uint32_t leadPositions_ = 0;
  uint32_t byteClasses_ = 0;
  std::array<uint8_t, 256> classOfByte_{};
  std::vector<ByteClass::Bits> bytesOfClass_;  // but for relaxed ones
  std::vector<uint64_t> readable_;
  Links after_, before_;
  Set firstOfPattern_, lastOfPattern_, firstOfLead_, lastOfLead_, inner_;
  std::vector<uint32_t> partOf_, partBase_;  // of a united one: part of each position, first position of each part
  std::vector<uint32_t> relaxedOf_;          // of a relaxed one: of each position of the one it was made of
};

}  // namespace sluice

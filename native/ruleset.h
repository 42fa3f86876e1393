// A compiled ruleset: the specification, Hyperscan's database, and the automata's working memory.
//
// Belongs to one environment (the main thread or one worker) and is used by its thread only. Threads share nothing:
// each loads its own from the serialized bytes.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "automaton.h"
#include "gate-shapes.h"
#include "gate.h"
#include "hyperscan.h"
#include "lazy-dfa.h"
#include "literal-index.h"
#include "near-masks.h"
#include "run-finder.h"
#include "spec.h"
#include "word-index.h"

namespace sluice {

// A detector ready to walk: its two DFAs and the places where walks begin.
struct Detector {
  explicit Detector(const DetectorSpec& of);
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  const DetectorSpec& spec;
  int32_t startBytes = 0;        // so many different bytes may begin a match
  Automaton::Set gatePositions;  // of the pattern, that read a byte of the gate, if ends are looked for
  Automaton::FirstReaders gateReaders;  // ... the first one of a match, if starts are
  // Context words by the bytes they may begin with, in either case: a bit each, 64 to a set.
  struct WordSet {
    std::array<uint64_t, 256> first{}, second{};
  };
  // Made when first asked for: most words are in no text.
  const std::vector<WordSet>& wordSets();
  Automaton::Set alivePositions; // inner positions, and last ones if there is lookahead
  LazyDfa forward, backward;
  LazyDfa leads;             // forward, telling where a lead ends instead of the pattern
  uint32_t fromStart = 0;    // forward, from a start
  uint32_t fromLead = 0;     // forward, from the start of a lead
  uint32_t throughLead = 0;  // leads, from the start of one
  uint32_t fromGate = 0;     // forward, reading a gate byte first
  uint32_t toStarts = 0;     // backward, from an end of a match
  uint32_t toAlive = 0;      // backward, from where a proper prefix or a pending match ends
  uint32_t toCut = 0;        // backward, from where a proper prefix ends
  uint32_t toLead = 0;       // backward, from where a lead ends

 private:
  std::vector<WordSet> wordSets_;
};

Automaton unitedAutomaton(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all);

// Walks back from where a beginning of a match may end. `ends[0]`: alive at the text's end. `ends[n]`: matches that end n bytes before it
// and look further ahead.
struct AliveWalk {
  AliveWalk(Automaton automaton, std::vector<Automaton::Set> ends);
  AliveWalk(const AliveWalk&) = delete;
  AliveWalk& operator=(const AliveWalk&) = delete;

  Automaton automaton;
  std::vector<Automaton::Set> ends;
  LazyDfa backward;
  std::vector<uint32_t> toEnds;  // where the walks from `ends` begin
};

// Detectors whose alive starts are found in one walk. `all` outlives it.
class AliveGroup {
 public:
  AliveGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, int32_t lookahead);
  AliveGroup(const AliveGroup&) = delete;
  AliveGroup& operator=(const AliveGroup&) = delete;

  std::vector<uint32_t> members;
  int32_t reach = 0;  // no walk is longer
  uint64_t leads = 0, withWords = 0;  // members with a lead, with context words
  std::array<uint64_t, 256> notBefore{};  // [byte]: members that refuse it before a start

  // Both are made when first asked for: not every text has what needs them.
  AliveWalk& walk();
  // Null where there are few positions. What is asked before the group's own walk, which has a state for every end of a text that it has
  // not seen before: a walk of the relaxed automaton, with few states, whatever the texts; and then, of one detector, walks forward from
  // what that leaves.
  AliveWalk* relaxed();
  void forgetStates(size_t mostStates);

 private:
  const std::vector<std::unique_ptr<Detector>>* all_;
  size_t positions_ = 0;
  int32_t lookahead_;
  std::unique_ptr<AliveWalk> walk_, relaxed_;
};

constexpr uint32_t kGroupParts = 64;
// Stands for a byte where there is none.
constexpr uint32_t kNoByte = 256;
// So many bytes before the first gate byte of a match are looked at.
constexpr size_t kGateBefore = 4;

// Some of the detectors behind one gate that are found by their starts. Of those that the shapes leave, one walk back from the gate byte
// tells the starts, one walk on from a start the ends.
struct GateGroup {
  GateGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, const ByteClass& gate);
  GateGroup(const GateGroup&) = delete;
  GateGroup& operator=(const GateGroup&) = delete;

  std::vector<uint32_t> members;
  Automaton automaton;
  LazyDfa forward, backward;
  uint32_t fromStart = 0;
  uint32_t toStarts = 0;         // backward, from the gate byte
  int32_t reach = 0;             // no match is longer
  int32_t mostBefore = 0;        // nor has more bytes before its first gate byte
  // Parts that need a context word, and how far before a start it may begin; those that need none where nothing else stands.
  uint64_t withWords = 0;
  std::vector<int32_t> wordsBefore;
  int32_t mostWordsBefore = 0;
  uint64_t mayStandAlone = 0;
  std::array<uint64_t, 256> notBefore{};   // [byte]: parts that refuse it before a start, or whose lead cannot end in it
  std::array<uint64_t, 256> notAfter{};    // [byte]: parts that refuse it alone behind an end
  // Positions that read the first gate byte of a match: as its first byte, or behind others.
  Automaton::Set starting, inside;
  // [distance - 1][byte]: parts that may match where it stands so far before the gate byte; [kNoByte]: where they must begin behind that
  // place. Of `starting` it is the lead that stands there, if they have one.
  using Before = std::array<std::array<uint64_t, kNoByte + 1>, kGateBefore>;
  Before beforeStarting{}, beforeInside{};
};

struct Gate {
  // Made when first asked for: not every text has what needs them.
  GateShapes& shapes();
  void forgetStates(size_t mostStates);

  ByteClass bytes;
  // Of detectors found by their starts.
  std::vector<std::unique_ptr<GateGroup>> groups;
  WordIndex words;                                 // of their parts that need one: group * kGroupParts + part
  std::vector<uint32_t> byEnds;                    // those found by their ends
  uint32_t mostNeeded = 1;                         // gate bytes, by any of those

 private:
  std::unique_ptr<GateShapes> shapes_;
};

// What several kinds of runs have in common.
struct RunBytes {
  ByteClass bytes;
  int32_t least = INT32_MAX;
  void add(const ByteClass& of, int32_t count);
};

// Detectors that are found by the same runs.
struct RunGroup {
  RunFinder finder;
  const DetectorSpec* like;  // any of them
  std::vector<uint32_t> detectors;
};

// Values that are left alone.
struct AllowedValues {
  explicit AllowedValues(const Automaton& automaton);
  AllowedValues(const AllowedValues&) = delete;
  AllowedValues& operator=(const AllowedValues&) = delete;

  LazyDfa forward;
  uint32_t fromStart = 0;
};

// Who asks for an expression or a literal.
struct Asker {
  enum class Kind { kPrefix, kKey, kEnds, kWord, kName };
  Kind kind;
  uint32_t detector;
  int32_t bytes;      // of the prefix; of the literal, with those that stand before it
  uint32_t word = 0;  // which of its words begins with the literal
};

// What Hyperscan looks for; what several ask for is looked for once. Its identifiers are indices.
struct Expressions {
  void add(const std::string& source, Asker asker);
  bool empty() const { return asking.empty(); }

  std::vector<std::vector<Asker>> asking;
  std::vector<std::string> sources;
  std::map<std::string, size_t> numbers;
  int32_t lookback = 0;  // no lead is longer
  HyperscanDatabase database;  // none if there are no expressions
};

struct SoughtLiterals {
  void add(const Literal& literal, Asker asker);

  LiteralIndex index;
  std::vector<std::vector<Asker>> asking;  // of each literal
  // Of each literal, what may stand directly behind it, and behind that. Made when it is first found: most are in no text.
  struct Behind {
    bool isKnown = false;
    ByteClass::Bits first{}, second{};
  };
  std::vector<Behind> behind;
};

// What is looked for around runs.
struct NearRuns {
  RunFinder finder;
  int32_t reach = 0;  // what is looked for begins at most so many bytes before the run
  SoughtLiterals literals;
};

// A detector that is found by its words, and needs none in a text of nothing else.
struct AloneRule {
  uint32_t detector;
  int32_t mostBytes;  // of such a text
  ByteClass first;
};

// What must stand near the end of a text for a detector to have a beginning of a match there. Detectors by their numbers in the order
// of the alive groups.
struct Names {
  static constexpr uint32_t kNotSought = 0xffffffff;

  LiteralIndex index;
  std::vector<std::vector<uint32_t>> detectors;  // of each literal
  std::vector<uint32_t> sought;                  // of each literal its number among those looked for in every text, or kNotSought
  WordIndex words;                               // of those without literals
  std::vector<uint64_t> nameless;                // a bit for each detector that needs none
  std::vector<uint64_t> namelessAtStart;         // ... where a match may be all of the text
  int32_t reach = 0;                             // how far before the end of the text one may stand
  // A match that begins with one of its detector's literals has it whole, if it has that many bytes or more.
  int32_t keyBytes = 1;
  std::vector<uint64_t> keyless;                 // a bit for each detector of which any match may begin otherwise
  std::vector<std::vector<uint32_t>> keyed;      // of each literal the other detectors
};

class Ruleset {
 public:
  // Null with `error` set if the specification is damaged or Hyperscan refuses an expression.
  static std::unique_ptr<Ruleset> compile(const uint8_t* spec, size_t size, std::string& error);
  // Null with `error` set if the bytes are not what `serialize` of this build on this kind of CPU gave.
  static std::unique_ptr<Ruleset> load(const uint8_t* bytes, size_t size, std::string& error);
  // False for one that was loaded: its bytes are there, and it keeps none of them.
  bool serialize(std::vector<uint8_t>& into) const;

  const Spec& spec() const { return spec_; }
  size_t size() const { return detectors_.size(); }
  Detector& detector(size_t index) { return *detectors_[index]; }
  AllowedValues& allowed(size_t index) { return *allowed_[index]; }
  const Gates& gates() const { return gates_; }
  Gate& gate(size_t index) { return gateWays_[index]; }
  const std::vector<std::unique_ptr<AliveGroup>>& aliveGroups() const { return aliveGroups_; }
  // Of each group: the number of its first member in the order of all, and how many there are.
  std::pair<size_t, size_t> aliveRange(uint32_t group) const { return aliveRanges_[group]; }
  // The group of a member by its number in that order.
  uint32_t aliveGroupOf(size_t number) const { return aliveGroupOf_[number]; }
  // Detectors in the order of the alive groups: group after group, member after member. The masks below number them so.
  const std::vector<uint32_t>& aliveOrder() const { return aliveOrder_; }
  // [0]: alive at the text's end. [n]: with a match that ends n bytes before it and looks further ahead.
  const TailMasks& aliveAt(int32_t ahead) const { return aliveAt_[static_cast<size_t>(ahead)]; }
  // The same, for texts of bytes that are plain: what has a digit or a sign elsewhere is not yet alive there, which says more of prose
  // than all bytes that may stand somewhere.
  const TailMasks& plainAt(int32_t ahead) const { return plainAt_[static_cast<size_t>(ahead)]; }
  bool isPlain(uint8_t byte) const { return plain_.has(byte); }
  const StartMasks& starts() const { return starts_[0]; }
  // A bit for each detector of which a match may have no digit; none within its first kFar bytes; none but plain ones there.
  const uint64_t* digitless() const { return digitless_.data(); }
  const uint64_t* farDigit() const { return farDigit_.data(); }
  const uint64_t* farPlain() const { return farPlain_.data(); }
  static constexpr int32_t kFar = 9;
  // Past their commit point at the text's end; but for those of isCutFoundByPrefix.
  const TailMasks& cutAt() const { return cutAt_[0]; }
  // Whether an expression or literal tells the start of every beginning of a match that is past the commit point.
  bool isCutFoundByPrefix(size_t index) const;
  const std::vector<AloneRule>& foundAlone() const { return foundAlone_; }
  const std::vector<RunGroup>& runGroups() const { return runGroups_; }
  // Runs of bytes of any of these and of those below, as long as the least of them needs.
  const RunFinder& anyRun() const { return anyRun_; }
  // Drops what walks have learnt, and bounds what they may keep from now on (LazyDfa::forget). Results never depend on it:
  // native/fuzz/scan-fuzz.cc holds the engine to that.
  void forgetStates(size_t mostStates);
  // What leads begin with, or context words.
  const Names& names() const { return names_; }
  // Of what is past its commit point: what leads or patterns begin with, or context words.
  const Names& cutNames() const { return cutNames_; }
  // What is looked for in every text.
  const Expressions& expressions() const { return expressions_; }
  SoughtLiterals& literals() { return literals_; }
  NearRuns& nearRuns() { return nearRuns_; }
  // Whether somebody who asks for the literal may go on with these bytes behind it.
  bool mayFollow(SoughtLiterals& sought, uint32_t literal, uint8_t first, uint8_t second) {
    const SoughtLiterals::Behind& behind = sought.behind[literal].isKnown ? sought.behind[literal] : learnBehind(sought, literal);
    return (behind.first[first / 64] >> (first % 64) & behind.second[second / 64] >> (second % 64) & 1) != 0;
  }

 private:
  bool prepare(const uint8_t* spec, size_t size);
  void addAlone(uint32_t index);
  void addLiterals(const Literals& literals, Asker asker);
  const SoughtLiterals::Behind& learnBehind(SoughtLiterals& sought, uint32_t literal) const;
  void addWords(uint32_t index);
  void addToRuns(uint32_t index);
  void addNearRun(const DetectorSpec& spec);
  void addNames(Names& names, uint32_t number, const std::vector<Literal>& literals);
  void addKeys(Names& names, uint32_t number);
  GateBytes makeGate(uint32_t index);
  void makeAliveGroups();
  std::vector<std::vector<uint32_t>> grouped(std::vector<uint32_t> detectors, uint32_t most, uint32_t mostOfAll) const;
  bool compile(Expressions& expressions, std::string& error);

  std::vector<uint8_t> specBytes_;  // empty if it was loaded
  Spec spec_;
  std::vector<std::unique_ptr<Detector>> detectors_;
  std::vector<std::unique_ptr<AllowedValues>> allowed_;
  Gates gates_;
  std::vector<Gate> gateWays_;
  std::vector<std::unique_ptr<AliveGroup>> aliveGroups_;
  std::vector<std::pair<size_t, size_t>> aliveRanges_;
  std::vector<uint32_t> aliveOrder_, aliveGroupOf_;
  std::vector<TailMasks> aliveAt_, plainAt_, cutAt_;
  ByteClass plain_;
  std::vector<StartMasks> starts_;
  std::vector<uint64_t> digitless_, farDigit_, farPlain_;
  std::vector<AloneRule> foundAlone_;
  std::vector<RunGroup> runGroups_;
  RunBytes anyOfRuns_;
  RunFinder anyRun_;
  RunBytes anyOfNearRuns_;
  Names names_, cutNames_;
  Expressions expressions_;
  SoughtLiterals literals_;
  NearRuns nearRuns_;
};

}  // namespace sluice

// A compiled ruleset: the specification, Hyperscan's database, and the automata's working memory.
//
// Belongs to one environment (the main thread or one worker) and is used by its thread only. Threads share nothing:
// each loads its own from the serialized bytes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "automaton.h"
#include "gate.h"
#include "hyperscan.h"
#include "name-index.h"
#include "near-masks.h"
#include "run-finder.h"
#include "spec.h"

namespace sluice {

// A detector ready to walk: its two DFAs and the places where walks begin.
struct Detector {
  explicit Detector(const DetectorSpec& of);
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  const DetectorSpec& spec;
  int32_t startBytes = 0;        // so many different bytes may begin a match
  Automaton::Set gatePositions;  // of the pattern, that read a byte of the gate; empty without one
  // Context words by the bytes they may begin with, in either case: a bit each, 64 to a set.
  struct WordSet {
    std::array<uint64_t, 256> first{}, second{};
  };
  std::vector<WordSet> wordSets;
  Automaton::Set alivePositions; // inner positions, and last ones if there is lookahead
  LazyDfa forward, backward;
  uint32_t fromStart = 0;    // forward, from a start
  uint32_t fromLead = 0;     // forward, from the start of a lead
  uint32_t fromGate = 0;     // forward, reading a gate byte first
  uint32_t toStarts = 0;     // backward, from an end of a match
  uint32_t toGateStarts = 0; // backward, reading a gate byte first
  uint32_t toAlive = 0;      // backward, from where a proper prefix or a pending match ends
  uint32_t toCut = 0;        // backward, from where a proper prefix ends
  uint32_t toLead = 0;       // backward, from where a lead ends
};

// Detectors whose alive starts are found in one walk.
struct AliveGroup {
  // `ends[0]`: alive at the text's end. `ends[n]`: matches that end n bytes before it and look further ahead.
  AliveGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, int32_t lookahead);
  AliveGroup(const AliveGroup&) = delete;
  AliveGroup& operator=(const AliveGroup&) = delete;

  std::vector<uint32_t> members;
  Automaton automaton;
  std::vector<Automaton::Set> ends;
  LazyDfa backward;
  std::vector<uint32_t> toEnds;  // where the walks from `ends` begin
  int32_t reach = 0;             // no walk is longer
  uint64_t leads = 0;            // members with a lead
  std::array<uint64_t, 256> notBefore{};  // [byte]: members that refuse it before a start
};

// Detectors of one group that wait behind a gate for as many of its bytes within the same reach.
struct GateNeed {
  uint32_t count;
  int32_t reach;   // from the first to the last of `count` neighbouring gate bytes
  uint64_t parts;  // their bits in the group
};

// Some of the detectors behind one gate that are found by their starts. One walk back from a gate byte tells the starts of all, one
// walk on from a start tells which of them match at all; only those are then walked for themselves.
struct GateGroup {
  GateGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, const ByteClass& gate);
  GateGroup(const GateGroup&) = delete;
  GateGroup& operator=(const GateGroup&) = delete;

  std::vector<uint32_t> members;
  Automaton automaton;
  Automaton::Set firstPositions, gatePositions;
  LazyDfa forward, backward;
  uint32_t fromStart = 0;
  uint32_t toGateStarts = 0;
  int32_t reach = 0;             // no match is longer
  std::vector<GateNeed> needs;
  // No member needs fewer gate bytes, or has so many of them further apart.
  uint32_t leastNeeded = 0;
  int32_t leastReach = 0;
  uint64_t mayStartAtGate = 0;   // parts of which a match may begin with a gate byte
  std::array<uint64_t, 256> beforeGate{};  // [byte]: parts of which a match may have it before its first gate byte
  std::array<uint64_t, 256> notBefore{};   // [byte]: parts that refuse it before a start, or whose lead cannot end in it
  std::array<uint64_t, 256> notAfter{};    // [byte]: parts that refuse it alone behind an end
  std::array<uint64_t, 256> behind{};      // [byte]: parts of which a match may have its first gate byte directly behind it
};

struct Gate {
  std::vector<std::unique_ptr<GateGroup>> groups;  // of detectors found by their starts
  std::vector<uint32_t> byEnds;                    // those found by their ends
  uint32_t mostNeeded = 1;                         // gate bytes, by any of them
};

// What several kinds of runs have in common.
struct RunBytes {
  ByteClass bytes;
  int32_t least = INT32_MAX;
  void add(const DetectorSpec& spec);
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

// What Hyperscan's identifier stands for.
struct Expression {
  enum class Kind { kPrefix, kEnds, kWord, kName };
  Kind kind;
  uint32_t detector;
  int32_t bytes;  // of the prefix, word or name
};

// What Hyperscan looks for in one kind of places; its identifiers are indices of `list`.
struct Expressions {
  std::vector<Expression> list;
  HyperscanDatabase database;  // none if the list is empty
};

class Ruleset {
 public:
  // Null with `error` set if the specification is damaged or Hyperscan refuses an expression.
  static std::unique_ptr<Ruleset> compile(const uint8_t* spec, size_t size, std::string& error);
  // Null with `error` set if the bytes are not what `serialize` of this build on this kind of CPU gave.
  static std::unique_ptr<Ruleset> load(const uint8_t* bytes, size_t size, std::string& error);
  bool serialize(std::vector<uint8_t>& into) const;

  const Spec& spec() const { return spec_; }
  size_t size() const { return detectors_.size(); }
  Detector& detector(size_t index) { return *detectors_[index]; }
  AllowedValues& allowed(size_t index) { return *allowed_[index]; }
  const Gates& gates() const { return gates_; }
  const Gate& gate(size_t index) const { return gateWays_[index]; }
  const std::vector<std::unique_ptr<AliveGroup>>& aliveGroups() const { return aliveGroups_; }
  // Of each group: the number of its first member in the order of all, and how many there are.
  std::pair<size_t, size_t> aliveRange(uint32_t group) const { return aliveRanges_[group]; }
  // The group of a member by its number in that order.
  uint32_t aliveGroupOf(size_t number) const { return aliveGroupOf_[number]; }
  // Detectors in the order of the alive groups: group after group, member after member. The masks below number them so.
  const std::vector<uint32_t>& aliveOrder() const { return aliveOrder_; }
  // [0]: alive at the text's end. [n]: with a match that ends n bytes before it and looks further ahead.
  const TailMasks& aliveAt(int32_t ahead) const { return aliveAt_[static_cast<size_t>(ahead)]; }
  const StartMasks& starts() const { return starts_[0]; }
  // Past their commit point at the text's end; but for those of isCutFoundByPrefix.
  const TailMasks& cutAt() const { return cutAt_[0]; }
  // Whether Hyperscan reports the start of every beginning of a match that is past the commit point.
  bool isCutFoundByPrefix(size_t index) const;
  // Those found by their words that need none in a text of nothing else.
  const std::vector<uint32_t>& foundAlone() const { return foundAlone_; }
  const std::vector<RunGroup>& runGroups() const { return runGroups_; }
  // Runs of bytes of any of the groups, as long as the least of them needs.
  const RunFinder& anyRun() const { return anyRun_; }
  // The same of runs around which Hyperscan looks.
  const RunFinder& anyNamedRun() const { return anyNamedRun_; }
  // How far before such a run what is looked for may begin.
  int32_t namedRunReach() const { return namedRunReach_; }
  // Drops what walks have learnt, and bounds what they may keep from now on (LazyDfa::forget). Results never depend on it:
  // native/fuzz/scan-fuzz.cc holds the engine to that.
  void forgetStates(size_t mostStates);
  // Words that leads begin with, by the numbers of aliveOrder, and how far before the end of a match one may stand.
  const NameIndex& names() const { return names_; }
  int32_t namesReach() const { return namesReach_; }
  const Expressions& everywhere() const { return everywhere_; }
  const Expressions& nearRuns() const { return nearRuns_; }

 private:
  bool prepare(const uint8_t* spec, size_t size);
  void addToRuns(uint32_t index);
  void addNamedRun(const DetectorSpec& spec);
  GateBytes makeGate(uint32_t index);
  void makeAliveGroups();
  std::vector<std::vector<uint32_t>> grouped(std::vector<uint32_t> detectors, uint32_t most, uint32_t mostOfAll) const;
  Expressions& expressionsOf(const DetectorSpec& spec) { return spec.runBytes > 0 ? nearRuns_ : everywhere_; }
  std::vector<std::string> sources(bool nearRuns) const;
  bool compile(Expressions& expressions, bool nearRuns, std::string& error);

  std::vector<uint8_t> specBytes_;
  Spec spec_;
  std::vector<std::unique_ptr<Detector>> detectors_;
  std::vector<std::unique_ptr<AllowedValues>> allowed_;
  Gates gates_;
  std::vector<Gate> gateWays_;
  std::vector<std::unique_ptr<AliveGroup>> aliveGroups_;
  std::vector<std::pair<size_t, size_t>> aliveRanges_;
  std::vector<uint32_t> aliveOrder_, aliveGroupOf_;
  std::vector<TailMasks> aliveAt_, cutAt_;
  std::vector<StartMasks> starts_;
  std::vector<uint32_t> foundAlone_;
  std::vector<RunGroup> runGroups_;
  RunBytes anyOfRuns_, anyOfNamedRuns_;
  RunFinder anyRun_, anyNamedRun_;
  int32_t namedRunReach_ = 0;
  NameIndex names_{0};
  int32_t namesReach_ = 0;
  Expressions everywhere_, nearRuns_;
};

}  // namespace sluice

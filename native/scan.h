// Scans one step of a lane: candidates, what is alive, and what is final. docs/engine.md is the contract; the names
// here are its names. Positions are of folded text; only what leaves this class is raw.
//
//   fold -> alive (backward from the end) -> starts and ends (Hyperscan, SIMD) -> candidates -> finality loop
//
// A pure function of its input: the working memory it keeps between steps never changes a result.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "fold.h"
#include "found-before.h"
#include "refused-step.h"
#include "ruleset.h"
#include "step.h"

namespace sluice {

class Scanner {
 public:
  explicit Scanner(Ruleset& ruleset);

  ScanStatus scan(const StepInput& input, StepResult& result);
  // Of the step that was scanned last: it is asked for again at once.
  void keepRefused(const StepInput& step, const StepResult& result) { refused_.keep(step, result); }

 private:
  // An accepted candidate. Those kept lie in no other one of their detector, but for truncated ones.
  struct Candidate {
    int32_t start, end;
    uint32_t detector;
    bool truncated;
    bool allowed;  // the whole value is one that is left alone: as if its detector's profile were 1
  };
  // What is known of one detector in this step.
  struct Found {
    bool touched = false;
    std::vector<int32_t> starts, ends;
    std::vector<int32_t> names;  // where a lead may begin
    std::vector<std::pair<int32_t, int32_t>> windows;  // of starts, behind context words
    std::vector<Candidate> candidates;
  };
  // Of one group: which of its parts' words were seen, and where each last began.
  struct WordsSeen {
    uint64_t parts = 0;
    std::array<int32_t, kGroupParts> at{};
  };
  // A group that is asked at its gate.
  struct GateWay {
    const Gate& gate;
    GateGroup& group;
    const WordsSeen& seen;
    int32_t at;  // the first gate byte of a match
  };
  struct LoopSpan {
    int32_t start, end;
  };

  static constexpr int32_t kNone = 0x7fffffff;

  void takeProfile(const uint8_t* profile);
  bool isOff(uint32_t detector) const { return profile_[detector] == 0; }

  void findWidest();

  // scan-alive.cc
  int32_t leastAlive();
  // Whether who held back the text behind `released_` at the step before does so still.
  bool isHeldStill();
  // Whether what starts there is alive by reason of `ahead` (Ruleset::aliveAt).
  bool isAliveFrom(uint32_t detector, int32_t start, int32_t ahead);
  // As leastAliveAt, behind findAble; nothing where that is left to the groups.
  std::optional<int32_t> leastTried(int32_t ahead, int32_t least);
  // Sets named_ and keyed_ to the detectors of which something stands near the text's end, or that need nothing there, and passed_ to
  // what is looked for in every text from `soughtFrom` on.
  void findNamed(const Names& names, int32_t soughtFrom);
  // For the step that goes on at `at`.
  void keepFound(int32_t at);
  // The least start, at its lead, of a backward walk from `end`; kNone without.
  int32_t leastStart(Detector& detector, uint32_t walk, int32_t end);
  // Members that do not start at `at`, because of what stands before.
  uint64_t notBefore(const AliveGroup& group, int32_t at) const { return at > -text_.context() ? group.notBefore[text_[at - 1]] : 0; }
  // Of `able`, those that the relaxed automaton leaves: walked_ is set to the starts before `least` of those without a lead, in falling
  // order. Whether a lead was read to its far side.
  bool findRelaxedStarts(const AliveGroup& group, AliveWalk& relaxed, uint64_t able, int32_t ahead, int32_t lo, int32_t least);
  bool leadEndsAt(Detector& detector, int32_t start);
  // A match that is pending ends in (after, until].
  bool isPendingIn(int32_t after, int32_t until);
  // The least start before `least` that is alive by reason of `ahead` (Ruleset::aliveAt); `least` if there is none.
  int32_t leastAliveAt(int32_t ahead, int32_t least);
  // Sets able_ to the detectors that may have a match from before `least` on that is alive by reason of `ahead`; false if
  // none may.
  bool findAble(int32_t ahead, int32_t least);
  bool findAble256(int32_t ahead, int32_t least);
  template <typename Fours>
  bool findAbleBy(int32_t ahead, int32_t least);
  int32_t leastAliveOf(AliveGroup& group, uint64_t able, int32_t ahead, int32_t least);

  // scan-gate.cc
  void walkGate(size_t gate);
  // No gate byte stands between the start and the one it is asked at, so it starts at `from` or later.
  void walkGroup(const GateWay& way, uint64_t starting, uint64_t inside, int32_t from);
  void findWords(const Gate& gate, int32_t from, int32_t to);
  uint64_t withoutWords(const GateWay& way, uint64_t parts, int32_t least);
  void startsBefore(const GateWay& way, uint64_t parts, int32_t from);
  void startsAt(const GateWay& way, uint64_t parts, int32_t start);
  void endsAtGate(uint32_t detector, int32_t at);

  // scan-candidates.cc
  bool collect();
  void takeNearRuns();
  static void onExpression(void* scanner, uint32_t identifier, uint64_t end);
  void takeLiterals(SoughtLiterals& sought, int32_t from, int32_t to);
  void takeLiteral(SoughtLiterals& sought, uint32_t literal, int32_t end);
  void take(const std::vector<Asker>& asking, int32_t end);
  void takeFor(const Asker& asker, int32_t start, int32_t end);
  Found& touch(uint32_t detector);
  void takeStart(uint32_t detector, int32_t start);
  // `ends` are of matches that start there, in rising order.
  void takeMatches(uint32_t detector, int32_t start, const std::vector<int32_t>& ends);
  void takeNames(uint32_t detector);
  void takeEnds(uint32_t detector);
  // Runs within the run of any of their bytes that starts there.
  void takeRuns(int32_t start);
  void takeCut();
  void takeTruncated(uint32_t detector);
  // The least start of an accepted candidate that ends at `end`, at least `from` and less than `before`.
  int32_t acceptedStart(Detector& detector, int32_t end, int32_t from, int32_t before);
  bool endFits(const Detector& detector, int32_t end) const;
  bool startFits(const Detector& detector, int32_t start) const;
  bool wordsStand(Detector& detector, int32_t start) const;
  // Some match that starts there may be accepted, as far as words tell.
  bool wordsAllow(Detector& detector, int32_t start) const;
  // Nothing else stands in the whole text of the lane.
  bool standsAlone(int32_t start, int32_t end) const;
  // ... at `at` and ends at or before `until`.
  bool wordStands(const std::string& word, int32_t at, int32_t until) const;
  bool validates(const Detector& detector, int32_t start, int32_t end);
  bool isAllowed(const Detector& detector, int32_t start, int32_t end);

  // scan-base64.cc
  bool findsInBase64(std::string_view span);
  bool findsIn(const std::vector<uint8_t>& text);

  // scan-finality.cc
  void decide(int32_t leastAlive, StepResult& result);
  void findHidden(int32_t from, int32_t end);
  void emitText(int32_t from, int32_t to, StepResult& result);
  void emitSpan(int32_t from, int32_t to, StepResult& result);
  int32_t swallow(int32_t from, int32_t to);
  void drop(uint32_t until, StepResult& result);
  void addTails(int32_t after, int32_t end);
  void report(int32_t released, StepResult& result);
  void finish(int32_t released, int32_t floor, StepResult& result);

  Ruleset* ruleset_;
  std::vector<uint8_t> profile_;  // empty before the first step
  // Detectors that are not off, a bit each by their numbers in Ruleset::aliveOrder; and of those, what findAble found.
  std::vector<uint64_t> active_, able_;
  // What findNamed found.
  std::vector<uint64_t> named_, keyed_;
  std::vector<std::pair<uint32_t, int32_t>> passed_;  // numbers of literals, and where each ends
  // What of it the next step may know, if mayKeep_: numbers with the ends of literals and the starts of words.
  bool mayKeep_ = false;
  std::vector<std::pair<uint32_t, int32_t>> literalsFound_, wordsFound_, wordsBegun_;
  uint32_t holder_ = FoundBefore::kNobody;
  // Of findAble: where those in able_ may start, four words of detectors each; and whether some may start further back than was asked.
  struct AbleStart {
    int32_t at;
    size_t word;
    std::array<uint64_t, 4> detectors;
  };
  std::vector<AbleStart> ableStarts_;
  bool reachesBack_ = false;
  FoundBefore foundBefore_;
  RefusedStep refused_;
  // The detector that holds most text back, asked first: what it holds, others need not. kNone if all are off.
  uint32_t widest_ = kNone;
  std::vector<std::vector<uint64_t>> gateParts_;  // of each gate, of each of its groups: parts that are not off
  std::array<uint32_t, 256> tailsOfByte_{};
  bool hasTails_ = false;
  int32_t lookback_ = 0;  // of the literals that are looked for in every text

  Text text_;
  int32_t floor_ = 0, released_ = 0;
  bool hasDigit_ = false, isPlain_ = false;  // from floor_ on
  bool last_ = false;
  int32_t expressionsFrom_ = 0;
  std::vector<Found> found_;
  std::vector<uint32_t> touched_;  // detectors with anything in found_
  std::vector<std::vector<int32_t>> gateHits_;
  std::vector<GateShapes::Able> ableHere_;
  std::vector<std::pair<int32_t, int32_t>> nearRuns_;
  std::vector<WordsSeen> wordsSeen_;  // of the groups of the gate that is walked
  int32_t wordsFrom_ = 0, wordsUntil_ = 0;  // where they were looked for
  std::vector<int32_t> walked_, reached_;
  std::vector<std::pair<int32_t, uint64_t>> groupStarts_, groupEnds_;  // with the parts that have them
  std::vector<Candidate> candidates_, acting_, tailed_, hidden_;
  std::vector<int32_t> greatestEnds_;  // of the candidates up to each
  std::vector<LoopSpan> loopSpans_;
  // For what is encoded: made when first needed, with what acts but for the detectors that decode.
  std::unique_ptr<Scanner> decoded_;
  std::vector<uint8_t> decodedProfile_;
  uint32_t tails_ = 0;
  uint32_t cursor_ = 0;  // raw: everything before it is emitted
};

}  // namespace sluice

// The ruleset specification that src/inspect/ruleset.ts writes: detectors as the engine runs them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "automaton.h"
#include "bytes.h"
#include "literal.h"
#include "validators.h"

namespace sluice {

// By which way candidates are found; src/inspect/detector-plan.ts chooses.
enum class Route : uint32_t {
  kPrefix,      // Hyperscan: lead and the first `prefixBytes` bytes of the pattern
  kGateStarts,  // SIMD for a gate byte, then back to starts
  kGateEnds,    // SIMD for a gate byte, then on to ends
  kEnds,        // Hyperscan: ends of the whole pattern
  kWords,       // context words; every position within their window may be a start
  kRun,         // strides for `runBytes` bytes of `runOf` in a row; a match starts where they do
  kName,        // literals that the lead begins with; then on from there
  kKey,         // literals that the pattern begins with
};

// Bytes of white space that may follow a value that stands alone.
constexpr int32_t kMostAfterAlone = 2;

struct DetectorSpec {
  std::string id;
  int32_t maxWidth = 0, leadWidth = 0, lookback = 0, lookahead = 0;
  bool hasNotBefore = false;
  ByteClass notBefore;
  std::vector<std::vector<ByteClass>> notAfter;
  int32_t tail = -1;
  bool commits = false;
  int32_t commitBytes = 0, commitDigits = 0;
  std::vector<std::string> words;
  int32_t wordsBefore = 0;
  bool mayStandAlone = false;  // then words are not needed
  int32_t beforeDigit = INT32_MAX;  // no match has more bytes before its first digit; INT32_MAX: it may have none
  std::vector<Validator> validators;
  std::vector<uint32_t> allow;  // indexes into Spec::allows
  Automaton automaton;
  Literals names;  // what the lead begins with; none if that may be anything
  Route route = Route::kPrefix;
  int32_t prefixBytes = 0;
  std::string expression;
  Literals keys;  // of kKey: what the pattern begins with
  uint32_t gate = 0, gateCount = 0;
  ByteClass runOf;
  // Of kName and kKey: if not 0, a match has a run of so many, at most runBefore bytes behind its start, and is looked for
  // around those.
  int32_t runBytes = 0, runBefore = 0;
  int32_t gateReach = 0;  // from the first to the last of gateCount neighbouring gate bytes in a match
};

struct Spec {
  ValidatorTables tables;
  std::vector<ByteClass> tails;
  std::vector<ByteClass> gates;
  std::vector<Automaton> allows;  // a value that one of them matches whole is left alone, by the detectors that name it
  std::vector<DetectorSpec> detectors;
  int32_t lookback = 0;   // B of the whole ruleset
  int32_t lookahead = 0;  // greatest A

  // False if the bytes are no specification of this version.
  bool read(const uint8_t* bytes, size_t size);
};

}  // namespace sluice

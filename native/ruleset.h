// A compiled ruleset: the specification, Hyperscan's database, and the automata's working memory.
//
// Belongs to one environment (the main thread or one worker) and is used by its thread only. Threads share nothing:
// each loads its own from the serialized bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "automaton.h"
#include "gate.h"
#include "hyperscan.h"
#include "spec.h"

namespace sluice {

// A detector ready to walk: its two DFAs and the places where walks begin.
struct Detector {
  explicit Detector(const DetectorSpec& of);
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  const DetectorSpec& spec;
  Automaton::Set gatePositions;  // of the pattern, that read a byte of the gate; empty without one
  Automaton::Set alivePositions; // inner positions, and last ones if there is lookahead
  LazyDfa forward, backward;
  uint32_t fromStart = 0;    // forward, from a start
  uint32_t fromGate = 0;     // forward, reading a gate byte first
  uint32_t toStarts = 0;     // backward, from an end of a match
  uint32_t toGateStarts = 0; // backward, reading a gate byte first
  uint32_t toAlive = 0;      // backward, from where a proper prefix or a pending match ends
  uint32_t toCut = 0;        // backward, from where a proper prefix ends
  uint32_t toLead = 0;       // backward, from where a lead ends
};

// What Hyperscan's identifier stands for.
struct Expression {
  enum class Kind { kPrefix, kEnds, kWord };
  Kind kind;
  uint32_t detector;
  int32_t bytes;  // of the prefix or word
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
  const Gates& gates() const { return gates_; }
  const std::vector<Expression>& expressions() const { return expressions_; }
  // Null if no detector needs it.
  const HyperscanDatabase* database() const { return expressions_.empty() ? nullptr : &database_; }

 private:
  bool prepare(const uint8_t* spec, size_t size);
  std::vector<std::string> sources() const;

  std::vector<uint8_t> specBytes_;
  Spec spec_;
  std::vector<std::unique_ptr<Detector>> detectors_;
  Gates gates_;
  std::vector<Expression> expressions_;
  HyperscanDatabase database_;
};

}  // namespace sluice

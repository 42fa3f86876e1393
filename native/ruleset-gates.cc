// Detectors behind gates, and what tells those apart that may match around a gate byte.
#include <algorithm>
#include <map>

#include "ruleset.h"

namespace sluice {

namespace {

// One walk for all is worth more than small states, if there is room for them: text full of numbers and addresses reaches some 2,600.
constexpr uint32_t kGatePositions = 8192;
constexpr size_t kGateDfaBytes = 8 * 1024 * 1024;

// Bytes that `reached` and what it follows read; any, where one of `first` may have stood behind that place.
void addBefore(GateGroup::Before& before, uint64_t bit, const Automaton& automaton, Automaton::Set reached, const Automaton::Set& first) {
  bool mayBegin = false;
  for (auto& parts : before) {
    const ByteClass bytes = automaton.bytesOf(reached);
    for (uint32_t byte = 0; byte < kNoByte; ++byte) {
      if (mayBegin || bytes.has(static_cast<uint8_t>(byte))) parts[byte] |= bit;
    }
    if (mayBegin) parts[kNoByte] |= bit;
    mayBegin |= Automaton::intersect(reached, first);
    reached = automaton.before(reached);
  }
}

}  // namespace

GateGroup::GateGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all,
                     const ByteClass& gate)
    : members(of),
      automaton(unitedAutomaton(of, all)),
      forward(automaton, LazyDfa::Direction::kForward, kGateDfaBytes),
      backward(automaton, LazyDfa::Direction::kBackward, kGateDfaBytes) {
  starting = inside = Automaton::Set(automaton.words(), 0);
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    const DetectorSpec& spec = detector.spec;
    const Automaton& own = spec.automaton;
    const uint64_t bit = uint64_t{1} << part;
    reach = std::max(reach, spec.maxWidth);
    if (!spec.words.empty()) withWords |= bit;
    if (spec.mayStandAlone) mayStandAlone |= bit;
    wordsBefore.push_back(spec.wordsBefore);
    mostWordsBefore = std::max(mostWordsBefore, spec.wordsBefore);
    mostBefore = std::max(mostBefore, detector.gateReaders.mostBefore);
    const ByteClass leadEnds = own.bytesOf(own.lastOfLead());
    for (uint32_t number = 0; number < 256; ++number) {
      uint8_t byte = static_cast<uint8_t>(number);
      if ((spec.hasNotBefore && spec.notBefore.has(byte)) || (own.hasLead() && !leadEnds.has(byte))) notBefore[byte] |= bit;
      for (const auto& alternative : spec.notAfter) {
        if (alternative.size() == 1 && alternative[0].has(byte)) notAfter[byte] |= bit;
      }
    }
    automaton.addPartSet(part, detector.gateReaders.atStart, starting);
    automaton.addPartSet(part, detector.gateReaders.behindOthers, inside);
    if (detector.gateReaders.mostBefore > 0) addBefore(beforeInside, bit, own, own.before(detector.gateReaders.behindOthers), own.firstOfPattern());
    if (own.hasLead()) {
      addBefore(beforeStarting, bit, own, own.lastOfLead(), own.firstOfLead());
    } else {
      for (auto& byBytes : beforeStarting) {
        for (uint64_t& parts : byBytes) parts |= bit;
      }
    }
  }
  for (uint32_t byte = 0; byte < 256; ++byte) {
    beforeStarting[0][byte] &= ~notBefore[byte];
    // Behind another gate byte a first one can only be the start.
    if (gate.has(static_cast<uint8_t>(byte))) beforeInside[0][byte] = 0;
  }
  fromStart = forward.addStart(automaton.firstOfPattern());
  toStarts = backward.addStart(inside);
}

GateShapes& Gate::shapes() {
  if (!shapes_) shapes_ = std::make_unique<GateShapes>(bytes, groups);
  return *shapes_;
}

void Gate::forgetStates(size_t mostStates) {
  shapes().forget(mostStates);
  for (auto& group : groups) {
    group->forward.forget(mostStates);
    group->backward.forget(mostStates);
  }
}

namespace {

// Whether a match begins with a gate byte, with another one, or with either.
uint32_t startClass(const Detector& detector) {
  if (detector.gateReaders.mostBefore == 0) return 0;
  return Automaton::any(detector.gateReaders.atStart) ? 2 : 1;
}

}  // namespace

GateBytes Ruleset::makeGate(uint32_t gateIndex) {
  Gate& gate = gateWays_[gateIndex];
  gate.bytes = spec_.gates[gateIndex];
  GateBytes bytes{gate.bytes, {}, {}};
  std::vector<uint32_t> byStarts;
  for (uint32_t index = 0; index < spec_.detectors.size(); ++index) {
    const DetectorSpec& detector = spec_.detectors[index];
    bool isUser = detector.route == Route::kGateStarts || detector.route == Route::kGateEnds;
    if (!isUser || detector.gate != gateIndex) continue;
    if (detector.route == Route::kGateStarts) {
      byStarts.push_back(index);
    } else {
      gate.byEnds.push_back(index);
      gate.mostNeeded = std::max(gate.mostNeeded, detector.gateCount);
    }
    const Automaton& automaton = detector.automaton;
    // All of them: how close they stand is counted.
    Automaton::Set positions = automaton.readersOf(bytes.bytes);
    const ByteClass before = automaton.bytesOf(automaton.before(positions)), after = automaton.bytesOf(automaton.after(positions));
    bool mayBegin = Automaton::intersect(positions, automaton.firstOfPattern()), mayEnd = Automaton::intersect(positions, automaton.lastOfPattern());
    for (unsigned number = 0; number < 256; ++number) {
      uint8_t byte = static_cast<uint8_t>(number);
      if (mayBegin || before.has(byte)) bytes.before.add(byte);
      if (mayEnd || after.has(byte)) bytes.after.add(byte);
    }
  }
  // Those of which the same tells that they have no match are together, as far as that is not told of each.
  std::map<std::pair<bool, uint32_t>, std::vector<uint32_t>> byKind;
  for (uint32_t index : byStarts) {
    const DetectorSpec& detector = spec_.detectors[index];
    byKind[{!detector.words.empty(), startClass(*detectors_[index])}].push_back(index);
  }
  for (const auto& [kind, detectors] : byKind) {
    for (const auto& members : grouped(detectors, kGatePositions, kGatePositions)) {
      gate.groups.push_back(std::make_unique<GateGroup>(members, detectors_, bytes.bytes));
    }
  }
  for (size_t number = 0; number < gate.groups.size(); ++number) {
    const GateGroup& group = *gate.groups[number];
    for (size_t part = 0; part < group.members.size(); ++part) {
      uint32_t user = static_cast<uint32_t>(number * kGroupParts + part);
      for (const std::string& word : spec_.detectors[group.members[part]].words) gate.words.add(word, user);
    }
  }
  gate.words.finish();
  return bytes;
}

}  // namespace sluice

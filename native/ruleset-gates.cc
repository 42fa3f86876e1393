// Detectors behind gates, and what tells those apart that may match around a gate byte.
#include <algorithm>
#include <map>

#include "ruleset.h"

namespace sluice {

namespace {

// One walk for all is worth more than small states, if there is room for them: text full of numbers and addresses reaches some 2,600.
constexpr uint32_t kGatePositions = 8192;
constexpr size_t kGateDfaBytes = 8 * 1024 * 1024;

}  // namespace

GateGroup::GateGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all,
                     const ByteClass& gate)
    : members(of),
      automaton(unitedAutomaton(of, all)),
      gatePositions(automaton.words(), 0),
      forward(automaton, LazyDfa::Direction::kForward, kGateDfaBytes),
      backward(automaton, LazyDfa::Direction::kBackward, kGateDfaBytes) {
  starting.positions = inside.positions = gatePositions;
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    const DetectorSpec& spec = detector.spec;
    uint64_t bit = uint64_t{1} << part;
    reach = std::max(reach, spec.maxWidth);
    const auto span = static_cast<size_t>(std::find_if(kGateSpans.begin(), kGateSpans.end() - 1, [&spec](int32_t bytes) { return spec.gateReach <= bytes; }) - kGateSpans.begin());
    for (size_t other = 0; other < kGateSpans.size(); ++other) {
      for (uint32_t count = 0; count < kGateCounts; ++count) {
        if (other != span || count >= spec.gateCount || count + 1 == kGateCounts) near[other][count] |= bit;
      }
    }
    if (!spec.words.empty()) withWords |= bit;
    if (spec.mayStandAlone) mayStandAlone |= bit;
    wordsBefore.push_back(spec.wordsBefore);
    mostWordsBefore = std::max(mostWordsBefore, spec.wordsBefore);
    mostBefore = std::max(mostBefore, detector.gateReaders.mostBefore);
    const ByteClass leadEnds = spec.automaton.bytesOf(spec.automaton.lastOfLead());
    for (uint32_t number = 0; number < 256; ++number) {
      uint8_t byte = static_cast<uint8_t>(number);
      if ((spec.hasNotBefore && spec.notBefore.has(byte)) || (spec.automaton.hasLead() && !leadEnds.has(byte))) notBefore[byte] |= bit;
      for (const auto& alternative : spec.notAfter) {
        if (alternative.size() == 1 && alternative[0].has(byte)) notAfter[byte] |= bit;
      }
    }
    if (Automaton::any(detector.gateReaders.atStart)) addStarting(part, detector);
    if (detector.gateReaders.mostBefore > 0) addInside(part, detector, gate);
  }
  fromStart = forward.addStart(automaton.firstOfPattern());
  fromGate = forward.addStart(gatePositions);
  starting.walk = forward.addStart(starting.positions);
  inside.walk = forward.addStart(inside.positions);
  toStarts = backward.addStart(inside.positions);
}

void GateGroup::addEntry(GateEntry& entry, uint32_t part, const Detector& detector, const Automaton::Set& first, const Automaton::Set& row) {
  const Automaton& own = detector.spec.automaton;
  const uint64_t bit = uint64_t{1} << part;
  const uint64_t counts = own.runsOf(first, detector.gateReaders.readers, detector.gateReaders.readOthers, detector.mayEndInRow);
  const ByteClass bytesBehind = own.bytesOf(own.after(row));
  const bool mayEnd = Automaton::intersect(row, own.lastOfPattern());
  for (uint32_t count = 0; count < kGateRuns; ++count) {
    if ((counts >> count & 1) != 0) entry.runs[count] |= bit;
  }
  for (uint32_t byte = 0; byte < 256; ++byte) {
    bool refused = (notAfter[byte] & bit) != 0;
    if ((mayEnd && (!refused || detector.mayEndInRow)) || bytesBehind.has(static_cast<uint8_t>(byte))) entry.followed[byte] |= bit;
  }
  automaton.addPartSet(part, first, entry.positions);
  automaton.addPartSet(part, first, gatePositions);
}

namespace {

// The part may match with these bytes there; `any`: with all, and where there is none.
void addBytes(std::array<uint64_t, kNoByte + 1>& parts, uint64_t bit, const ByteClass& bytes, bool any) {
  for (uint32_t byte = 0; byte < kNoByte; ++byte) {
    if (any || bytes.has(static_cast<uint8_t>(byte))) parts[byte] |= bit;
  }
  if (any) parts[kNoByte] |= bit;
}

}  // namespace

void GateGroup::addStarting(uint32_t part, const Detector& detector) {
  const Automaton& own = detector.spec.automaton;
  const Automaton::FirstReaders& gate = detector.gateReaders;
  const uint64_t bit = uint64_t{1} << part;
  const Automaton::Set row = own.reached(gate.atStart, gate.readers), onward = Automaton::both(own.after(row), gate.readOthers);
  addEntry(starting, part, detector, gate.atStart, row);
  for (uint32_t byte = 0; byte < 256; ++byte) starting.behind[byte] |= bit & ~notBefore[byte];
  const bool mayEnd = Automaton::intersect(row, own.lastOfPattern()) || Automaton::intersect(onward, own.lastOfPattern());
  addBytes(second, bit, own.bytesOf(own.after(onward)), mayEnd);
  second[kNoByte] |= bit;
}

void GateGroup::addInside(uint32_t part, const Detector& detector, const ByteClass& gate) {
  const Automaton& own = detector.spec.automaton;
  const Automaton::Set& first = detector.gateReaders.behindOthers;
  const uint64_t bit = uint64_t{1} << part;
  addEntry(inside, part, detector, first, own.reached(first, detector.gateReaders.readers));
  Automaton::Set reached = own.before(first);
  const ByteClass bytes = own.bytesOf(reached);
  for (uint32_t byte = 0; byte < 256; ++byte) {
    // Behind another gate byte a first one can only be the start.
    if (bytes.has(static_cast<uint8_t>(byte)) && !gate.has(static_cast<uint8_t>(byte))) inside.behind[byte] |= bit;
  }
  bool mayBegin = false;
  for (auto& parts : before) {
    mayBegin |= Automaton::intersect(reached, own.firstOfPattern());
    reached = own.before(reached);
    addBytes(parts, bit, own.bytesOf(reached), mayBegin);
  }
}

const std::vector<Gate::Able>& Gate::ableAt(uint32_t inRow, uint32_t before, uint32_t behind) {
  if (shapes_.empty()) shapes_.resize(kShapes);
  Shape& shape = shapes_[((inRow << 18 | before << 9 | behind) * 0x9e3779b1u) >> 22];
  if (shape.inRow == inRow && shape.before == before && shape.behind == behind) return shape.able;
  shape.inRow = inRow;
  shape.before = before;
  shape.behind = behind;
  shape.able.clear();
  auto partsOf = [&](const GateEntry& entry) {
    uint64_t parts = entry.runs[inRow];
    if (before != kNoByte) parts &= entry.behind[before];
    if (behind != kNoByte) parts &= entry.followed[behind];
    return parts;
  };
  for (uint32_t number = 0; number < groups.size(); ++number) {
    uint64_t starting = partsOf(groups[number]->starting), inside = before == kNoByte ? 0 : partsOf(groups[number]->inside);
    if ((starting | inside) != 0) shape.able.push_back({number, starting, inside});
  }
  return shape.able;
}

void Ruleset::prepareGate(Detector& detector) {
  const DetectorSpec& spec = detector.spec;
  const ByteClass& gate = spec_.gates[spec.gate];
  const Automaton& automaton = spec.automaton;
  detector.gateReaders = automaton.firstReadersOf(gate);
  // It is asked at the first gate byte of a row, and does not end before the last one if that is refused.
  detector.mayEndInRow = std::none_of(spec.notAfter.begin(), spec.notAfter.end(), [&gate](const auto& alternative) {
    if (alternative.size() != 1) return false;
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (gate.has(static_cast<uint8_t>(byte)) && !alternative[0].has(static_cast<uint8_t>(byte))) return false;
    }
    return true;
  });
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
  GateBytes bytes{spec_.gates[gateIndex], {}, {}};
  std::vector<uint32_t> byStarts;
  for (uint32_t index = 0; index < spec_.detectors.size(); ++index) {
    const DetectorSpec& detector = spec_.detectors[index];
    bool isUser = detector.route == Route::kGateStarts || detector.route == Route::kGateEnds;
    if (!isUser || detector.gate != gateIndex) continue;
    (detector.route == Route::kGateStarts ? byStarts : gate.byEnds).push_back(index);
    gate.mostNeeded = std::max(gate.mostNeeded, detector.gateCount);
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

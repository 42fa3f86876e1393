#include "ruleset.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>

namespace sluice {

namespace {

// Memory of one DFA; a detector has two.
constexpr size_t kDfaBytes = 512 * 1024;
constexpr size_t kGroupDfaBytes = 1024 * 1024;

// A group's states are sets of all its positions, and there are as many as its members have together: those with long
// counted repeats, which have one for every count, are alone. (Two of them in a group, and a token of random letters makes
// new states for ever.) Behind a gate one walk for all is worth more than small states, if there is room for them: text full
// of numbers and addresses reaches some 2,600.
constexpr uint32_t kAliveMost = 120;
constexpr uint32_t kAlivePositions = 1024;
constexpr uint32_t kGatePositions = 8192;
constexpr size_t kGateDfaBytes = 4 * 1024 * 1024;

// Layout of the serialized form: this header, the specification, Hyperscan's bytes.
struct Header {
  char magic[8];
  uint64_t specSize;
  uint64_t checksum;  // of both
};
constexpr char kMagic[8] = {'s', 'l', 'u', 'i', 'c', 'e', '0', '3'};

// FNV-1a over 64-bit words: finds damage, not malice; the cache on disk has a cryptographic hash of its own.
uint64_t checksumOf(const uint8_t* bytes, size_t size, uint64_t hash = 0xcbf29ce484222325u) {
  for (; size >= 8; bytes += 8, size -= 8) {
    uint64_t word;
    std::memcpy(&word, bytes, 8);
    hash = (hash ^ word) * 0x100000001b3u;
    hash ^= hash >> 29;
  }
  for (; size > 0; ++bytes, --size) hash = (hash ^ *bytes) * 0x100000001b3u;
  return hash;
}

std::string escaped(uint8_t byte) {
  static constexpr char kHex[] = "0123456789abcdef";
  return {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
}

// As Hyperscan reads it.
std::string literalSource(const std::string& bytes) {
  std::string source;
  for (char byte : bytes) source += escaped(static_cast<uint8_t>(byte));
  return source;
}

// Bytes of a match up to the end of the longest literal that one may begin with; 0 if it has none.
int32_t longestKey(const DetectorSpec& spec) {
  int32_t most = 0;
  for (const Literal& key : spec.keys.list) most = std::max(most, spec.keys.offset + static_cast<int32_t>(key.bytes.size()));
  return most;
}

Automaton unitedAutomaton(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all) {
  std::vector<const Automaton*> parts;
  for (uint32_t index : of) parts.push_back(&all[index]->spec.automaton);
  return Automaton::unite(parts);
}

}  // namespace

Detector::Detector(const DetectorSpec& of)
    : spec(of),
      forward(of.automaton, LazyDfa::Direction::kForward, kDfaBytes),
      backward(of.automaton, LazyDfa::Direction::kBackward, kDfaBytes),
      leads(of.automaton, LazyDfa::Direction::kForwardThroughLead, kDfaBytes) {
  const Automaton& automaton = of.automaton;
  alivePositions = automaton.inner();
  if (of.lookahead > 0) {
    for (size_t word = 0; word < alivePositions.size(); ++word) alivePositions[word] |= automaton.lastOfPattern()[word];
  }
  for (unsigned byte = 0; byte < 256; ++byte) {
    startBytes += automaton.reads(automaton.firstOfPattern(), static_cast<uint8_t>(byte)) ? 1 : 0;
  }
  wordSets.resize((of.words.size() + 63) / 64);
  for (size_t index = 0; index < of.words.size(); ++index) {
    const std::string& word = of.words[index];
    uint64_t bit = uint64_t{1} << (index % 64);
    WordSet& set = wordSets[index / 64];
    for (unsigned byte = 0; byte < 256; ++byte) {
      char lower = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      if (word[0] == lower) set.first[byte] |= bit;
      if (word.size() == 1 || word[1] == lower) set.second[byte] |= bit;
    }
  }
  gatePositions.assign(automaton.words(), 0);
  fromStart = forward.addStart(automaton.firstOfPattern());
  fromLead = forward.addStart(automaton.firstOfLead());
  throughLead = leads.addStart(automaton.firstOfLead());
  fromGate = forward.addStart(gatePositions);
  toStarts = backward.addStart(automaton.lastOfPattern());
  toAlive = backward.addStart(alivePositions);
  toCut = backward.addStart(automaton.inner());
  toLead = backward.addStart(automaton.lastOfLead());
}

AllowedValues::AllowedValues(const Automaton& automaton) : forward(automaton, LazyDfa::Direction::kForward, kDfaBytes) {
  fromStart = forward.addStart(automaton.firstOfPattern());
}

AliveGroup::AliveGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, int32_t lookahead)
    : members(of),
      automaton(unitedAutomaton(of, all)),
      ends(static_cast<size_t>(std::max(lookahead, 1)), Automaton::Set(automaton.words(), 0)),
      backward(automaton, LazyDfa::Direction::kBackward, kGroupDfaBytes) {
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    automaton.addPartSet(part, detector.alivePositions, ends[0]);
    for (int32_t ahead = 1; ahead < detector.spec.lookahead; ++ahead) {
      automaton.addPartSet(part, detector.spec.automaton.lastOfPattern(), ends[static_cast<size_t>(ahead)]);
    }
    reach = std::max(reach, detector.spec.maxWidth + detector.spec.leadWidth);
    if (detector.spec.automaton.hasLead()) leads |= uint64_t{1} << part;
    if (!detector.spec.words.empty()) withWords |= uint64_t{1} << part;
    for (uint32_t byte = 0; byte < 256; ++byte) {
      if (detector.spec.hasNotBefore && detector.spec.notBefore.has(static_cast<uint8_t>(byte))) notBefore[byte] |= uint64_t{1} << part;
    }
  }
  for (const Automaton::Set& positions : ends) toEnds.push_back(backward.addStart(positions));
}

GateGroup::GateGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all,
                     const ByteClass& gate)
    : members(of),
      automaton(unitedAutomaton(of, all)),
      gatePositions(automaton.words(), 0),
      forward(automaton, LazyDfa::Direction::kForward, kGateDfaBytes),
      backward(automaton, LazyDfa::Direction::kBackward, kGateDfaBytes) {
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    const DetectorSpec& spec = detector.spec;
    uint64_t bit = uint64_t{1} << part;
    reach = std::max(reach, spec.maxWidth);
    leastNeeded = part == 0 ? spec.gateCount : std::min(leastNeeded, spec.gateCount);
    leastReach = std::max(leastReach, spec.gateReach);
    for (uint32_t count = 0; count < kGateRuns; ++count) {
      if ((detector.gateRuns >> count & 1) != 0) runs[count] |= bit;
    }
    if (!spec.words.empty()) withWords |= bit;
    if (spec.mayStandAlone) mayStandAlone |= bit;
    wordsBefore.push_back(spec.wordsBefore);
    mostWordsBefore = std::max(mostWordsBefore, spec.wordsBefore);
    mostBefore = std::max(mostBefore, detector.beforeGate);
    const Automaton& own = spec.automaton;
    for (uint32_t number = 0; number < 256; ++number) {
      uint8_t byte = static_cast<uint8_t>(number);
      bool refused = (spec.hasNotBefore && spec.notBefore.has(byte)) || (own.hasLead() && !own.reads(own.lastOfLead(), byte));
      if (refused) notBefore[byte] |= bit;
      for (const auto& alternative : spec.notAfter) {
        if (alternative.size() == 1 && alternative[0].has(byte)) notAfter[byte] |= bit;
      }
      if (gate.has(byte) && own.reads(own.firstOfPattern(), byte)) mayStartAtGate |= bit;
    }
    const Automaton::Set readers = own.readersOf(gate), behindReaders = own.after(readers);
    bool mayEnd = Automaton::intersect(readers, own.lastOfPattern());
    for (uint32_t byte = 0; byte < 256; ++byte) {
      bool refused = (notAfter[byte] & bit) != 0;
      if ((mayEnd && (!refused || detector.mayEndInRow)) || own.reads(behindReaders, static_cast<uint8_t>(byte))) followed[byte] |= bit;
    }
    automaton.addPartSet(part, detector.gatePositions, gatePositions);
    Automaton::Set before = spec.automaton.before(detector.gatePositions);
    for (uint32_t byte = 0; byte < 256; ++byte) {
      if (own.reads(before, static_cast<uint8_t>(byte))) beforeGate[byte] |= bit;
    }
  }
  for (uint32_t byte = 0; byte < 256; ++byte) {
    // Behind another gate byte a first one can only be the start.
    behind[byte] = (mayStartAtGate & ~notBefore[byte]) | (gate.has(static_cast<uint8_t>(byte)) ? 0 : beforeGate[byte]);
  }
  fromStart = forward.addStart(automaton.firstOfPattern());
  fromGate = forward.addStart(gatePositions);
  toGateStarts = backward.addStart(gatePositions);
}

const std::vector<Gate::Able>& Gate::ableAt(uint32_t inRow, uint32_t before, uint32_t behind) {
  Shape& shape = shapes_[((inRow << 18 | before << 9 | behind) * 0x9e3779b1u) >> 22];
  if (shape.inRow == inRow && shape.before == before && shape.behind == behind) return shape.able;
  shape.inRow = inRow;
  shape.before = before;
  shape.behind = behind;
  shape.able.clear();
  for (uint32_t number = 0; number < groups.size(); ++number) {
    const GateGroup& group = *groups[number];
    uint64_t parts = group.runs[inRow];
    if (before != kEdge) parts &= group.behind[before];
    if (behind != kEdge) parts &= group.followed[behind];
    if (parts != 0) shape.able.push_back({number, parts});
  }
  return shape.able;
}

std::unique_ptr<Ruleset> Ruleset::compile(const uint8_t* spec, size_t size, std::string& error) {
  auto made = std::make_unique<Ruleset>();
  if (!made->prepare(spec, size)) {
    error = "the ruleset specification is damaged or from another version";
    return nullptr;
  }
  if (!made->compile(made->everywhere_, error)) return nullptr;
  return made;
}

void Expressions::add(HyperscanSource source, Expression expression) {
  auto [known, isNew] = numbers.try_emplace({source.text, source.caseless}, sources.size());
  if (isNew) {
    sources.push_back(std::move(source));
    asking.emplace_back();
  }
  asking[known->second].push_back(expression);
}

bool Ruleset::compile(Expressions& expressions, std::string& error) {
  if (expressions.empty()) return true;
  std::string problem;
  size_t failed = expressions.sources.size();
  if (expressions.database.compile(expressions.sources, problem, failed)) return true;
  error = "Hyperscan refused ";
  error += failed < expressions.sources.size() ? "detector " + spec_.detectors[expressions.asking[failed].front().detector].id : "the ruleset";
  error += ": " + problem;
  return false;
}

std::unique_ptr<Ruleset> Ruleset::load(const uint8_t* bytes, size_t size, std::string& error) {
  error = "the ruleset bytes are damaged, or from another version or kind of processor";
  Header header;
  if (size < sizeof header) return nullptr;
  std::memcpy(&header, bytes, sizeof header);
  size_t left = size - sizeof header;
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0 || header.specSize > left ||
      checksumOf(bytes + sizeof header, left) != header.checksum) {
    return nullptr;
  }
  auto made = std::make_unique<Ruleset>();
  const uint8_t* spec = bytes + sizeof header;
  if (!made->prepare(spec, header.specSize)) return nullptr;
  if (!made->everywhere_.empty() && !made->everywhere_.database.load(spec + header.specSize, left - header.specSize)) return nullptr;
  error.clear();
  return made;
}

bool Ruleset::serialize(std::vector<uint8_t>& into) const {
  std::vector<uint8_t> database;
  if (!everywhere_.empty() && !everywhere_.database.serialize(database)) return false;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.specSize = specBytes_.size();
  into.resize(sizeof header);
  into.insert(into.end(), specBytes_.begin(), specBytes_.end());
  into.insert(into.end(), database.begin(), database.end());
  header.checksum = checksumOf(into.data() + sizeof header, into.size() - sizeof header);
  std::memcpy(into.data(), &header, sizeof header);
  return true;
}

bool Ruleset::prepare(const uint8_t* spec, size_t size) {
  specBytes_.assign(spec, spec + size);
  if (!spec_.read(spec, size)) return false;
  gateWays_.resize(spec_.gates.size());
  for (const Automaton& automaton : spec_.allows) allowed_.push_back(std::make_unique<AllowedValues>(automaton));
  for (uint32_t index = 0; index < spec_.detectors.size(); ++index) {
    const DetectorSpec& detector = spec_.detectors[index];
    detectors_.push_back(std::make_unique<Detector>(detector));
    switch (detector.route) {
      case Route::kPrefix:
        everywhere_.add({detector.expression}, {Expression::Kind::kPrefix, index, detector.prefixBytes});
        break;
      case Route::kKey:
        addLiterals(detector.keys, {Expression::Kind::kKey, index, 0});
        addNearRun(detector);
        break;
      case Route::kName:
        addLiterals(detector.names, {Expression::Kind::kName, index, 0});
        addNearRun(detector);
        break;
      case Route::kEnds:
        everywhere_.add({detector.expression}, {Expression::Kind::kEnds, index, 0});
        break;
      case Route::kWords:
        if (detector.mayStandAlone) addAlone(index);
        for (const std::string& word : detector.words) {
          everywhere_.add({literalSource(word), true}, {Expression::Kind::kWord, index, static_cast<int32_t>(word.size())});
        }
        break;
      case Route::kRun:
        addToRuns(index);
        break;
      // The set was named as a walk's start by its address and is filled before the first walk.
      case Route::kGateStarts:
        prepareGate(*detectors_.back());
        break;
      case Route::kGateEnds:
        detectors_.back()->gatePositions = detector.automaton.readersOf(spec_.gates[detector.gate]);
        break;
    }
  }
  std::vector<GateBytes> gates;
  for (uint32_t index = 0; index < gateWays_.size(); ++index) gates.push_back(makeGate(index));
  gates_.set(gates);
  nearRuns_.finder = RunFinder(anyOfNearRuns_.bytes, anyOfNearRuns_.least);
  anyOfRuns_.add(anyOfNearRuns_.bytes, anyOfNearRuns_.least);
  nearRuns_.index.finish();
  anyRun_ = RunFinder(anyOfRuns_.bytes, anyOfRuns_.least);
  makeAliveGroups();
  return true;
}

void Ruleset::addAlone(uint32_t index) {
  const DetectorSpec& spec = spec_.detectors[index];
  AloneRule rule{index, spec.maxWidth + kMostAfterAlone, {}};
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (spec.automaton.reads(spec.automaton.firstOfPattern(), static_cast<uint8_t>(byte))) rule.first.add(static_cast<uint8_t>(byte));
  }
  foundAlone_.push_back(rule);
}

void Ruleset::prepareGate(Detector& detector) {
  const DetectorSpec& spec = detector.spec;
  const ByteClass& gate = spec_.gates[spec.gate];
  const Automaton& automaton = spec.automaton;
  detector.gatePositions = automaton.firstReadersOf(gate, detector.beforeGate);
  // It is asked at the first gate byte of a row, and does not end before the last one if that is refused.
  detector.mayEndInRow = std::none_of(spec.notAfter.begin(), spec.notAfter.end(), [&gate](const auto& alternative) {
    if (alternative.size() != 1) return false;
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (gate.has(static_cast<uint8_t>(byte)) && !alternative[0].has(static_cast<uint8_t>(byte))) return false;
    }
    return true;
  });
  detector.gateRuns = automaton.runsOf(detector.gatePositions, automaton.readersOf(gate), automaton.readersOf(gate.others()), detector.mayEndInRow);
}

void Ruleset::addLiterals(const Literals& literals, Expression expression) {
  for (const Literal& literal : literals.list) {
    expression.bytes = literals.offset + static_cast<int32_t>(literal.bytes.size());
    if (spec_.detectors[expression.detector].runBytes == 0) {
      everywhere_.add({literalSource(literal.bytes), literal.caseless}, expression);
      continue;
    }
    uint32_t number = nearRuns_.index.add(literal);
    nearRuns_.asking.resize(nearRuns_.index.size());
    nearRuns_.asking[number].push_back(expression);
  }
}

void RunBytes::add(const ByteClass& of, int32_t count) {
  least = std::min(least, count);
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (of.has(static_cast<uint8_t>(byte))) bytes.add(static_cast<uint8_t>(byte));
  }
}

void Ruleset::addNearRun(const DetectorSpec& spec) {
  if (spec.runBytes == 0) return;
  anyOfNearRuns_.add(spec.runOf, spec.runBytes);
  nearRuns_.reach = std::max(nearRuns_.reach, spec.leadWidth + spec.runBefore);
}

void Ruleset::addToRuns(uint32_t index) {
  const DetectorSpec& spec = spec_.detectors[index];
  anyOfRuns_.add(spec.runOf, spec.runBytes);
  auto group = std::find_if(runGroups_.begin(), runGroups_.end(), [&spec](const RunGroup& known) {
    return known.like->runBytes == spec.runBytes && known.like->runOf == spec.runOf;
  });
  if (group == runGroups_.end()) group = runGroups_.insert(group, {RunFinder(spec.runOf, spec.runBytes), &spec, {}});
  group->detectors.push_back(index);
}

namespace {

// Gate bytes needed: 1 to 2, 3 to 5, 6 to 8, more.
uint32_t needClass(uint32_t count) { return count > 8 ? 3 : count / 3; }
// Whether a match begins with a gate byte, with another one, or with either.
uint32_t startClass(const Detector& detector) {
  if (detector.beforeGate == 0) return 0;
  return Automaton::intersect(detector.gatePositions, detector.spec.automaton.firstOfPattern()) ? 2 : 1;
}
// Much more room than the bytes take.
bool isWide(int32_t reach) { return reach >= 40; }

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
    Automaton::Set before = automaton.before(positions), after = automaton.after(positions);
    bool mayBegin = Automaton::intersect(positions, automaton.firstOfPattern()), mayEnd = Automaton::intersect(positions, automaton.lastOfPattern());
    for (unsigned number = 0; number < 256; ++number) {
      uint8_t byte = static_cast<uint8_t>(number);
      if (mayBegin || automaton.reads(before, byte)) bytes.before.add(byte);
      if (mayEnd || automaton.reads(after, byte)) bytes.after.add(byte);
    }
  }
  // Those of which the same tells that they have no match are together.
  std::map<std::tuple<uint32_t, bool, bool, uint32_t>, std::vector<uint32_t>> byNeed;
  for (uint32_t index : byStarts) {
    const DetectorSpec& detector = spec_.detectors[index];
    byNeed[{needClass(detector.gateCount), isWide(detector.gateReach), !detector.words.empty(), startClass(*detectors_[index])}].push_back(index);
  }
  for (const auto& [need, detectors] : byNeed) {
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

namespace {

// What words end in does not tell that no beginning of a match does.
bool readsWords(const Detector& detector) {
  constexpr std::string_view kWords = "the rest of it goes on";
  const Automaton& automaton = detector.spec.automaton;
  const auto near = TailMasks::readersNear(automaton, detector.alivePositions);
  for (size_t distance = 0; distance < kWords.size(); ++distance) {
    if (!automaton.reads(near[std::min(distance, near.size() - 1)], static_cast<uint8_t>(kWords[kWords.size() - 1 - distance]))) return false;
  }
  return true;
}

}  // namespace

void Ruleset::makeAliveGroups() {
  // Masks are looked at 64 detectors at a time, until none is left: those that what the text ends in tells nothing of are together,
  // and those that need a name or context words.
  std::vector<uint32_t> prose, others, named;
  for (uint32_t index = 0; index < detectors_.size(); ++index) {
    const DetectorSpec& spec = spec_.detectors[index];
    bool isNamed = !spec.names.list.empty() || !spec.words.empty();
    (isNamed ? named : readsWords(*detectors_[index]) ? prose : others).push_back(index);
  }
  for (const auto* some : {&prose, &others, &named}) {
    for (const auto& members : grouped(*some, kAliveMost, kAlivePositions)) {
      aliveGroups_.push_back(std::make_unique<AliveGroup>(members, detectors_, spec_.lookahead));
      aliveRanges_.push_back({aliveOrder_.size(), members.size()});
      aliveOrder_.insert(aliveOrder_.end(), members.begin(), members.end());
      aliveGroupOf_.resize(aliveOrder_.size(), static_cast<uint32_t>(aliveGroups_.size() - 1));
    }
  }
  const size_t all = aliveOrder_.size();
  for (Names* names : {&names_, &cutNames_}) {
    names->nameless.resize((all + 63) / 64);
    names->namelessAtStart.resize(names->nameless.size());
  }
  for (uint32_t number = 0; number < aliveOrder_.size(); ++number) {
    const DetectorSpec& spec = detectors_[aliveOrder_[number]]->spec;
    addNames(names_, number, spec.names.list);
    if (!spec.commits) continue;
    bool isWhole = longestKey(spec) <= std::max(spec.commitBytes, spec.commitDigits);
    addNames(cutNames_, number, !spec.names.list.empty() || !isWhole ? spec.names.list : spec.keys.list);
  }
  for (Names* names : {&names_, &cutNames_}) {
    names->index.finish();
    names->words.finish();
  }
  aliveAt_.assign(static_cast<size_t>(std::max(spec_.lookahead, 1)), TailMasks(all));
  cutAt_.assign(1, TailMasks(all));
  starts_.assign(1, StartMasks(all));
  constexpr int32_t kAll = TailMasks::kDepth + 1;
  for (size_t number = 0; number < aliveOrder_.size(); ++number) {
    const Detector& detector = *detectors_[aliveOrder_[number]];
    const Automaton& automaton = detector.spec.automaton;
    starts_[0].add(number, automaton, detector.spec.hasNotBefore ? &detector.spec.notBefore : nullptr);
    aliveAt_[0].add(number, automaton, detector.alivePositions, kAll);
    for (int32_t ahead = 1; ahead < detector.spec.lookahead; ++ahead) {
      aliveAt_[static_cast<size_t>(ahead)].add(number, automaton, automaton.lastOfPattern(), kAll);
    }
    if (detector.spec.commits && !isCutFoundByPrefix(aliveOrder_[number])) {
      cutAt_[0].add(number, automaton, automaton.inner(), std::max(detector.spec.commitBytes, detector.spec.commitDigits));
    }
  }
}

// Those given, or else its context words.
void Ruleset::addNames(Names& names, uint32_t number, const std::vector<Literal>& literals) {
  const DetectorSpec& spec = detectors_[aliveOrder_[number]]->spec;
  uint64_t bit = uint64_t{1} << (number % 64);
  bool isNameless = literals.empty() && spec.words.empty();
  if (isNameless) names.nameless[number / 64] |= bit;
  if (isNameless || spec.mayStandAlone) names.namelessAtStart[number / 64] |= bit;
  if (isNameless) return;
  names.reach = std::max(names.reach, std::max(spec.leadWidth, spec.wordsBefore) + spec.maxWidth);
  for (const Literal& literal : literals) {
    uint32_t known = names.index.add(literal);
    names.detectors.resize(names.index.size());
    if (names.detectors[known].empty() || names.detectors[known].back() != number) names.detectors[known].push_back(number);
  }
  if (!literals.empty()) return;
  for (const std::string& word : spec.words) names.words.add(word, number);
}

void Ruleset::forgetStates(size_t mostStates) {
  for (auto& detector : detectors_) {
    detector->forward.forget(mostStates);
    detector->backward.forget(mostStates);
    detector->leads.forget(mostStates);
  }
  for (auto& allowed : allowed_) allowed->forward.forget(mostStates);
  for (auto& group : aliveGroups_) group->backward.forget(mostStates);
  for (Gate& gate : gateWays_) {
    for (auto& group : gate.groups) {
      group->forward.forget(mostStates);
      group->backward.forget(mostStates);
    }
  }
}

bool Ruleset::isCutFoundByPrefix(size_t index) const {
  const DetectorSpec& spec = spec_.detectors[index];
  if (spec.runBytes > 0) return false;
  int32_t most = std::max(spec.prefixBytes, longestKey(spec));
  return (spec.route == Route::kPrefix || spec.route == Route::kKey) && most <= std::max(spec.commitBytes, spec.commitDigits);
}

// Small ones together; one of more than `most` positions is alone.
std::vector<std::vector<uint32_t>> Ruleset::grouped(std::vector<uint32_t> detectors, uint32_t most, uint32_t mostOfAll) const {
  auto positionsOf = [&](uint32_t index) { return spec_.detectors[index].automaton.positions(); };
  std::stable_sort(detectors.begin(), detectors.end(),
                   [&](uint32_t a, uint32_t b) { return positionsOf(a) < positionsOf(b); });
  std::vector<std::vector<uint32_t>> groups;
  uint32_t positions = 0;
  for (uint32_t index : detectors) {
    uint32_t more = positionsOf(index);
    if (groups.empty() || more > most || groups.back().size() == kGroupParts || positions + more > mostOfAll) {
      groups.emplace_back();
      positions = 0;
    }
    groups.back().push_back(index);
    positions += more;
  }
  return groups;
}

}  // namespace sluice

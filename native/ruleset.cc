#include "ruleset.h"

#include <algorithm>
#include <cstring>
#include <map>

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
constexpr size_t kGroupMembers = 64;

// Layout of the serialized form: this header, the specification, Hyperscan's bytes.
struct Header {
  char magic[8];
  uint64_t specSize;
  uint64_t everywhereSize, nearRunsSize;  // of the databases
  uint64_t checksum;  // of all three
};
constexpr char kMagic[8] = {'s', 'l', 'u', 'i', 'c', 'e', '0', '2'};

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

// A word in either case, as Hyperscan reads it.
std::string wordSource(const std::string& word) {
  auto byte = [](char c) { return escaped(static_cast<uint8_t>(c)); };
  std::string source;
  for (char c : word) {
    bool letter = c >= 'a' && c <= 'z';
    source += letter ? "[" + byte(c) + byte(static_cast<char>(c - 32)) + "]" : byte(c);
  }
  return source;
}

std::string spellingSource(const std::vector<ByteClass>& spelling) {
  std::string source;
  for (const ByteClass& bytes : spelling) {
    source += '[';
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (bytes.has(static_cast<uint8_t>(byte))) source += escaped(static_cast<uint8_t>(byte));
    }
    source += ']';
  }
  return source;
}

bool intersect(const Automaton::Set& a, const Automaton::Set& b) {
  for (size_t word = 0; word < a.size(); ++word) {
    if ((a[word] & b[word]) != 0) return true;
  }
  return false;
}

Automaton unitedAutomaton(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all) {
  std::vector<const Automaton*> parts;
  for (uint32_t index : of) parts.push_back(&all[index]->spec.automaton);
  return Automaton::unite(parts);
}

}  // namespace

Detector::Detector(const DetectorSpec& of)
    : spec(of), forward(of.automaton, false, kDfaBytes), backward(of.automaton, true, kDfaBytes) {
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
  fromGate = forward.addStart(gatePositions);
  toStarts = backward.addStart(automaton.lastOfPattern());
  toGateStarts = backward.addStart(gatePositions);
  toAlive = backward.addStart(alivePositions);
  toCut = backward.addStart(automaton.inner());
  toLead = backward.addStart(automaton.lastOfLead());
}

AllowedValues::AllowedValues(const Automaton& automaton) : forward(automaton, false, kDfaBytes) {
  fromStart = forward.addStart(automaton.firstOfPattern());
}

AliveGroup::AliveGroup(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all, int32_t lookahead)
    : members(of),
      automaton(unitedAutomaton(of, all)),
      ends(static_cast<size_t>(std::max(lookahead, 1)), Automaton::Set(automaton.words(), 0)),
      backward(automaton, true, kGroupDfaBytes) {
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    automaton.addPartSet(part, detector.alivePositions, ends[0]);
    for (int32_t ahead = 1; ahead < detector.spec.lookahead; ++ahead) {
      automaton.addPartSet(part, detector.spec.automaton.lastOfPattern(), ends[static_cast<size_t>(ahead)]);
    }
    reach = std::max(reach, detector.spec.maxWidth + detector.spec.leadWidth);
    if (detector.spec.automaton.hasLead()) leads |= uint64_t{1} << part;
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
      firstPositions(automaton.words(), 0),
      gatePositions(automaton.words(), 0),
      forward(automaton, false, kGateDfaBytes),
      backward(automaton, true, kGateDfaBytes) {
  for (uint32_t part = 0; part < members.size(); ++part) {
    const Detector& detector = *all[members[part]];
    const DetectorSpec& spec = detector.spec;
    uint64_t bit = uint64_t{1} << part;
    automaton.addPartSet(part, spec.automaton.firstOfPattern(), firstPositions);
    reach = std::max(reach, spec.maxWidth);
    auto need = std::find_if(needs.begin(), needs.end(), [&spec](const GateNeed& known) {
      return known.count == spec.gateCount && known.reach == spec.gateReach;
    });
    if (need == needs.end()) need = needs.insert(need, {spec.gateCount, spec.gateReach, 0});
    need->parts |= bit;
    leastNeeded = part == 0 ? spec.gateCount : std::min(leastNeeded, spec.gateCount);
    leastReach = std::max(leastReach, spec.gateReach);
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
  fromStart = forward.addStart(firstPositions);
  toGateStarts = backward.addStart(gatePositions);
}

std::unique_ptr<Ruleset> Ruleset::compile(const uint8_t* spec, size_t size, std::string& error) {
  auto made = std::make_unique<Ruleset>();
  if (!made->prepare(spec, size)) {
    error = "the ruleset specification is damaged or from another version";
    return nullptr;
  }
  if (!made->compile(made->everywhere_, false, error) || !made->compile(made->nearRuns_, true, error)) return nullptr;
  return made;
}

bool Ruleset::compile(Expressions& expressions, bool nearRuns, std::string& error) {
  std::vector<std::string> of = sources(nearRuns);
  if (of.empty()) return true;
  std::string problem;
  size_t failed = of.size();
  if (expressions.database.compile(of, problem, failed)) return true;
  error = "Hyperscan refused ";
  error += failed < of.size() ? "detector " + spec_.detectors[expressions.list[failed].detector].id : "the ruleset";
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
      header.everywhereSize > left - header.specSize || header.nearRunsSize != left - header.specSize - header.everywhereSize ||
      checksumOf(bytes + sizeof header, left) != header.checksum) {
    return nullptr;
  }
  auto made = std::make_unique<Ruleset>();
  const uint8_t* spec = bytes + sizeof header;
  if (!made->prepare(spec, header.specSize)) return nullptr;
  const uint8_t* databases = spec + header.specSize;
  if (!made->everywhere_.list.empty() && !made->everywhere_.database.load(databases, header.everywhereSize)) return nullptr;
  if (!made->nearRuns_.list.empty() && !made->nearRuns_.database.load(databases + header.everywhereSize, header.nearRunsSize)) return nullptr;
  error.clear();
  return made;
}

bool Ruleset::serialize(std::vector<uint8_t>& into) const {
  std::vector<uint8_t> everywhere, nearRuns;
  if (!everywhere_.list.empty() && !everywhere_.database.serialize(everywhere)) return false;
  if (!nearRuns_.list.empty() && !nearRuns_.database.serialize(nearRuns)) return false;
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.specSize = specBytes_.size();
  header.everywhereSize = everywhere.size();
  header.nearRunsSize = nearRuns.size();
  into.resize(sizeof header);
  into.insert(into.end(), specBytes_.begin(), specBytes_.end());
  into.insert(into.end(), everywhere.begin(), everywhere.end());
  into.insert(into.end(), nearRuns.begin(), nearRuns.end());
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
        expressionsOf(detector).list.push_back({Expression::Kind::kPrefix, index, detector.prefixBytes});
        addNamedRun(detector);
        break;
      case Route::kEnds:
        everywhere_.list.push_back({Expression::Kind::kEnds, index, 0});
        break;
      case Route::kWords:
        if (detector.mayStandAlone) foundAlone_.push_back(index);
        for (const std::string& word : detector.words) {
          everywhere_.list.push_back({Expression::Kind::kWord, index, static_cast<int32_t>(word.size())});
        }
        break;
      case Route::kName:
        addNamedRun(detector);
        for (const auto& spelling : detector.names) {
          expressionsOf(detector).list.push_back({Expression::Kind::kName, index, static_cast<int32_t>(spelling.size())});
        }
        break;
      case Route::kRun:
        addToRuns(index);
        break;
      case Route::kGateStarts:
      case Route::kGateEnds:
        // The set was named as a walk's start by its address and is filled before the first walk.
        detectors_.back()->gatePositions = detector.automaton.readersOf(spec_.gates[detector.gate]);
        break;
    }
  }
  std::vector<GateBytes> gates;
  for (uint32_t index = 0; index < gateWays_.size(); ++index) gates.push_back(makeGate(index));
  gates_.set(gates);
  anyRun_ = RunFinder(anyOfRuns_.bytes, anyOfRuns_.least);
  anyNamedRun_ = RunFinder(anyOfNamedRuns_.bytes, anyOfNamedRuns_.least);
  makeAliveGroups();
  return true;
}

void RunBytes::add(const DetectorSpec& spec) {
  least = std::min(least, spec.runBytes);
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (spec.runOf.has(static_cast<uint8_t>(byte))) bytes.add(static_cast<uint8_t>(byte));
  }
}

void Ruleset::addNamedRun(const DetectorSpec& spec) {
  if (spec.runBytes == 0) return;
  anyOfNamedRuns_.add(spec);
  namedRunReach_ = std::max(namedRunReach_, spec.leadWidth);
}

void Ruleset::addToRuns(uint32_t index) {
  const DetectorSpec& spec = spec_.detectors[index];
  anyOfRuns_.add(spec);
  auto group = std::find_if(runGroups_.begin(), runGroups_.end(), [&spec](const RunGroup& known) {
    return known.like->runBytes == spec.runBytes && known.like->runOf == spec.runOf;
  });
  if (group == runGroups_.end()) group = runGroups_.insert(group, {RunFinder(spec.runOf, spec.runBytes), &spec, {}});
  group->detectors.push_back(index);
}

namespace {

// Gate bytes needed: 1, 2 to 3, 4 to 5, 6 to 7, 8, 9 ...
uint32_t needClass(uint32_t count) { return count >= 8 ? count : count / 2; }
// Hardly more than what is needed, some more, much more.
int32_t reachClass(int32_t reach) { return reach < 16 ? 0 : reach < 32 ? 1 : 2; }

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
    const Automaton::Set& positions = detectors_[index]->gatePositions;
    Automaton::Set before = automaton.before(positions), after = automaton.after(positions);
    bool mayBegin = intersect(positions, automaton.firstOfPattern()), mayEnd = intersect(positions, automaton.lastOfPattern());
    for (unsigned number = 0; number < 256; ++number) {
      uint8_t byte = static_cast<uint8_t>(number);
      if (mayBegin || automaton.reads(before, byte)) bytes.before.add(byte);
      if (mayEnd || automaton.reads(after, byte)) bytes.after.add(byte);
    }
  }
  // Those that need as many gate bytes, in as little room, are together: a look at so many hits tells that it is none of them.
  std::map<std::pair<uint32_t, int32_t>, std::vector<uint32_t>> byNeed;
  for (uint32_t index : byStarts) {
    const DetectorSpec& detector = spec_.detectors[index];
    byNeed[{needClass(detector.gateCount), reachClass(detector.gateReach)}].push_back(index);
  }
  for (const auto& [need, detectors] : byNeed) {
    for (const auto& members : grouped(detectors, kGatePositions, kGatePositions)) {
      gate.groups.push_back(std::make_unique<GateGroup>(members, detectors_, bytes.bytes));
    }
  }
  return bytes;
}

void Ruleset::makeAliveGroups() {
  // Those whose lead has a name are together: where no name stands, whole words of bits are passed over.
  std::vector<uint32_t> all, named;
  for (uint32_t index = 0; index < detectors_.size(); ++index) {
    (spec_.detectors[index].names.empty() ? all : named).push_back(index);
  }
  for (const auto* some : {&all, &named}) {
    for (const auto& members : grouped(*some, kAliveMost, kAlivePositions)) {
      aliveGroups_.push_back(std::make_unique<AliveGroup>(members, detectors_, spec_.lookahead));
      aliveRanges_.push_back({aliveOrder_.size(), members.size()});
      aliveOrder_.insert(aliveOrder_.end(), members.begin(), members.end());
      aliveGroupOf_.resize(aliveOrder_.size(), static_cast<uint32_t>(aliveGroups_.size() - 1));
    }
  }
  all.insert(all.end(), named.begin(), named.end());
  names_ = NameIndex(all.size());
  for (size_t number = 0; number < aliveOrder_.size(); ++number) {
    const DetectorSpec& spec = detectors_[aliveOrder_[number]]->spec;
    if (spec.names.empty()) {
      names_.addNameless(number);
    } else {
      for (const auto& spelling : spec.names) names_.add(number, spelling);
    }
    namesReach_ = std::max(namesReach_, spec.names.empty() ? 0 : spec.leadWidth + spec.maxWidth);
  }
  aliveAt_.assign(static_cast<size_t>(std::max(spec_.lookahead, 1)), TailMasks(all.size()));
  cutAt_.assign(1, TailMasks(all.size()));
  starts_.assign(1, StartMasks(all.size()));
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

void Ruleset::forgetStates(size_t mostStates) {
  for (auto& detector : detectors_) {
    detector->forward.forget(mostStates);
    detector->backward.forget(mostStates);
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
  return spec.route == Route::kPrefix && spec.runBytes == 0 && spec.prefixBytes <= std::max(spec.commitBytes, spec.commitDigits);
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
    if (groups.empty() || more > most || groups.back().size() == kGroupMembers || positions + more > mostOfAll) {
      groups.emplace_back();
      positions = 0;
    }
    groups.back().push_back(index);
    positions += more;
  }
  return groups;
}

std::vector<std::string> Ruleset::sources(bool nearRuns) const {
  std::vector<std::string> made;
  for (const DetectorSpec& detector : spec_.detectors) {
    bool isNear = (detector.route == Route::kPrefix || detector.route == Route::kName) && detector.runBytes > 0;
    if (isNear != nearRuns) continue;
    if (detector.route == Route::kPrefix || detector.route == Route::kEnds) made.push_back(detector.expression);
    if (detector.route == Route::kName) {
      for (const auto& spelling : detector.names) made.push_back(spellingSource(spelling));
    }
    if (detector.route == Route::kWords) {
      for (const std::string& word : detector.words) made.push_back(wordSource(word));
    }
  }
  return made;
}

}  // namespace sluice

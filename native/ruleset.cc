#include "ruleset.h"

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

// Memory of one DFA; a detector has three. One of many positions has larger states, and needs more of them.
constexpr size_t kDfaBytes = 512 * 1024, kDfaBytesOfPosition = 512;

size_t dfaBytesOf(const Automaton& automaton) { return std::max(kDfaBytes, automaton.positions() * kDfaBytesOfPosition); }

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

}  // namespace

Automaton unitedAutomaton(const std::vector<uint32_t>& of, const std::vector<std::unique_ptr<Detector>>& all) {
  std::vector<const Automaton*> parts;
  for (uint32_t index : of) parts.push_back(&all[index]->spec.automaton);
  return Automaton::unite(parts);
}

Detector::Detector(const DetectorSpec& of)
    : spec(of),
      forward(of.automaton, LazyDfa::Direction::kForward, dfaBytesOf(of.automaton)),
      backward(of.automaton, LazyDfa::Direction::kBackward, dfaBytesOf(of.automaton)),
      leads(of.automaton, LazyDfa::Direction::kForwardThroughLead, dfaBytesOf(of.automaton)) {
  const Automaton& automaton = of.automaton;
  alivePositions = automaton.inner();
  if (of.lookahead > 0) {
    for (size_t word = 0; word < alivePositions.size(); ++word) alivePositions[word] |= automaton.lastOfPattern()[word];
  }
  const ByteClass starts = automaton.bytesOf(automaton.firstOfPattern());
  for (unsigned byte = 0; byte < 256; ++byte) startBytes += starts.has(static_cast<uint8_t>(byte)) ? 1 : 0;
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

const std::vector<Detector::WordSet>& Detector::wordSets() {
  if (!wordSets_.empty()) return wordSets_;
  wordSets_.resize((spec.words.size() + 63) / 64);
  for (size_t index = 0; index < spec.words.size(); ++index) {
    const std::string& word = spec.words[index];
    uint64_t bit = uint64_t{1} << (index % 64);
    WordSet& set = wordSets_[index / 64];
    auto mark = [bit](std::array<uint64_t, 256>& at, char lower) {
      const auto byte = static_cast<uint8_t>(lower);
      if (byte < 'A' || byte > 'Z') at[byte] |= bit;
      if (byte >= 'a' && byte <= 'z') at[byte - 32u] |= bit;
    };
    mark(set.first, word[0]);
    if (word.size() > 1) {
      mark(set.second, word[1]);
    } else {
      for (uint64_t& words : set.second) words |= bit;
    }
  }
  return wordSets_;
}

AllowedValues::AllowedValues(const Automaton& automaton) : forward(automaton, LazyDfa::Direction::kForward, kDfaBytes) {
  fromStart = forward.addStart(automaton.firstOfPattern());
}

std::unique_ptr<Ruleset> Ruleset::compile(const uint8_t* spec, size_t size, std::string& error) {
  auto made = std::make_unique<Ruleset>();
  if (!made->prepare(spec, size)) {
    error = "the ruleset specification is damaged or from another version";
    return nullptr;
  }
  if (!made->compile(made->expressions_, error)) return nullptr;
  made->specBytes_.assign(spec, spec + size);
  return made;
}

void Expressions::add(const std::string& source, Asker asker) {
  auto [known, isNew] = numbers.try_emplace(source, sources.size());
  if (isNew) {
    sources.push_back(source);
    asking.emplace_back();
  }
  asking[known->second].push_back(asker);
}

namespace {

struct BytesBehind {
  ByteClass first, second;
};

ByteClass everyByte() { return ByteClass().others(); }

// Behind a literal that a match or its lead begins with, or that stands `offset` bytes behind its beginning.
BytesBehind behindLiteral(const Automaton& automaton, Automaton::Set reached, const Literal& literal, int32_t offset) {
  for (; offset > 0; --offset) reached = automaton.after(reached);
  bool mayEnd = false;
  for (char character : literal.bytes) {
    const uint8_t byte = static_cast<uint8_t>(character), other = literal.caseless && isLetter(byte) ? byte ^ 0x20 : byte;
    const uint64_t *readers = automaton.readable(automaton.byteClass(byte)), *others = automaton.readable(automaton.byteClass(other));
    for (size_t word = 0; word < reached.size(); ++word) reached[word] &= readers[word] | others[word];
    mayEnd = Automaton::intersect(reached, automaton.lastOfPattern());
    reached = automaton.after(reached);
  }
  if (mayEnd) return {everyByte(), everyByte()};
  const bool mayEndThen = Automaton::intersect(reached, automaton.lastOfPattern());
  return {automaton.bytesOf(reached), mayEndThen ? everyByte() : automaton.bytesOf(automaton.after(reached))};
}

// ... with which a word begins.
BytesBehind behindBeginning(const std::string& word, size_t bytes) {
  BytesBehind made{everyByte(), everyByte()};
  if (bytes < word.size()) {
    const uint8_t next = static_cast<uint8_t>(word[bytes]);
    made.first = {};
    made.first.add(next);
    if (isLetter(next)) made.first.add(next ^ 0x20);
  }
  return made;
}

}  // namespace

void SoughtLiterals::add(const Literal& literal, Asker asker) {
  uint32_t number = index.add(literal);
  asking.resize(index.size());
  behind.resize(index.size());
  asking[number].push_back(asker);
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
  if (!made->expressions_.empty() && !made->expressions_.database.load(spec + header.specSize, left - header.specSize)) return nullptr;
  error.clear();
  return made;
}

bool Ruleset::serialize(std::vector<uint8_t>& into) const {
  if (specBytes_.empty()) return false;
  std::vector<uint8_t> database;
  if (!expressions_.empty() && !expressions_.database.serialize(database)) return false;
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
  if (!spec_.read(spec, size)) return false;
  gateWays_.resize(spec_.gates.size());
  for (const Automaton& automaton : spec_.allows) allowed_.push_back(std::make_unique<AllowedValues>(automaton));
  for (uint32_t index = 0; index < spec_.detectors.size(); ++index) {
    const DetectorSpec& detector = spec_.detectors[index];
    detectors_.push_back(std::make_unique<Detector>(detector));
    switch (detector.route) {
      case Route::kPrefix:
        expressions_.add(detector.expression, {Asker::Kind::kPrefix, index, detector.prefixBytes});
        expressions_.lookback = std::max(expressions_.lookback, detector.leadWidth);
        break;
      case Route::kKey:
        addLiterals(detector.keys, {Asker::Kind::kKey, index, 0});
        addNearRun(detector);
        break;
      case Route::kName:
        addLiterals(detector.names, {Asker::Kind::kName, index, 0});
        addNearRun(detector);
        break;
      case Route::kEnds:
        expressions_.add(detector.expression, {Asker::Kind::kEnds, index, 0});
        break;
      case Route::kWords:
        if (detector.mayStandAlone) addAlone(index);
        addWords(index);
        break;
      case Route::kRun:
        addToRuns(index);
        break;
      // The set was named as a walk's start by its address and is filled before the first walk.
      case Route::kGateStarts:
        detectors_.back()->gateReaders = detector.automaton.firstReadersOf(spec_.gates[detector.gate]);
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
  nearRuns_.literals.index.finish();
  literals_.index.finish();
  anyRun_ = RunFinder(anyOfRuns_.bytes, anyOfRuns_.least);
  makeAliveGroups();
  return true;
}

void Ruleset::addAlone(uint32_t index) {
  const DetectorSpec& spec = spec_.detectors[index];
  foundAlone_.push_back({index, spec.maxWidth + kMostAfterAlone, spec.automaton.bytesOf(spec.automaton.firstOfPattern())});
}

const SoughtLiterals::Behind& Ruleset::learnBehind(SoughtLiterals& sought, uint32_t number) const {
  SoughtLiterals::Behind& behind = sought.behind[number];
  const Literal& literal = sought.index.of(number);
  const int32_t size = static_cast<int32_t>(literal.bytes.size());
  for (const Asker& asker : sought.asking[number]) {
    const DetectorSpec& spec = spec_.detectors[asker.detector];
    const Automaton& automaton = spec.automaton;
    const Automaton::Set& from = asker.kind == Asker::Kind::kName ? automaton.firstOfLead() : automaton.firstOfPattern();
    const BytesBehind bytes = asker.kind == Asker::Kind::kWord ? behindBeginning(spec.words[asker.word], literal.bytes.size())
                                                               : behindLiteral(automaton, from, literal, asker.bytes - size);
    const auto first = bytes.first.bits(), second = bytes.second.bits();
    for (size_t word = 0; word < first.size(); ++word) {
      behind.first[word] |= first[word];
      behind.second[word] |= second[word];
    }
  }
  behind.isKnown = true;
  return behind;
}

void Ruleset::addLiterals(const Literals& literals, Asker asker) {
  SoughtLiterals& sought = spec_.detectors[asker.detector].runBytes == 0 ? literals_ : nearRuns_.literals;
  for (const Literal& literal : literals.list) {
    asker.bytes = literals.offset + static_cast<int32_t>(literal.bytes.size());
    sought.add(literal, asker);
  }
}

// By what they begin with: whether all of one stands there is asked then.
void Ruleset::addWords(uint32_t index) {
  const std::vector<std::string>& words = spec_.detectors[index].words;
  for (uint32_t number = 0; number < words.size(); ++number) {
    const Literal literal{words[number].substr(0, LiteralIndex::kMostBytes), true};
    literals_.add(literal, {Asker::Kind::kWord, index, static_cast<int32_t>(literal.bytes.size()), number});
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

void Ruleset::forgetStates(size_t mostStates) {
  for (auto& detector : detectors_) {
    detector->forward.forget(mostStates);
    detector->backward.forget(mostStates);
    detector->leads.forget(mostStates);
  }
  for (auto& allowed : allowed_) allowed->forward.forget(mostStates);
  for (auto& group : aliveGroups_) group->forgetStates(mostStates);
  for (Gate& gate : gateWays_) gate.forgetStates(mostStates);
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

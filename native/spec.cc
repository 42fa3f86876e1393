#include "spec.h"

#include <algorithm>

#include "literal-index.h"

namespace sluice {

namespace {

constexpr uint32_t kMagic = 0x43505353;
constexpr uint32_t kVersion = 13;
constexpr uint32_t kMaxWidth = 512;
constexpr uint32_t kMaxLookback = 512;
constexpr uint32_t kMaxLookahead = 4;
constexpr size_t kMaxTails = 31;
constexpr size_t kLeastName = 3;
constexpr size_t kMaxGates = 32;
constexpr size_t kMaxAllows = 4096;
constexpr uint32_t kMaxDetectors = 4096;  // each takes far more memory than bytes

// None or one.
bool readRun(Reader& reader, DetectorSpec& detector) {
  std::vector<bool> runs = reader.list(
      [&] {
        detector.runOf = reader.byteClass();
        detector.runBytes = static_cast<int32_t>(reader.number());
        detector.runBefore = static_cast<int32_t>(reader.number());
        return detector.runBytes > 0 && detector.runBefore >= 0 && detector.runBefore <= detector.maxWidth - detector.runBytes;
      },
      256 / 8);
  return runs.empty() || (runs.size() == 1 && runs[0]);
}

// In what has at most `width` bytes.
bool readLiterals(Reader& reader, Literals& literals, int32_t width) {
  uint32_t offset = reader.number();
  if (offset > 1) return false;
  literals.offset = static_cast<int32_t>(offset);
  literals.list = reader.list([&] {
    Literal made;
    made.bytes = reader.text();
    made.caseless = reader.number() == 1;
    return made;
  });
  return std::all_of(literals.list.begin(), literals.list.end(), [&](const Literal& literal) {
    return literal.bytes.size() >= LiteralIndex::kLeastBytes && literal.bytes.size() <= LiteralIndex::kMostBytes &&
           literal.bytes.size() + offset <= static_cast<size_t>(width);
  });
}

bool readRoute(Reader& reader, DetectorSpec& detector, size_t gates) {
  uint32_t route = reader.number();
  if (route > static_cast<uint32_t>(Route::kKey)) return false;
  detector.route = static_cast<Route>(route);
  switch (detector.route) {
    case Route::kPrefix:
      detector.prefixBytes = static_cast<int32_t>(reader.number());
      detector.expression = reader.text();
      return detector.prefixBytes > 0 && detector.prefixBytes <= detector.maxWidth;
    case Route::kGateStarts:
    case Route::kGateEnds:
      detector.gate = reader.number();
      detector.gateCount = reader.number();
      detector.gateReach = static_cast<int32_t>(reader.number());
      return detector.gate < gates && detector.gateCount > 0 && detector.gateReach >= 0 &&
             detector.gateCount <= static_cast<uint32_t>(detector.maxWidth);
    case Route::kEnds:
      detector.expression = reader.text();
      return true;
    case Route::kWords:
      return !detector.words.empty();
    case Route::kName:
      return readRun(reader, detector) && !detector.names.list.empty();
    case Route::kKey:
      return readLiterals(reader, detector.keys, detector.maxWidth) && readRun(reader, detector) && !detector.keys.list.empty();
    case Route::kRun:
      detector.runOf = reader.byteClass();
      detector.runBytes = static_cast<int32_t>(reader.number());
      return detector.runBytes > 0 && detector.runBytes <= detector.maxWidth;
  }
  return false;
}

bool readDetector(Reader& reader, DetectorSpec& detector, size_t tails, size_t gates, size_t allows, size_t phoneRegions) {
  detector.id = reader.text();
  uint32_t maxWidth = reader.number(), leadWidth = reader.number();
  uint32_t lookback = reader.number(), lookahead = reader.number();
  if (maxWidth < 1 || maxWidth > kMaxWidth || leadWidth > kMaxLookback || lookback > kMaxLookback ||
      lookahead > kMaxLookahead) {
    return false;
  }
  detector.maxWidth = static_cast<int32_t>(maxWidth);
  detector.leadWidth = static_cast<int32_t>(leadWidth);
  detector.lookback = static_cast<int32_t>(lookback);
  detector.lookahead = static_cast<int32_t>(lookahead);
  auto classes = [&] { return reader.byteClasses(); };
  std::vector<ByteClass> notBefore = classes();
  if (notBefore.size() > 1) return false;
  detector.hasNotBefore = !notBefore.empty();
  if (detector.hasNotBefore) detector.notBefore = notBefore[0];
  detector.notAfter = reader.list(classes);
  for (const auto& alternative : detector.notAfter) {
    if (alternative.size() > lookahead) return false;
  }
  std::vector<uint32_t> tail = reader.numbers();
  if (tail.size() > 1) return false;
  if (!tail.empty()) {
    if (tail[0] >= tails) return false;
    detector.tail = static_cast<int32_t>(tail[0]);
  }
  std::vector<uint32_t> commit = reader.numbers();
  if (!commit.empty() && commit.size() != 2) return false;
  detector.commits = !commit.empty();
  if (detector.commits) {
    detector.commitBytes = static_cast<int32_t>(std::min(commit[0], kMaxWidth + 1));
    detector.commitDigits = static_cast<int32_t>(std::min(commit[1], kMaxWidth + 1));
  }
  detector.words = reader.list([&] { return reader.text(); });
  uint32_t before = reader.number();
  for (const std::string& word : detector.words) {
    if (word.empty() || word.size() > before) return false;
  }
  if (before >= kMaxLookback) return false;
  detector.wordsBefore = static_cast<int32_t>(before);
  uint32_t alone = reader.number();
  // Looking ahead is how it knows that nothing follows.
  if (alone > 1 || (alone == 1 && (detector.words.empty() || detector.lookahead <= kMostAfterAlone))) return false;
  detector.mayStandAlone = alone == 1;
  std::vector<uint32_t> beforeDigit = reader.numbers();
  if (beforeDigit.size() > 1) return false;
  if (!beforeDigit.empty()) detector.beforeDigit = static_cast<int32_t>(std::min(beforeDigit[0], kMaxWidth));
  bool known = true;
  detector.validators = reader.list([&] {
    Validator made{static_cast<Check>(reader.number()), reader.real(), {}, {}};
    made.checksum = reader.list([&] {
      Checksum checksum;
      known = known && checksum.read(reader);
      return checksum;
    });
    made.phone = reader.list([&] {
      PhoneCheck phone;
      known = known && phone.read(reader, phoneRegions);
      return phone;
    });
    known = known && static_cast<uint32_t>(made.check) < kCheckCount &&
            made.checksum.size() == (made.check == Check::kChecksum ? 1 : 0) &&
            made.phone.size() == (made.check == Check::kPhone ? 1 : 0);
    return made;
  });
  detector.allow = reader.numbers();
  for (uint32_t allow : detector.allow) known = known && allow < allows;
  if (!known || !reader.ok() || !detector.automaton.read(reader)) return false;
  if (!readLiterals(reader, detector.names, detector.leadWidth)) return false;
  if (!detector.names.list.empty() && !detector.automaton.hasLead()) return false;
  return readRoute(reader, detector, gates);
}

bool isPersonMode(double number) {
  return number >= 0 && number < kPersonModes && number == static_cast<uint32_t>(number);
}

}  // namespace

bool Spec::read(const uint8_t* bytes, size_t size) {
  Reader reader(bytes, size);
  if (reader.number() != kMagic || reader.number() != kVersion) return false;
  if (!tables.read(reader)) return false;
  tails = reader.byteClasses();
  gates = reader.byteClasses();
  uint32_t allowed = reader.count();
  if (allowed > kMaxAllows) return false;
  allows.resize(allowed);
  for (Automaton& allow : allows) {
    if (!allow.read(reader) || allow.hasLead()) return false;
  }
  uint32_t count = reader.count();
  if (!reader.ok() || tails.size() > kMaxTails || gates.size() > kMaxGates || count == 0 || count > kMaxDetectors) return false;
  detectors.resize(count);
  for (DetectorSpec& detector : detectors) {
    if (!readDetector(reader, detector, tails.size(), gates.size(), allows.size(), tables.phoneRegions())) return false;
    for (const Validator& validator : detector.validators) {
      if (validator.check == Check::kPersonName && !(tables.hasNames() && isPersonMode(validator.min))) return false;
    }
    lookback = std::max(lookback, detector.lookback);
    lookahead = std::max(lookahead, detector.lookahead);
  }
  return reader.finished();
}

}  // namespace sluice

// Rulesets from damaged bytes: refused, or as good as any other.
//
//   kind   a byte, modulo 5
//     0    `load` of any bytes
//     1    `compile` of any specification; one that is taken is scanned with, serialized, loaded, and scanned with again
//     2    `load` of what `serialize` gave, with places (4 bytes) and what to change in them (a byte): every change is found
//     3    `load` with a header that fits: size of the specification (2 bytes), specification, Hyperscan's bytes. It is not
//          scanned with: that both belong together is what the checksum is for
//     4    `compile` with one index set to what it must not be: which one (2 bytes), how far beyond (4 bytes), specification; the
//          catalogue's if there is none
#include <string>

#include "../scan.h"
#include "fuzz-input.h"
#include "rulesets.h"
#include "spec-indices.h"

namespace {

using namespace sluice;
using fuzz::FuzzInput;
using fuzz::require;

// Of what makes detectors of any kind look closer.
constexpr char kSample[] =
    "mail alice@example.com or 078-05-1120, card 4111 1111 1111 1111 \\u0061%41 \xc3\xbc password: hunter2 "
    "AKIAIOSFODNN7EXAMPLE 203.0.113.42 aaaaaaaa 00000000 key-abcd Bearer abcdefghijklmnop.";

std::vector<Finding> findingsOf(Ruleset& ruleset) {
  Scanner scanner(ruleset);
  std::vector<uint8_t> profile(ruleset.size(), 2);
  std::vector<uint8_t> sample(kSample, kSample + sizeof kSample - 1);
  StepInput step{};
  step.contextSize = 5;
  step.last = true;
  step.profile = profile.data();
  StepResult result{};
  // Of a specification that says other things than its automata do, nothing is asked but that memory stays whole.
  step.bytes = sample.data() + step.contextSize;
  step.size = static_cast<uint32_t>(sample.size()) - step.contextSize;
  scanner.scan(step, result);
  step.last = false;
  StepResult held{};
  scanner.scan(step, held);
  return result.findings;
}

void compileAny(const std::vector<uint8_t>& spec) {
  std::string error;
  std::unique_ptr<Ruleset> made = Ruleset::compile(spec.data(), spec.size(), error);
  require(made != nullptr || !error.empty(), "a refusal says why");
  if (!made) return;
  for (const fuzz::SpecIndex& index : fuzz::indicesOf(spec)) {
    require(fuzz::numberAt(spec, index.at) < index.bound, "of what is taken every index is one");
  }
  std::vector<Finding> findings = findingsOf(*made);
  std::vector<uint8_t> bytes;
  require(made->serialize(bytes), "a ruleset can be serialized");
  std::unique_ptr<Ruleset> loaded = Ruleset::load(bytes.data(), bytes.size(), error);
  require(loaded != nullptr && error.empty(), "what was serialized can be loaded");
  std::vector<Finding> again = findingsOf(*loaded);
  require(findings.size() == again.size(), "a loaded ruleset finds the same");
}

void loadChanged(FuzzInput& input) {
  static const std::vector<uint8_t> sound = [] {
    std::vector<uint8_t> bytes;
    require(fuzz::compileRuleset("catalogue")->serialize(bytes), "the catalogue can be serialized");
    return bytes;
  }();
  std::vector<uint8_t> bytes = sound;
  while (input.left() > 0) {
    uint32_t at = input.number();
    bytes[at % bytes.size()] ^= input.byte();
  }
  if (bytes == sound) return;
  std::string error;
  require(Ruleset::load(bytes.data(), bytes.size(), error) == nullptr && !error.empty(), "a change is found");
}

// As native/ruleset.cc writes it.
void loadFitting(FuzzInput& input) {
  uint64_t specSize = input.half();
  std::vector<uint8_t> content = input.rest();
  if (specSize > content.size()) specSize = content.size();
  uint64_t hash = 0xcbf29ce484222325u;
  size_t at = 0;
  for (; content.size() - at >= 8; at += 8) {
    uint64_t word;
    std::memcpy(&word, content.data() + at, 8);
    hash = (hash ^ word) * 0x100000001b3u;
    hash ^= hash >> 29;
  }
  for (; at < content.size(); ++at) hash = (hash ^ content[at]) * 0x100000001b3u;
  uint64_t numbers[] = {specSize, content.size() - specSize, hash};
  const char* magic = "sluice01";
  std::vector<uint8_t> bytes(magic, magic + 8);
  const auto* header = reinterpret_cast<const uint8_t*>(numbers);
  bytes.insert(bytes.end(), header, header + sizeof numbers);
  bytes.insert(bytes.end(), content.begin(), content.end());
  std::string error;
  std::unique_ptr<Ruleset> made = Ruleset::load(bytes.data(), bytes.size(), error);
  require((made != nullptr) == error.empty(), "loaded, or refused with a reason");
}

void compileBeyond(FuzzInput& input) {
  static const std::vector<uint8_t> catalogue = fuzz::readSpec("catalogue");
  size_t which = input.half();
  uint32_t beyond = input.number();
  std::vector<uint8_t> spec = input.left() > 0 ? input.rest() : catalogue;
  std::deque<fuzz::SpecIndex> indices = fuzz::indicesOf(spec);
  if (indices.empty()) return;
  const fuzz::SpecIndex& index = indices[which % indices.size()];
  if (index.bound > UINT32_MAX - beyond) return;
  fuzz::setNumberAt(spec, index.at, index.bound + beyond);
  std::string error;
  if (Ruleset::compile(spec.data(), spec.size(), error) == nullptr && !error.empty()) return;
  std::fprintf(stderr, "%s: %u of %u\n", index.what, index.bound + beyond, index.bound);
  require(false, "an index of what is not there is refused");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzInput input(data, size);
  switch (input.byte() % 5) {
    case 0: {
      std::vector<uint8_t> bytes = input.rest();
      std::string error;
      require(Ruleset::load(bytes.data(), bytes.size(), error) == nullptr || error.empty(), "loaded, or refused with a reason");
      break;
    }
    case 1:
      compileAny(input.rest());
      break;
    case 2:
      loadChanged(input);
      break;
    case 3:
      loadFitting(input);
      break;
    case 4:
      compileBeyond(input);
      break;
  }
  return 0;
}

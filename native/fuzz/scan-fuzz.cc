// The chunking law as an oracle: a text in one step, and the same text as a lane feeds it, cut where the fuzzer says. And of what
// is found and acted on nothing is left.
//
//   kind, profile seed, states, context size, number of cuts   5 bytes; kind: profile (2 bits), ruleset (1 bit)
//   cuts                                                       2 bytes each
//   context, text                                              the rest
//
// The one ruleset keeps all DFA states, the other no more than `states` says, so that they are dropped in the middle of walks;
// both start every input with none, so that a find does not depend on the inputs before it.
#include <algorithm>
#include <tuple>

#include "checked-scanner.h"
#include "fuzz-input.h"
#include "rulesets.h"

namespace {

using namespace sluice;
using fuzz::CheckedScanner;
using fuzz::FuzzInput;
using fuzz::require;

constexpr size_t kMostCuts = 24;
constexpr size_t kCutEverywhere = 25;
// Many steps over much text take as long as all else together. Of a longer text so many places in a row are everywhere, and the
// profile's seed says where; and its steps keep what they learn, or each would learn most of it anew.
constexpr size_t kEverywhere = 64;
constexpr size_t kSplitWithFewStates = 32;

struct Case {
  std::vector<uint8_t> profile, context, text;
  std::vector<size_t> cuts;
  size_t mostStates;
};

struct Outcome {
  std::vector<Span> spans;
  std::vector<Finding> findings;
};

std::vector<uint8_t> profileOf(uint8_t kind, uint8_t seed, size_t detectors) {
  std::vector<uint8_t> profile(detectors, kind % 4 == 1 ? 1 : 2);
  for (size_t index = 0; index < detectors; ++index) {
    if (kind % 4 == 2) profile[index] = static_cast<uint8_t>((index * 37 + seed * 101u + (index * seed >> 3)) % 3);
    if (kind % 4 == 3) profile[index] = index == seed % detectors ? 2 : 0;
  }
  return profile;
}

Case caseOf(FuzzInput input, size_t detectors) {
  Case made;
  uint8_t kind = input.byte(), seed = input.byte();
  made.profile = profileOf(kind, seed, detectors);
  made.mostStates = 1 + input.byte();
  size_t contextSize = input.byte();
  size_t cuts = input.byte() % (kCutEverywhere + 1);
  std::vector<uint16_t> places;
  for (size_t i = 0; i < cuts && cuts <= kMostCuts; ++i) places.push_back(input.half());
  made.context = input.bytes(contextSize);
  made.text = input.rest();
  for (uint16_t place : places) made.cuts.push_back(place % (made.text.size() + 1));
  if (cuts == kCutEverywhere) {
    size_t from = made.text.size() > kEverywhere ? (made.text.size() - kEverywhere) * seed / 255 : 0;
    for (size_t at = from; at <= made.text.size() && at <= from + kEverywhere; ++at) made.cuts.push_back(at);
  }
  std::sort(made.cuts.begin(), made.cuts.end());
  return made;
}

std::vector<uint8_t> joined(const std::vector<uint8_t>& context, const uint8_t* from, const uint8_t* to) {
  std::vector<uint8_t> made;
  made.reserve(context.size() + static_cast<size_t>(to - from));
  made.assign(context.begin(), context.end());
  made.insert(made.end(), from, to);
  return made;
}

// As src/inspect/lane.ts: what was kept, and new bytes; the context as long as nothing is gone.
Outcome feed(CheckedScanner& scanner, const Case& of, const std::vector<size_t>& cuts) {
  Outcome outcome;
  StepResult result{};
  const uint8_t* text = of.text.data();
  size_t base = 0, scanned = 0;
  StepInput step{};
  step.profile = of.profile.data();
  for (size_t number = 0; number <= cuts.size(); ++number) {
    step.last = number == cuts.size();
    size_t end = step.last ? of.text.size() : cuts[number];
    if (end == scanned && (!step.last || base + step.released == end)) continue;
    scanned = end;
    static const std::vector<uint8_t> nothing;
    const std::vector<uint8_t>& context = base == 0 ? of.context : nothing;
    step.contextSize = static_cast<uint32_t>(context.size());
    std::vector<uint8_t> bytes = joined(context, text + base, text + end);
    require(scanner.scan(bytes, step, result) == ScanStatus::kDone, "a step that follows from the last one is scanned");
    uint32_t shift = static_cast<uint32_t>(base);
    for (Span span : result.spans) {
      span = {span.start + shift, span.end + shift, span.swallowed};
      Span* before = outcome.spans.empty() ? nullptr : &outcome.spans.back();
      bool goesOn = before != nullptr && before->swallowed && span.swallowed && before->end == span.start;
      if (goesOn) before->end = span.end;
      else outcome.spans.push_back(span);
    }
    for (const Finding& finding : result.findings) {
      outcome.findings.push_back({finding.detector, finding.start + shift, finding.end + shift, finding.truncated,
                                  finding.allowed});
    }
    base += result.keep;
    step.released = result.released - result.keep;
    step.floor = result.floor - result.keep;
    step.tails = result.tails;
  }
  std::sort(outcome.findings.begin(), outcome.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.start, a.end, a.detector) < std::tie(b.start, b.end, b.detector);
  });
  return outcome;
}

bool same(const Outcome& a, const Outcome& b) {
  auto sameSpan = [](const Span& x, const Span& y) { return std::tie(x.start, x.end, x.swallowed) == std::tie(y.start, y.end, y.swallowed); };
  auto sameFinding = [](const Finding& x, const Finding& y) {
    return std::tie(x.start, x.end, x.detector, x.truncated, x.allowed) ==
           std::tie(y.start, y.end, y.detector, y.truncated, y.allowed);
  };
  return std::equal(a.spans.begin(), a.spans.end(), b.spans.begin(), b.spans.end(), sameSpan) &&
         std::equal(a.findings.begin(), a.findings.end(), b.findings.begin(), b.findings.end(), sameFinding);
}

void show(const char* what, const Outcome& outcome, const Ruleset& ruleset) {
  std::fprintf(stderr, "%s\n", what);
  for (const Span& span : outcome.spans) std::fprintf(stderr, "  span %u-%u%s\n", span.start, span.end, span.swallowed ? " swallowed" : "");
  for (const Finding& finding : outcome.findings) {
    std::fprintf(stderr, "  %s %u-%u%s\n", ruleset.spec().detectors[finding.detector].id.c_str(), finding.start, finding.end,
                 finding.truncated ? " truncated" : "");
  }
}

void requireSame(const Outcome& whole, const Outcome& other, const Ruleset& ruleset, const char* what) {
  if (same(whole, other)) return;
  show("in one step", whole, ruleset);
  show("otherwise", other, ruleset);
  require(false, what);
}

// Between two spans of one finding there may be what folds to nothing.
void requireCovered(const Case& of, const Outcome& whole) {
  for (const Finding& finding : whole.findings) {
    if (of.profile[finding.detector] != 2 || finding.allowed) continue;
    uint32_t at = finding.start;
    auto leave = [&](uint32_t until) {
      bool isLeft = at < until && !fuzz::isInvisible(of.text.data() + at, until - at);
      require(!isLeft, "nothing is left of what is acted on");
    };
    for (const Span& span : whole.spans) {
      if (span.end <= at) continue;
      if (span.start >= finding.end) break;
      leave(span.start);
      at = span.end;
    }
    leave(finding.end);
  }
}

struct Pair {
  explicit Pair(const char* name) : roomy(fuzz::compileRuleset(name)), tight(fuzz::compileRuleset(name)) {}
  std::unique_ptr<Ruleset> roomy, tight;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Pair catalogue("catalogue"), overlaps("overlaps");
  const Pair& pair = size > 0 && (data[0] & 4) != 0 ? overlaps : catalogue;
  Ruleset& roomy = *pair.roomy;
  Ruleset& tight = *pair.tight;
  Case made = caseOf({data, size}, roomy.size());
  roomy.forgetStates(SIZE_MAX);
  CheckedScanner roomyScanner(roomy), tightScanner(tight);
  Outcome whole = feed(roomyScanner, made, {});
  requireCovered(made, whole);
  bool isShort = made.text.size() <= kSplitWithFewStates;
  tight.forgetStates(isShort ? made.mostStates : SIZE_MAX);
  requireSame(whole, feed(tightScanner, made, made.cuts), roomy, "any split gives the same");
  if (!isShort) tight.forgetStates(made.mostStates);
  requireSame(whole, feed(tightScanner, made, {}), roomy, "what was scanned before, and how much of it is known, changes nothing");
  return 0;
}

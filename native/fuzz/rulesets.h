// The rulesets that harnesses scan with, compiled from the specifications that the TypeScript side wrote into the directory
// that SLUICE_FUZZ_SPECS names: `catalogue`, the detectors of the product, and `overlaps`, small ones that get in each other's way.
#pragma once

#include <memory>
#include <vector>

#include "../ruleset.h"

namespace sluice::fuzz {

// Both end the process with a word when the file is missing or no specification.
std::vector<uint8_t> readSpec(const char* name);
std::unique_ptr<Ruleset> compileRuleset(const char* name);

}  // namespace sluice::fuzz

// The detectors of the product, compiled once in a process from the specification that the TypeScript side wrote into the
// file that SLUICE_FUZZ_SPEC names.
#pragma once

#include <memory>
#include <vector>

#include "../ruleset.h"
#include "../scan.h"

namespace sluice::fuzz {

// Ends the process with a word when the file is missing or no specification.
std::unique_ptr<Ruleset> compileCatalogue();

// A step over memory of exactly its size, and what docs/engine.md says of any result's numbers. `context` lies before the bytes.
ScanStatus scanChecked(Scanner& scanner, Ruleset& ruleset, const std::vector<uint8_t>& contextAndBytes, StepInput step,
                       StepResult& result);

}  // namespace sluice::fuzz

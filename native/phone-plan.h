// Telephone numbers by the numbering plans of the world (src/inspect/phone-plans.ts). docs/engine.md, section
// "Validators", defines each form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "automaton.h"
#include "bytes.h"

namespace sluice {

// Numbers are part of the format: phoneForms in src/inspect/detector-plan.ts.
enum class PhoneForm : uint32_t { kInternational, kGrouped, kTrunk, kAssigned };
constexpr uint32_t kPhoneForms = 4;

// The span without its extension: up to the first byte that is neither a digit nor between digits of a number.
std::string_view phoneNumberIn(std::string_view span);

// What one detector asks for.
struct PhoneCheck {
  // False if it is damaged, or asks for one of more regions than there are.
  bool read(Reader& reader, size_t regions);

  PhoneForm form = PhoneForm::kInternational;
  std::vector<uint32_t> regions;  // for kAssigned
};

class PhonePlans {
 public:
  // False if they are damaged.
  bool read(Reader& reader);
  size_t regions() const { return assigned_.size(); }
  bool accepts(const PhoneCheck& check, std::string_view number) const;

 private:
  bool isInternational(std::string_view number) const;
  bool isGrouped(std::string_view number, bool withTrunk) const;
  bool isAssigned(std::string_view number, const std::vector<uint32_t>& regions) const;

  struct Plan {
    std::string trunk;
    uint32_t lengths = 0;  // one bit each
  };
  struct Groups {
    std::vector<std::pair<uint32_t, uint32_t>> widths;
    std::vector<std::string> trunks;
  };
  bool hasCode(std::string_view digits) const;

  std::unordered_map<std::string, std::vector<Plan>> plansOfCode_;
  std::vector<std::vector<Groups>> groups_;  // [how many groups]
  std::vector<Automaton> assigned_;  // fixed-line and mobile numbers by region, trunk prefix included
};

}  // namespace sluice

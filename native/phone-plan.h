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
class PhoneCheck {
 public:
  // False if it is damaged.
  bool read(Reader& reader);
  PhoneForm form() const { return form_; }
  // Some region's fixed-line or mobile number.
  bool isAssigned(std::string_view number) const;

 private:
  PhoneForm form_ = PhoneForm::kInternational;
  std::vector<Automaton> assigned_;  // by region, trunk prefix included
};

class PhonePlans {
 public:
  void read(Reader& reader);
  bool isInternational(std::string_view number) const;
  bool isGrouped(std::string_view number, bool withTrunk) const;

 private:
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
  std::vector<Groups> groups_;
};

}  // namespace sluice

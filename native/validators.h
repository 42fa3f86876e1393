// The checks over a span's bytes, as docs/engine.md, section "Validators", defines them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "bytes.h"
#include "checksums.h"
#include "name-lists.h"
#include "phone-plan.h"

namespace sluice {

// Numbers are part of the format: validatorNumbers in src/inspect/detector-plan.ts.
enum class Check : uint32_t {
  kLuhn,
  kIban,
  kUsSsn,
  kIpv4,
  kIpv6,
  kMac,
  kNanp,
  kE164,
  kDate,
  kEntropy,
  kDigits,
  kNotPlaceholder,
  kTld,
  kJwtHeader,
  kChecksum,
  kVerhoeff,
  kMod11And10,
  kBase58Check,
  kBech32,
  kBase64Finding,  // Scanner::findsInBase64
  kPhone,
  kPersonName,
  kNotCounting,
};
constexpr uint32_t kCheckCount = 23;

struct Validator {
  Check check;
  double min;
  std::vector<Checksum> checksum;  // one for kChecksum, else none
  std::vector<PhoneCheck> phone;   // one for kPhone, else none
};

// src/inspect/validator-data.ts.
class ValidatorTables {
 public:
  // False if they are damaged.
  bool read(Reader& reader);
  size_t phoneRegions() const { return phonePlans_.regions(); }
  bool hasNames() const { return !names_.empty(); }
  bool accepts(const Validator& validator, std::string_view span) const;

 private:
  bool iban(std::string_view span) const;
  bool date(std::string_view span) const;
  bool notPlaceholder(std::string_view span) const;
  bool tld(std::string_view span) const;
  bool phone(const PhoneCheck& check, std::string_view span) const;

  std::unordered_map<std::string, uint32_t> ibanLengths_, months_;
  std::unordered_set<std::string> dateFillers_, placeholderWords_, fileSuffixes_;
  std::vector<std::string> placeholderParts_;
  std::vector<std::pair<std::string, std::string>> placeholderBrackets_;
  PhonePlans phonePlans_;
  std::vector<NameLists> names_;  // one where a detector asks for them, else none
};

}  // namespace sluice

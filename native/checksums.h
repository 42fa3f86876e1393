// Check characters: the weighted sums of national numbers as data, and the few schemes that are no sums. docs/engine.md,
// section "Validators", defines each.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.h"

namespace sluice {

// One or more sums over the counting characters of a span.
class Checksum {
 public:
  // False if it is damaged: what `accepts` indexes with is checked here.
  bool read(Reader& reader);
  bool accepts(std::string_view span) const;

 private:
  struct Equation {
    std::vector<uint32_t> weights;               // of the last counting characters
    std::vector<std::vector<uint32_t>> values;   // of the alphabet's characters, in turn from the last one
    std::vector<uint32_t> plus;                  // one of them is added
    uint32_t modulus = 1;
    uint32_t remainder = 0;
    std::vector<uint32_t> check;                 // none, or: place from the end
    std::string characters;                      // by remainder
  };

  bool holds(const Equation& equation, const std::vector<uint8_t>& symbols) const;

  static constexpr uint8_t kNone = 0xff;
  std::array<uint8_t, 256> symbolOf_{};  // kNone: does not count
  std::string alphabet_;
  std::vector<Equation> equations_;
};

// Verhoeff's dihedral check over the digits, the last one being the check digit.
bool verhoeff(std::string_view span);
// ISO/IEC 7064, MOD 11,10 over the digits, the last one being the check digit.
bool mod11And10(std::string_view span);
// Base58Check: four bytes of double SHA-256 end the 25 bytes of an address.
bool base58Check(std::string_view span);
// BIP 173 and BIP 350: the polynomial over a human-readable part and data gives 1 or 0x2bc830a3.
bool bech32(std::string_view span);

}  // namespace sluice

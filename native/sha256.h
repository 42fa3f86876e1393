// SHA-256 (FIPS 180-4) and HMAC with it (RFC 2104): for the check bytes of Base58Check, and for the audit trail's fingerprints. No branch and no
// table looks at what is hashed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sluice {

using Sha256 = std::array<uint8_t, 32>;

class Sha256Hash {
 public:
  static constexpr size_t kBlock = 64;

  void add(const uint8_t* bytes, size_t size);
  // Nothing is added after it.
  Sha256 end();

 private:
  std::array<uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, kBlock> block_;
  // All bytes; those behind the last whole block are in block_.
  uint64_t size_ = 0;
};

Sha256 sha256(const uint8_t* bytes, size_t size);

// Of a key: what hashing begins with is the same for all messages, and is done once.
class HmacSha256 {
 public:
  HmacSha256(const uint8_t* key, size_t size);

  // A copy of what the inner hash begins with: the message is added to it.
  Sha256Hash begin() const { return inner_; }
  Sha256 end(Sha256Hash message) const;

 private:
  Sha256Hash inner_, outer_;
};

}  // namespace sluice

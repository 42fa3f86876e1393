// SHA-256 (FIPS 180-4), for the check bytes of Base58Check. Nothing secret is hashed with it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace sluice {

using Sha256 = std::array<uint8_t, 32>;

Sha256 sha256(const uint8_t* bytes, size_t size);

}  // namespace sluice

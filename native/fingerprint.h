// Keyed fingerprints of values, for the audit trail (src/audit/fingerprint.ts).
#pragma once

#include <napi.h>

namespace sluice {

// fingerprintOf(key: Uint8Array): (entity: string, value: Uint8Array) => string. HMAC-SHA-256 over entity, NUL and value, cut to 128 bits, in
// base64url: 22 characters. The key is not kept, only what it makes of the two hashes' beginnings. An entity has at most 255 bytes.
Napi::Value fingerprintOf(const Napi::CallbackInfo& info);

}  // namespace sluice

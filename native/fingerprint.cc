#include "fingerprint.h"

#include "node-api.h"
#include "sha256.h"

namespace sluice {

namespace {

constexpr size_t kMostEntity = 255;
constexpr size_t kBytes = 16;
constexpr size_t kCharacters = (kBytes * 8 + 5) / 6;

using Characters = std::array<char, kCharacters>;

// RFC 4648, section 5, without padding.
Characters base64Url(const Sha256& digest) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  Characters text;
  uint32_t bits = 0;
  int left = 0;
  size_t at = 0;
  for (size_t i = 0; i < kBytes; ++i) {
    bits = bits << 8 | digest[i];
    for (left += 8; left >= 6; left -= 6) text[at++] = kAlphabet[bits >> (left - 6) & 63];
  }
  text[at] = kAlphabet[bits << (6 - left) & 63];
  return text;
}

napi_value fingerprint(napi_env env, napi_callback_info info) {
  size_t count = 2, entityBytes = 0;
  napi_value arguments[2];
  void* data = nullptr;
  char entity[kMostEntity + 2];
  ByteView value;
  bool sound = napi_get_cb_info(env, info, &count, arguments, nullptr, &data) == napi_ok && count == 2 &&
               napi_get_value_string_utf8(env, arguments[0], entity, sizeof entity, &entityBytes) == napi_ok && entityBytes <= kMostEntity &&
               viewOf(env, arguments[1], napi_uint8_array, 1, value);
  if (!sound) {
    throwTypeError(env, "fingerprint(entity: string of at most 255 bytes, value: Uint8Array)");
    return nullptr;
  }
  const auto& hmac = *static_cast<HmacSha256*>(data);
  Sha256Hash message = hmac.begin();
  // With the NUL behind it.
  message.add(reinterpret_cast<const uint8_t*>(entity), entityBytes + 1);
  message.add(value.data, value.size);
  const Characters text = base64Url(hmac.end(message));
  napi_value result = nullptr;
  napi_create_string_latin1(env, text.data(), text.size(), &result);
  return result;
}

}  // namespace

Napi::Value fingerprintOf(const Napi::CallbackInfo& info) {
  ByteView key;
  if (info.Length() != 1 || !viewOf(info.Env(), info[0], napi_uint8_array, 1, key)) {
    throwTypeError(info.Env(), "fingerprintOf(key: Uint8Array)");
    return info.Env().Undefined();
  }
  return boundFunction(info.Env(), "fingerprint", fingerprint, std::make_unique<HmacSha256>(key.data, key.size));
}

}  // namespace sluice

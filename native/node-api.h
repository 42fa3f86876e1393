// What the addon's classes share: arguments as memory, and errors.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace sluice {

struct ByteView {
  uint8_t* data = nullptr;
  size_t size = 0;
};

// False if `value` is no typed array of that type. The data is used before control returns to JavaScript, so it can be
// neither detached nor collected meanwhile; when it is shared, other threads may write to it.
inline bool viewOf(napi_env env, napi_value value, napi_typedarray_type type, size_t elementSize, ByteView& view) {
  napi_typedarray_type actual;
  size_t length = 0;
  void* data = nullptr;
  // Refuses what is no typed array.
  if (napi_get_typedarray_info(env, value, &actual, &length, &data, nullptr, nullptr) != napi_ok) return false;
  if (actual != type) return false;
  view.data = static_cast<uint8_t*>(data);
  view.size = data == nullptr ? 0 : length * elementSize;
  return true;
}

// Memory that cannot be taken away: a buffer of its own can be detached or shrunk at any time.
inline bool isShared(napi_env env, napi_value array) {
  napi_value buffer = nullptr;
  bool isOwn = true;
  return napi_get_typedarray_info(env, array, nullptr, nullptr, nullptr, &buffer, nullptr) == napi_ok &&
         napi_is_arraybuffer(env, buffer, &isOwn) == napi_ok && !isOwn;
}

// A worker can be told to end at any time; then nothing can be thrown any more, and that is fine.
inline void throwError(napi_env env, const std::string& message) { napi_throw_error(env, nullptr, message.c_str()); }
inline void throwTypeError(napi_env env, const char* message) { napi_throw_type_error(env, nullptr, message); }

// A function with what it works on, which goes when the function does. Undefined, with an error thrown: there is none.
template <class Bound>
Napi::Value boundFunction(Napi::Env env, const char* name, napi_callback call, std::unique_ptr<Bound> bound) {
  napi_value made = nullptr;
  napi_status status = napi_create_function(env, name, NAPI_AUTO_LENGTH, call, bound.get(), &made);
  if (status == napi_ok) {
    status = napi_add_finalizer(
        env, made, bound.get(), [](napi_env, void* data, void*) { delete static_cast<Bound*>(data); }, nullptr, nullptr);
  }
  if (status != napi_ok) {
    throwError(env, "the function could not be bound");
    return env.Undefined();
  }
  bound.release();
  return Napi::Value(env, made);
}

// The addon's classes in one environment.
struct Classes {
  Napi::FunctionReference ruleset, fastPath, eventPump;
};

}  // namespace sluice

// What uWebSockets.js 20.30 read of a request's head and does not show.
//
// Its list of header fields ends at the first that has no name, for itself too: a content-length behind one is not heeded. Around
// a value it takes every byte that is negative as a char for white space. Both are ways to say one thing to it and another to a
// front before it, and no call of its own tells of them. Its parser has them all the same:
//
//   request object -> internal field 0 -> uWS::HttpRequest, which begins with its fields:
//   [0] method and target  [1..] name and value, views of the head as it came (names in lower case)  [last] null
//
// (HttpParser.h of uWebSockets 20; MAX_HEADERS is 50.) So this belongs to one build of uWebSockets.js and one of Node;
// src/protocols/http/uws-native.ts refuses others, and each request that does not look so is refused here.
#include <node_version.h>

#include <node_api.h>

// The one that uWebSockets.js 20.30 is built for here. Elsewhere there is nothing to look into.
#define SLUICE_KNOWS_NODE (NODE_MODULE_VERSION == 115)

#if SLUICE_KNOWS_NODE
#include <v8.h>

#include <cstdint>
#include <cstring>
#include <string_view>
#endif

namespace {

#if SLUICE_KNOWS_NODE

struct Field {
  std::string_view name, value;
};

constexpr uint32_t kMostFields = 50;

enum Hidden : uint32_t { kNothing = 0, kNamelessField = 1, kBytesAroundValue = 2 };

bool isBlank(char byte) { return byte == ' ' || byte == '\t'; }

// From behind the name to the end of the line stand a colon, the value, and blanks; the line ends in CR LF.
bool onlyBlanksAround(const Field& field) {
  const char* at = field.name.data() + field.name.size();
  if (*at != ':') return false;
  for (++at; at != field.value.data(); ++at) {
    if (!isBlank(*at)) return false;
  }
  for (at += field.value.size(); *at != '\r'; ++at) {
    if (!isBlank(*at)) return false;
  }
  return true;
}

// False: these are not the fields of a request that shows so many.
bool look(const Field* fields, uint32_t shown, Hidden& hidden) {
  hidden = kNothing;
  if (fields == nullptr || fields[0].name.empty() || shown + 1 >= kMostFields) return false;
  for (uint32_t at = 1; at <= shown; ++at) {
    if (fields[at].name.empty()) return false;
    if (!onlyBlanksAround(fields[at])) hidden = kBytesAroundValue;
  }
  const Field& next = fields[shown + 1];
  if (!next.name.empty()) return false;
  if (next.name.data() != nullptr) hidden = kNamelessField;
  return true;
}

// hiddenIn(request, shown: number of fields that it shows): a Hidden. Throws a TypeError if it is not such a request.
napi_value hiddenIn(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  uint32_t shown = 0;
  Hidden hidden = kNothing;
  napi_valuetype type = napi_undefined;
  bool sound = napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr) == napi_ok && count == 2 &&
               napi_typeof(env, arguments[0], &type) == napi_ok && type == napi_object &&
               napi_get_value_uint32(env, arguments[1], &shown) == napi_ok;
  if (sound) {
    v8::Local<v8::Object> request;
    static_assert(sizeof request == sizeof arguments[0]);
    std::memcpy(static_cast<void*>(&request), &arguments[0], sizeof request);
    sound = request->InternalFieldCount() == 1 &&
            look(static_cast<const Field*>(request->GetAlignedPointerFromInternalField(0)), shown, hidden);
  }
  napi_value result = nullptr;
  if (sound) napi_create_uint32(env, hidden, &result);
  else napi_throw_type_error(env, nullptr, "hiddenIn(request of uWebSockets.js 20.30, number of fields that it shows)");
  return result;
}

bool addFunctions(napi_env env, napi_value exports) {
  napi_value function = nullptr;
  return napi_create_function(env, "hiddenIn", NAPI_AUTO_LENGTH, hiddenIn, nullptr, &function) == napi_ok &&
         napi_set_named_property(env, exports, "hiddenIn", function) == napi_ok;
}
#else
bool addFunctions(napi_env, napi_value) { return true; }
#endif

napi_value init(napi_env env, napi_value exports) {
  napi_value modules = nullptr;
  bool made = addFunctions(env, exports) && napi_create_uint32(env, NODE_MODULE_VERSION, &modules) == napi_ok &&
              napi_set_named_property(env, exports, "modules", modules) == napi_ok;
  return made ? exports : nullptr;
}

}  // namespace

NAPI_MODULE(uws_head, init)

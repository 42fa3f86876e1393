// What uWebSockets.js 20.30 knows of a request and does not show, or shows at a price.
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
//
// The peer's address it gives in an ArrayBuffer, which V8 has to keep account of and to sweep up. The same function of its sockets
// (libusockets.h), which its binary exports, writes the address where it is told:
//
//   response object -> internal field 0 -> uWS::HttpResponse, which is the us_socket_t -> us_socket_remote_address
#include <node_version.h>

#include <node_api.h>

// The one that uWebSockets.js 20.30 is built for here. Elsewhere there is nothing to look into.
#define SLUICE_KNOWS_NODE (NODE_MODULE_VERSION == 115)

#if SLUICE_KNOWS_NODE
#include <dlfcn.h>
#include <v8.h>

#include <cstdint>
#include <cstring>
#include <string_view>

#include "client-socket.h"
#endif

namespace {

#if SLUICE_KNOWS_NODE

struct Field {
  std::string_view name, value;
};

constexpr size_t kMostFields = 50;

constexpr std::string_view kNoProblem, kNamelessField = "a header field has no name", kNotAscii = "a header value is not ASCII";

// What an object of uWebSockets.js stands for; null when that is gone, or it is another object.
void* hiddenPointer(napi_value value) {
  v8::Local<v8::Object> object;
  static_assert(sizeof object == sizeof value);
  std::memcpy(static_cast<void*>(&object), &value, sizeof object);
  return object->InternalFieldCount() == 1 ? object->GetAlignedPointerFromInternalField(0) : nullptr;
}

bool isBlank(char byte) { return byte == ' ' || byte == '\t'; }

bool isAscii(std::string_view value) {
  for (char each : value) {
    const uint8_t byte = static_cast<uint8_t>(each);
    if ((byte < ' ' && byte != '\t') || byte > 0x7e) return false;
  }
  return true;
}

const char* behind(std::string_view text) { return text.data() + text.size(); }

// From behind the name to the end of the line stand a colon, the value, and blanks; the line ends in CR LF.
bool onlyBlanksAround(const Field& field) {
  const char* at = behind(field.name);
  if (*at != ':') return false;
  for (++at; at != field.value.data(); ++at) {
    if (!isBlank(*at)) return false;
  }
  for (at += field.value.size(); *at != '\r'; ++at) {
    if (!isBlank(*at)) return false;
  }
  return true;
}

// How many there are, and what is wrong with them. False: these are no fields of a request, of which each lies behind the one before.
bool look(const Field* fields, size_t& count, std::string_view& problem) {
  if (fields == nullptr || fields[0].name.empty() || fields[0].value.data() != behind(fields[0].name) + 1) return false;
  problem = kNoProblem;
  for (count = 1; count < kMostFields && !fields[count].name.empty(); ++count) {
    const Field& field = fields[count];
    if (field.name.data() <= behind(fields[count - 1].value) || field.value.data() <= behind(field.name)) return false;
    if (!onlyBlanksAround(field) || !isAscii(field.value)) problem = kNotAscii;
  }
  if (count == kMostFields) return false;
  if (fields[count].name.data() != nullptr) problem = kNamelessField;
  return true;
}

// headOf(request): [what is wrong with it or "", method, target, name, value, name, value ...]. Throws a TypeError if it is not such a request.
napi_value headOf(napi_env env, napi_callback_info info) {
  size_t arguments = 1, count = 0;
  napi_value request = nullptr, result = nullptr;
  napi_valuetype type = napi_undefined;
  std::string_view problem;
  const Field* fields = nullptr;
  bool isSound = napi_get_cb_info(env, info, &arguments, &request, nullptr, nullptr) == napi_ok && arguments == 1 &&
                 napi_typeof(env, request, &type) == napi_ok && type == napi_object;
  if (isSound) fields = static_cast<const Field*>(hiddenPointer(request));
  if (!isSound || !look(fields, count, problem)) {
    napi_throw_type_error(env, nullptr, "headOf(request of uWebSockets.js 20.30)");
    return result;
  }
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  // Names are compared and looked up again and again: as internalized strings by their place alone.
  auto text = [isolate](std::string_view bytes, v8::NewStringType kind) -> v8::Local<v8::Value> {
    return v8::String::NewFromOneByte(isolate, reinterpret_cast<const uint8_t*>(bytes.data()), kind, static_cast<int>(bytes.size()))
        .ToLocalChecked();
  };
  v8::Local<v8::Value> elements[1 + 2 * kMostFields];
  elements[0] = text(problem, v8::NewStringType::kInternalized);
  for (size_t at = 0; at < count; ++at) {
    elements[1 + 2 * at] = text(fields[at].name, v8::NewStringType::kInternalized);
    elements[2 + 2 * at] = text(fields[at].value, v8::NewStringType::kNormal);
  }
  v8::Local<v8::Array> head = v8::Array::New(isolate, elements, 1 + 2 * count);
  static_assert(sizeof result == sizeof head);
  std::memcpy(static_cast<void*>(&result), &head, sizeof result);
  return result;
}

constexpr int kAddressBytes = 16;

using RemoteAddress = void (*)(int isSecure, void* socket, char* bytes, int* length);

using SocketWrite = decltype(sluice::ClientSocket::write_);

// The same for all environments: a process loads a module once.
RemoteAddress remoteAddress = nullptr;
SocketWrite socketWrite = nullptr;

// socketsBy(path of the binary of uWebSockets.js, which is loaded): whether it has the functions that the others call.
napi_value socketsBy(napi_env env, napi_callback_info info) {
  size_t count = 1, length = 0;
  napi_value argument = nullptr, result = nullptr;
  char path[4096];
  if (napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr) == napi_ok && count == 1 &&
      napi_get_value_string_utf8(env, argument, path, sizeof path, &length) == napi_ok && length + 1 < sizeof path) {
    if (void* module = dlopen(path, RTLD_LAZY | RTLD_NOLOAD); module != nullptr) {
      remoteAddress = reinterpret_cast<RemoteAddress>(dlsym(module, "us_socket_remote_address"));
      socketWrite = reinterpret_cast<SocketWrite>(dlsym(module, "us_socket_write"));
      dlclose(module);
    }
  }
  napi_get_boolean(env, remoteAddress != nullptr && socketWrite != nullptr, &result);
  return result;
}

// peerOf(response, whether by TLS, bytes: Uint8Array of 16): how many bytes the address of its peer has, 0 if it has none any
// more; they are written into `bytes`, in network order. Throws a TypeError if it is not such a response.
napi_value peerOf(napi_env env, napi_callback_info info) {
  size_t count = 3, size = 0;
  napi_value arguments[3];
  napi_valuetype type = napi_undefined;
  napi_typedarray_type arrayType = napi_int8_array;
  bool isSecure = false;
  void* bytes = nullptr;
  void* socket = nullptr;
  bool sound = remoteAddress != nullptr && napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr) == napi_ok && count == 3 &&
               napi_typeof(env, arguments[0], &type) == napi_ok && type == napi_object &&
               napi_get_value_bool(env, arguments[1], &isSecure) == napi_ok &&
               napi_get_typedarray_info(env, arguments[2], &arrayType, &size, &bytes, nullptr, nullptr) == napi_ok &&
               arrayType == napi_uint8_array && size == kAddressBytes;
  if (sound) socket = hiddenPointer(arguments[0]);
  napi_value result = nullptr;
  if (socket == nullptr) {
    napi_throw_type_error(env, nullptr, "peerOf(response of uWebSockets.js 20.30, whether by TLS, Uint8Array of 16 bytes)");
    return result;
  }
  int length = kAddressBytes;
  remoteAddress(isSecure ? 1 : 0, socket, static_cast<char*>(bytes), &length);
  napi_create_int32(env, length, &result);
  return result;
}

// The socket of a response that is not ended; null, with an error thrown: it is none.
void* socketOfResponse(napi_env env, napi_value response, const char* asked) {
  napi_valuetype type = napi_undefined;
  void* socket = nullptr;
  if (socketWrite != nullptr && napi_typeof(env, response, &type) == napi_ok && type == napi_object) socket = hiddenPointer(response);
  if (socket == nullptr) napi_throw_type_error(env, nullptr, asked);
  return socket;
}

// socketOf(response without TLS): its ClientSocket, as an external value.
napi_value socketOf(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value response = nullptr, result = nullptr;
  if (napi_get_cb_info(env, info, &count, &response, nullptr, nullptr) != napi_ok) return result;
  void* socket = socketOfResponse(env, response, "socketOf(response of uWebSockets.js 20.30)");
  if (socket == nullptr) return result;
  auto* made = new sluice::ClientSocket{sluice::ClientSocket::kMark, socketWrite, socket};
  auto freed = [](napi_env, void* data, void*) { delete static_cast<sluice::ClientSocket*>(data); };
  if (napi_create_external(env, made, freed, nullptr, &result) != napi_ok) delete made;
  return result;
}

// writeTo(response without TLS, bytes: Uint8Array): how many of them, as they are, the kernel took.
napi_value writeTo(napi_env env, napi_callback_info info) {
  size_t count = 2, size = 0;
  napi_value arguments[2], result = nullptr;
  napi_typedarray_type type = napi_int8_array;
  void* bytes = nullptr;
  constexpr char kAsked[] = "writeTo(response of uWebSockets.js 20.30, bytes: Uint8Array)";
  if (napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr) != napi_ok) return result;
  void* socket = socketOfResponse(env, arguments[0], kAsked);
  if (socket == nullptr) return result;
  if (napi_get_typedarray_info(env, arguments[1], &type, &size, &bytes, nullptr, nullptr) != napi_ok || type != napi_uint8_array) {
    napi_throw_type_error(env, nullptr, kAsked);
    return result;
  }
  const int sent = socketWrite(0, socket, static_cast<const char*>(bytes), static_cast<int>(size), 0);
  napi_create_int32(env, sent > 0 ? sent : 0, &result);
  return result;
}

bool addFunction(napi_env env, napi_value exports, const char* name, napi_callback call) {
  napi_value function = nullptr;
  return napi_create_function(env, name, NAPI_AUTO_LENGTH, call, nullptr, &function) == napi_ok &&
         napi_set_named_property(env, exports, name, function) == napi_ok;
}

bool addFunctions(napi_env env, napi_value exports) {
  return addFunction(env, exports, "headOf", headOf) && addFunction(env, exports, "socketsBy", socketsBy) &&
         addFunction(env, exports, "peerOf", peerOf) && addFunction(env, exports, "socketOf", socketOf) &&
         addFunction(env, exports, "writeTo", writeTo);
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

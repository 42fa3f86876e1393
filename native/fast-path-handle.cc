#include "fast-path-handle.h"

#include <algorithm>
#include <cstring>

#include "node-api.h"

namespace sluice {

namespace {

// Of what was taken, besides where it ends. src/scanning/inline-fast-path.ts reads them.
enum Number : size_t { kReleased, kData, kScanned, kWaiting, kHeldText, kNumbers };

// What a lane is given back with.
enum Back : size_t { kMovedLow, kMovedHigh, kReleasedTo, kFloor, kText, kEvents, kBackNumbers };

// About what one has while it is lent: without being told, the collector does not know that an answer which was given up leaves so much.
constexpr int64_t kBytes = 4096;

// What a function of takeOf holds on to.
struct Bound {
  std::shared_ptr<FastPaths> paths;
  int32_t* numbers;
  ByteView room;
  // Where all connections read into the same shared memory, chunks come from there: to ask an array for its memory costs a tenth of a take.
  ByteView source;
  Napi::ObjectReference ruleset, boundNumbers, boundRoom, boundSource;
};

bool isSource(napi_env env, const Bound& bound, napi_value bytes) {
  if (bound.boundSource.IsEmpty()) return false;
  bool isSame = false;
  napi_value source = nullptr;
  return napi_get_reference_value(env, bound.boundSource, &source) == napi_ok && napi_strict_equals(env, source, bytes, &isSame) == napi_ok && isSame;
}

bool chunksOf(napi_env env, Bound& bound, napi_value bytes, ByteView& view) {
  if (isSource(env, bound, bytes)) {
    view = bound.source;
    return true;
  }
  if (!viewOf(env, bytes, napi_uint8_array, 1, view)) return false;
  if (isShared(env, bytes)) {
    bound.source = view;
    bound.boundSource = Napi::Persistent(Napi::Object(env, bytes));
  }
  return true;
}

// take(id, bytes, from, to, isChunk): where the chunk, or the event, that begins at bytes[from] ends; `from`: it is not taken.
napi_value take(napi_env env, napi_callback_info info) {
  size_t count = 5;
  napi_value arguments[5];
  void* data = nullptr;
  if (napi_get_cb_info(env, info, &count, arguments, nullptr, &data) != napi_ok) return nullptr;
  auto* bound = static_cast<Bound*>(data);
  ByteView bytes;
  uint32_t id = 0, from = 0, to = 0;
  bool isChunk = false;
  bool sound = count == 5 && napi_get_value_uint32(env, arguments[0], &id) == napi_ok && napi_get_value_uint32(env, arguments[2], &from) == napi_ok &&
               napi_get_value_uint32(env, arguments[3], &to) == napi_ok && napi_get_value_bool(env, arguments[4], &isChunk) == napi_ok &&
               (isChunk ? chunksOf(env, *bound, arguments[1], bytes) : viewOf(env, arguments[1], napi_uint8_array, 1, bytes)) && from <= to &&
               to <= bytes.size;
  FastPaths::Entry* entry = bound->paths->find(id);
  if (!sound || entry == nullptr) {
    throwTypeError(env, "take(id: number, bytes: Uint8Array, from: number, to: number, isChunk: boolean)");
    return nullptr;
  }
  FastTaken taken{};
  FastPath& path = entry->path;
  Scanner& scanner = bound->paths->scanner();
  const uint8_t* begin = bytes.data + from;
  const size_t left = to - from;
  const ByteView& room = bound->room;
  size_t size = isChunk ? path.takeChunk(scanner, *entry->rules, begin, left, room.data, room.size, taken)
                        : path.takeEvent(scanner, *entry->rules, begin, left, room.data, room.size, taken);
  bound->numbers[kReleased] = static_cast<int32_t>(taken.released);
  bound->numbers[kData] = static_cast<int32_t>(taken.data);
  bound->numbers[kScanned] = static_cast<int32_t>(taken.scanned);
  bound->numbers[kWaiting] = static_cast<int32_t>(path.waiting());
  bound->numbers[kHeldText] = static_cast<int32_t>(path.heldText());
  napi_value next = nullptr;
  napi_create_uint32(env, from + static_cast<uint32_t>(size), &next);
  return next;
}

}  // namespace

uint32_t FastPaths::add(const ByteView& profile, std::vector<std::string> held) {
  HeldSpellings spellings(std::move(held));
  bool isSame = rules_ && std::equal(rules_->profile.begin(), rules_->profile.end(), profile.data, profile.data + profile.size) && rules_->held == spellings;
  if (!isSame) {
    rules_ = std::make_shared<const FastRules>(FastRules{std::vector<uint8_t>(profile.data, profile.data + profile.size), std::move(spellings)});
  }
  auto entry = std::make_unique<Entry>();
  entry->rules = rules_;
  if (free_.empty()) {
    entries_.push_back(std::move(entry));
    return static_cast<uint32_t>(entries_.size() - 1);
  }
  uint32_t id = free_.back();
  free_.pop_back();
  entries_[id] = std::move(entry);
  return id;
}

void FastPaths::remove(uint32_t id) {
  entries_[id].reset();
  free_.push_back(id);
}

Napi::Function FastPathHandle::define(Napi::Env env) {
  return DefineClass(env, "FastPath",
                     {InstanceMethod<&FastPathHandle::takeOver>("takeOver"), InstanceMethod<&FastPathHandle::giveBack>("giveBack"),
                      InstanceAccessor<&FastPathHandle::id>("id")});
}

FastPathHandle::FastPathHandle(const Napi::CallbackInfo& info) : Napi::ObjectWrap<FastPathHandle>(info) {
  if (info.Length() != 1 || !info[0].IsExternal()) {
    throwTypeError(info.Env(), "FastPath is made by a Ruleset's fastPath");
    return;
  }
  auto* parts = info[0].As<Napi::External<Parts>>().Data();
  paths_ = parts->paths;
  id_ = paths_->add(parts->profile, std::move(parts->held));
  Napi::MemoryManagement::AdjustExternalMemory(info.Env(), kBytes);
}

FastPathHandle::~FastPathHandle() {
  if (!paths_) return;
  paths_->remove(id_);
  Napi::MemoryManagement::AdjustExternalMemory(Env(), -kBytes);
}

Napi::Value FastPathHandle::takeOf(Napi::Env env, std::shared_ptr<FastPaths> paths, Napi::Object ruleset, Napi::Value numbers, Napi::Value room) {
  ByteView said, written;
  if (!viewOf(env, numbers, napi_int32_array, sizeof(int32_t), said) || !isShared(env, numbers) || said.size < kNumbers * sizeof(int32_t) ||
      !viewOf(env, room, napi_uint8_array, 1, written) || !isShared(env, room)) {
    return env.Undefined();
  }
  auto bound = std::make_unique<Bound>(Bound{std::move(paths), reinterpret_cast<int32_t*>(said.data), written, {}, Napi::Persistent(ruleset),
                                             Napi::Persistent(numbers.As<Napi::Object>()), Napi::Persistent(room.As<Napi::Object>()), {}});
  return boundFunction(env, "take", sluice::take, std::move(bound));
}

// takeOver(event, start, end, limits, text, released, floor, events, sizes): false, and nothing is taken over, where they do not fit together.
Napi::Value FastPathHandle::takeOver(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  ByteView event, limits, text, events, sizes;
  uint32_t start = 0, end = 0, released = 0, floor = 0;
  bool sound = info.Length() == 9 && viewOf(env, info[0], napi_uint8_array, 1, event) && napi_get_value_uint32(env, info[1], &start) == napi_ok &&
               napi_get_value_uint32(env, info[2], &end) == napi_ok && viewOf(env, info[3], napi_uint32_array, sizeof(uint32_t), limits) &&
               limits.size == 4 * sizeof(uint32_t) && viewOf(env, info[4], napi_uint8_array, 1, text) &&
               napi_get_value_uint32(env, info[5], &released) == napi_ok && napi_get_value_uint32(env, info[6], &floor) == napi_ok &&
               viewOf(env, info[7], napi_uint8_array, 1, events) && viewOf(env, info[8], napi_uint32_array, sizeof(uint32_t), sizes);
  if (!sound) {
    throwTypeError(env,
                   "takeOver(event: Uint8Array, start: number, end: number, limits: Uint32Array(4), text: Uint8Array, released: number, "
                   "floor: number, events: Uint8Array, sizes: Uint32Array)");
    return info.Env().Undefined();
  }
  const auto* numbers = reinterpret_cast<const uint32_t*>(limits.data);
  bool took = path().begin(event.data, event.size, start, end, {numbers[0], numbers[1], numbers[2], numbers[3]}) &&
              path().takeOver(text.data, text.size, released, floor, events.data, events.size, reinterpret_cast<const uint32_t*>(sizes.data),
                             sizes.size / sizeof(uint32_t));
  if (!took) path() = FastPath();
  return Napi::Boolean::New(env, took);
}

// giveBack(): the lane and the events that wait, as takeOver took them; nothing of them stays here. One array, as objects and their names
// cost many times what is in them: kBackNumbers of 32 bits, one for the size of each event, the text, the events.
Napi::Value FastPathHandle::giveBack(const Napi::CallbackInfo& info) {
  std::vector<uint32_t> numbers(kBackNumbers);
  const FastPath& lent = path();
  numbers[kMovedLow] = static_cast<uint32_t>(lent.moved());
  numbers[kMovedHigh] = static_cast<uint32_t>(lent.moved() >> 32);
  numbers[kReleasedTo] = lent.released();
  numbers[kFloor] = lent.floor();
  numbers[kText] = static_cast<uint32_t>(lent.text().size());
  lent.eachSize([&](uint32_t size) { numbers.push_back(size); });
  numbers[kEvents] = static_cast<uint32_t>(numbers.size() - kBackNumbers);
  const size_t size = numbers.size() * sizeof(uint32_t);
  Napi::Uint8Array made = Napi::Uint8Array::New(info.Env(), size + lent.text().size() + lent.waiting());
  std::memcpy(made.Data(), numbers.data(), size);
  uint8_t* text = std::copy(lent.text().begin(), lent.text().end(), made.Data() + size);
  std::copy_n(lent.events(), lent.waiting(), text);
  path() = FastPath();
  return made;
}

}  // namespace sluice

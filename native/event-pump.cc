#include "event-pump.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "node-api.h"

namespace sluice {

namespace {

constexpr size_t kReadBytes = 64 * 1024;
// Before a chunk's data: CR LF, its size, CR LF. uWebSockets.js begins each chunk with the end of the one before.
constexpr size_t kFrame = 16;
// What an event may release, as where JavaScript asks (src/scanning/inline-fast-path.ts).
constexpr size_t kMostOfEvent = 8 * 1024;
// Streams that are looked at before others of the loop have their turn, and for how long.
constexpr int kAtOnce = 256;
constexpr uint64_t kMostNanoseconds = 4'000'000;
// Chunks that have left, until JavaScript is told of them.
constexpr size_t kMostLeft = 2048;

Napi::Uint8Array copyOf(Napi::Env env, const std::vector<uint8_t>& bytes) {
  Napi::Uint8Array copy = Napi::Uint8Array::New(env, bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.Data());
  return copy;
}

}  // namespace

void HoldTimes::begin(const double* pairs, size_t numbers) {
  for (size_t at = 0; at + 1 < numbers; at += 2) {
    total_ = static_cast<uint64_t>(pairs[at]);
    chunks_.push_back({total_, pairs[at + 1]});
  }
}

void HoldTimes::arrived(uint32_t bytes, double now) {
  total_ += bytes;
  chunks_.push_back({total_, now});
}

void HoldTimes::left(uint64_t unsent, uint32_t text, double now, std::vector<Left>& said) {
  const uint64_t sent = total_ - std::min(total_, unsent);
  for (; first_ < chunks_.size() && chunks_[first_].end <= sent; ++first_) said.push_back({now - chunks_[first_].at, static_cast<double>(text)});
  if (first_ == chunks_.size()) {
    chunks_.clear();
    first_ = 0;
  } else if (first_ > chunks_.size() / 2) {
    chunks_.erase(chunks_.begin(), chunks_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
}

std::vector<double> HoldTimes::pairs(uint64_t unsent) const {
  const uint64_t sent = total_ - std::min(total_, unsent);
  std::vector<double> numbers;
  for (size_t at = first_; at < chunks_.size(); ++at) {
    numbers.push_back(static_cast<double>(chunks_[at].end - sent));
    numbers.push_back(chunks_[at].at);
  }
  return numbers;
}

Napi::Function EventPump::define(Napi::Env env) {
  return DefineClass(env, "EventPump",
                     {InstanceMethod<&EventPump::begin>("begin"), InstanceMethod<&EventPump::end>("end"),
                      InstanceMethod<&EventPump::rest>("rest"), InstanceMethod<&EventPump::observed>("observed"), InstanceMethod<&EventPump::halt>("halt")});
}

EventPump::EventPump(const Napi::CallbackInfo& info) : Napi::ObjectWrap<EventPump>(info), env_(info.Env()) {
  if (info.Length() != 1 || !info[0].IsExternal()) {
    throwTypeError(info.Env(), "EventPump is made by a Ruleset's eventPump");
    return;
  }
  auto* parts = info[0].As<Napi::External<Parts>>().Data();
  ByteView counts;
  if (!viewOf(info.Env(), parts->counts, napi_float64_array, sizeof(double), counts) || !isShared(info.Env(), parts->counts) ||
      counts.size < (kMostStreams * kCounts + kTotals) * sizeof(double) || !parts->over.IsFunction()) {
    throwTypeError(info.Env(), "eventPump(counts: Float64Array in shared memory, over: function)");
    return;
  }
  counts_ = reinterpret_cast<double*>(counts.data);
  paths_ = parts->paths;
  ruleset_ = Napi::Persistent(parts->ruleset);
  boundCounts_ = Napi::Persistent(parts->counts.As<Napi::Object>());
  over_ = Napi::Weak(parts->over.As<Napi::Function>());
}

EventPump::~EventPump() { close(); }

// halt(whether): nothing more is taken; each stream goes back with the next that comes.
void EventPump::halt(const Napi::CallbackInfo& info) { isHalted_ = info[0].ToBoolean(); }

// begin(path, descriptor of the upstream's socket, client: external ClientSocket, rest: bytes that were read and not taken, hold: Float64Array as
// HoldTimes::begin takes it, now: milliseconds): the stream's number, or -1: it is not pumped.
Napi::Value EventPump::begin(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  ByteView hold, rest;
  uint32_t path = 0;
  int32_t upstream = -1;
  double now = 0;
  bool sound = info.Length() == 6 && napi_get_value_uint32(env, info[0], &path) == napi_ok && napi_get_value_int32(env, info[1], &upstream) == napi_ok &&
               info[2].IsExternal() && viewOf(env, info[3], napi_uint8_array, 1, rest) && viewOf(env, info[4], napi_float64_array, sizeof(double), hold) &&
               napi_get_value_double(env, info[5], &now) == napi_ok;
  const ClientSocket* client = sound ? info[2].As<Napi::External<ClientSocket>>().Data() : nullptr;
  if (client == nullptr || client->mark != ClientSocket::kMark || paths_->find(path) == nullptr) {
    throwTypeError(env, "begin(path: number, upstream: number, client: external, rest: Uint8Array, hold: Float64Array, now: number)");
    return env.Undefined();
  }
  const Napi::Value none = Napi::Number::New(env, -1);
  if (rest.size > 0 && !FastPath::beginsChunk(rest.data, rest.size)) return none;
  if (isHalted_ || upstream < 0 || (free_.empty() && streams_.size() == kMostStreams) || !open(env)) return none;
  const uint32_t number = free_.empty() ? static_cast<uint32_t>(streams_.size()) : free_.back();
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.u32 = number;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, upstream, &wanted) != 0) return none;
  if (free_.empty()) {
    streams_.emplace_back();
  } else {
    free_.pop_back();
  }
  streams_[number] = std::make_unique<Stream>(Stream{path, upstream, *client, {}, {rest.data, rest.data + rest.size}});
  if (byDescriptor_.size() <= static_cast<size_t>(upstream)) byDescriptor_.resize(static_cast<size_t>(upstream) + 1);
  byDescriptor_[static_cast<size_t>(upstream)] = number;
  clockAhead_ = static_cast<double>(uv_hrtime()) / 1e6 - now;
  streams_[number]->hold.begin(reinterpret_cast<const double*>(hold.data), hold.size / sizeof(double));
  std::fill_n(countsOf(number), kCounts, 0);
  if (live_++ == 0) {
    over_.Ref();
    uv_ref(reinterpret_cast<uv_handle_t*>(poll_));
  }
  return Napi::Number::New(env, number);
}

// end(stream): nothing more is read of it or written; what HoldTimes::pairs says. Undefined: there is no such stream.
Napi::Value EventPump::end(const Napi::CallbackInfo& info) {
  uint32_t number = 0;
  const Stream* stream = streamOf(info, number);
  if (stream == nullptr) return info.Env().Undefined();
  const FastPaths::Entry* entry = paths_->find(stream->path);
  std::vector<double> pairs = stream->hold.pairs(entry == nullptr ? 0 : entry->path.waiting());
  Napi::Float64Array made = Napi::Float64Array::New(info.Env(), pairs.size());
  std::copy(pairs.begin(), pairs.end(), made.Data());
  remove(number);
  return made;
}

// rest(stream): what was read of it and not taken. Undefined: there is no such stream.
Napi::Value EventPump::rest(const Napi::CallbackInfo& info) {
  uint32_t number = 0;
  const Stream* stream = streamOf(info, number);
  if (stream == nullptr) return info.Env().Undefined();
  return copyOf(info.Env(), stream->rest);
}

EventPump::Stream* EventPump::streamOf(const Napi::CallbackInfo& info, uint32_t& number) {
  bool sound = info.Length() == 1 && napi_get_value_uint32(info.Env(), info[0], &number) == napi_ok;
  return sound && number < streams_.size() ? streams_[number].get() : nullptr;
}

// observed(): what chunks have left since it was asked last, pairs of HoldTimes::Left.
Napi::Value EventPump::observed(const Napi::CallbackInfo& info) {
  Napi::Float64Array made = Napi::Float64Array::New(info.Env(), left_.size() * 2);
  for (size_t at = 0; at < left_.size(); ++at) {
    made[2 * at] = left_[at].text;
    made[2 * at + 1] = left_[at].milliseconds;
  }
  left_.clear();
  return made;
}

// A set of descriptors of its own: Node's loop has the same sockets in its set, and one socket is in a set but once.
bool EventPump::open(Napi::Env env) {
  if (poll_ != nullptr) return true;
  uv_loop_t* loop = nullptr;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok) return false;
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) return false;
  poll_ = new uv_poll_t;
  if (uv_poll_init(loop, poll_, epoll_) != 0) {
    delete poll_;
    poll_ = nullptr;
    ::close(epoll_);
    return false;
  }
  poll_->data = this;
  uv_poll_start(poll_, UV_READABLE, onReadable);
  uv_unref(reinterpret_cast<uv_handle_t*>(poll_));
  in_.resize(kReadBytes);
  out_.resize(kFrame + kReadBytes);
  auto closing = [](napi_async_cleanup_hook_handle, void* pump) { static_cast<EventPump*>(pump)->close(); };
  napi_add_async_cleanup_hook(env, closing, this, &hook_);
  return true;
}

// Of the loop, too, whose end waits for its handles.
void EventPump::close() {
  if (poll_ == nullptr) return;
  struct Closing {
    int epoll;
    napi_async_cleanup_hook_handle hook;
  };
  poll_->data = new Closing{epoll_, hook_};
  uv_close(reinterpret_cast<uv_handle_t*>(poll_), [](uv_handle_t* handle) {
    std::unique_ptr<Closing> closing(static_cast<Closing*>(handle->data));
    ::close(closing->epoll);
    napi_remove_async_cleanup_hook(closing->hook);
    delete reinterpret_cast<uv_poll_t*>(handle);
  });
  poll_ = nullptr;
}

void EventPump::onReadable(uv_poll_t* handle, int, int) { static_cast<EventPump*>(handle->data)->work(); }

void EventPump::work() {
  epoll_event ready[kAtOnce];
  const int count = epoll_wait(epoll_, ready, kAtOnce, 0);
  const uint64_t began = uv_hrtime();
  for (int at = 0; at < count; ++at) {
    // What is left is told again in the loop's next turn, behind the others.
    if (at > 0 && uv_hrtime() - began > kMostNanoseconds) break;
    const uint32_t number = ready[at].data.u32;
    if (isHalted_ || (ready[at].events & ~static_cast<uint32_t>(EPOLLIN)) != 0) {
      giveUp(number, {});
    } else {
      pump(number);
    }
  }
  if (count > 0) totals()[kTurns] += 1;
  if (!overs_.empty() || left_.size() >= kMostLeft) tell();
}

void EventPump::pump(uint32_t number) {
  Stream& stream = *streams_[number];
  const size_t before = stream.rest.size();
  std::copy(stream.rest.begin(), stream.rest.end(), in_.begin());
  const ssize_t got = recv(stream.upstream, in_.data() + before, in_.size() - before, MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    giveUp(number, {});
    return;
  }
  double* counts = countsOf(number);
  counts[kHeard] = 1;
  const size_t count = before + static_cast<size_t>(got);
  std::vector<uint8_t> unsent;
  size_t at = 0;
  while (at < count && unsent.empty()) {
    size_t released = 0;
    const size_t taken = takeChunks(stream, counts, in_.data() + at, count - at, released);
    if (released > 0) write(stream, counts, released, unsent);
    if (taken == 0) break;
    at += taken;
  }
  stream.rest.assign(in_.begin() + static_cast<std::ptrdiff_t>(at), in_.begin() + static_cast<std::ptrdiff_t>(count));
  const bool mayGoOn = at == count || FastPath::beginsChunk(stream.rest.data(), stream.rest.size());
  if (!mayGoOn || !unsent.empty()) giveUp(number, std::move(unsent));
}

size_t EventPump::takeChunks(Stream& stream, double* counts, const uint8_t* bytes, size_t count, size_t& released) {
  FastPaths::Entry* entry = paths_->find(stream.path);
  if (entry == nullptr) return 0;
  FastPath& path = entry->path;
  const uint64_t began = uv_hrtime();
  const double at = now();
  size_t taken = 0;
  while (taken < count && out_.size() - kFrame - released >= kMostOfEvent) {
    FastTaken one{};
    const size_t size = path.takeChunk(paths_->scanner(), *entry->rules, bytes + taken, count - taken, out_.data() + kFrame + released, kMostOfEvent, one);
    if (size == 0) break;
    taken += size;
    released += one.released;
    counts[kData] += one.data;
    counts[kEvents] += 1;
    totals()[kSteps] += 1;
    totals()[kScanned] += one.scanned;
    stream.hold.arrived(one.data, at);
    const uint32_t text = static_cast<uint32_t>(path.heldText());
    counts[kMaxText] = std::max(counts[kMaxText], static_cast<double>(text));
    const size_t before = left_.size();
    stream.hold.left(path.waiting(), text, at, left_);
    for (size_t each = before; each < left_.size(); ++each) counts[kMaxMs] = std::max(counts[kMaxMs], left_[each].milliseconds);
  }
  counts[kWaiting] = static_cast<double>(path.waiting());
  counts[kHeldText] = static_cast<double>(path.heldText());
  totals()[kSeconds] += static_cast<double>(uv_hrtime() - began) / 1e9;
  return taken;
}

void EventPump::write(Stream& stream, double* counts, size_t released, std::vector<uint8_t>& unsent) {
  static constexpr char kDigits[] = "0123456789abcdef";
  uint8_t* const data = out_.data() + kFrame;
  uint8_t* begin = data;
  *--begin = '\n';
  *--begin = '\r';
  for (size_t size = released; size > 0; size >>= 4) *--begin = static_cast<uint8_t>(kDigits[size & 15]);
  *--begin = '\n';
  *--begin = '\r';
  counts[kReleased] += static_cast<double>(released);
  for (size_t at = released - std::min<size_t>(released, 3); at < released; ++at) {
    counts[kLast] = static_cast<double>((static_cast<uint32_t>(counts[kLast]) << 8 | data[at]) & 0xffffff);
  }
  const int32_t size = static_cast<int32_t>(data + released - begin);
  const int32_t sent = std::max(stream.client.write(begin, size), 0);
  if (sent < size) unsent.assign(begin + sent, begin + size);
}

// Until `tell` nothing more is read of it; its number stays its own until JavaScript has ended it.
void EventPump::giveUp(uint32_t number, std::vector<uint8_t> unsent) {
  forget(number);
  overs_.push_back({number, std::move(unsent)});
}

void EventPump::forget(uint32_t number) {
  const int upstream = streams_[number]->upstream;
  if (byDescriptor_[static_cast<size_t>(upstream)] == number) epoll_ctl(epoll_, EPOLL_CTL_DEL, upstream, nullptr);
}

void EventPump::remove(uint32_t number) {
  forget(number);
  streams_[number].reset();
  free_.push_back(number);
  if (--live_ > 0) return;
  over_.Unref();
  uv_unref(reinterpret_cast<uv_handle_t*>(poll_));
}

// Calls over(streams, unsents), once for all that are over; whoever is told may begin and end others.
void EventPump::tell() {
  std::vector<Over> overs;
  overs.swap(overs_);
  Napi::HandleScope scope(env_);
  Napi::Array streams = Napi::Array::New(env_), unsents = Napi::Array::New(env_);
  for (uint32_t at = 0; at < overs.size(); ++at) {
    streams[at] = Napi::Number::New(env_, overs[at].stream);
    unsents[at] = copyOf(env_, overs[at].unsent);
  }
  const Napi::Function over = over_.Value();
  if (over.IsEmpty()) return;
  Napi::AsyncContext context(env_, "sluice.EventPump");
  over.MakeCallback(Value(), {streams, unsents}, context);
  if (env_.IsExceptionPending()) napi_fatal_exception(env_, env_.GetAndClearPendingException().Value());
}

}  // namespace sluice

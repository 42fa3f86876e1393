// Streams of events whose sockets are read and written here, without JavaScript between, as long as all that comes are chunks that their fast
// paths take:
//
//   upstream's socket -> recv -> FastPath::takeChunk ... -> one chunk of what is released -> client's socket
//
// Everything else ends it for that stream: another event, a finding, the end, an error, a client that does not take all at once. Then JavaScript
// has the stream back, with what was read and not taken, and what the client did not take; so there is nothing here to decide, and no time to watch.
#pragma once

#include <napi.h>
#include <uv.h>

#include <memory>
#include <vector>

#include "client-socket.h"
#include "fast-path-handle.h"

namespace sluice {

// When chunks came that have not left yet, as src/pipeline/hold-clock.ts keeps it.
class HoldTimes {
 public:
  struct Left {
    double milliseconds;  // that a chunk was held
    double text;          // bytes of text that are held back behind it
  };

  // Pairs: how many bytes from the first that waits to the chunk's end, and when it came, in milliseconds.
  void begin(const double* pairs, size_t numbers);
  void arrived(uint32_t bytes, double now);
  // All but `unsent` bytes of what came have left; appends what that says of chunks.
  void left(uint64_t unsent, uint32_t text, double now, std::vector<Left>& said);
  // As `begin` takes them.
  std::vector<double> pairs(uint64_t unsent) const;

 private:
  struct Chunk {
    uint64_t end;
    double at;
  };
  std::vector<Chunk> chunks_;
  size_t first_ = 0;
  uint64_t total_ = 0;
};

class EventPump : public Napi::ObjectWrap<EventPump> {
 public:
  struct Parts {
    std::shared_ptr<FastPaths> paths;
    Napi::Object ruleset;
    Napi::Value counts, over;
  };

  // Streams at a time: others go their way through JavaScript.
  static constexpr size_t kMostStreams = 16384;

  static Napi::Function define(Napi::Env env);
  // Called by Ruleset.eventPump alone, with its parts as an external value.
  explicit EventPump(const Napi::CallbackInfo& info);
  ~EventPump() override;

 private:
  // Of a stream, in `counts_`; src/scanning/event-pump.ts reads them.
  enum Count : size_t { kData, kReleased, kEvents, kMaxText, kMaxMs, kHeard, kWaiting, kHeldText, kLast, kCounts };
  // Of all of them together, behind those.
  enum Total : size_t { kSteps, kScanned, kSeconds, kTurns, kTotals };

  struct Stream {
    uint32_t path;
    int upstream;
    ClientSocket client;
    HoldTimes hold;
    // The beginning of a chunk, read and not taken.
    std::vector<uint8_t> rest;
  };
  struct Over {
    uint32_t stream;
    std::vector<uint8_t> unsent;
  };

  Napi::Value begin(const Napi::CallbackInfo& info);
  Napi::Value end(const Napi::CallbackInfo& info);
  Napi::Value rest(const Napi::CallbackInfo& info);
  Napi::Value observed(const Napi::CallbackInfo& info);
  void halt(const Napi::CallbackInfo& info);

  bool open(Napi::Env env);
  void close();
  static void onReadable(uv_poll_t* handle, int status, int events);
  void work();
  void pump(uint32_t number);
  Stream* streamOf(const Napi::CallbackInfo& info, uint32_t& number);
  // Takes what it can of bytes[0, count); how many that are. What leaves by it lies behind out_'s beginning.
  size_t takeChunks(Stream& stream, double* counts, const uint8_t* bytes, size_t count, size_t& released);
  // One chunk of the chunked coding, of so many bytes that lie in out_; what was not taken of it goes to `unsent`.
  void write(Stream& stream, double* counts, size_t released, std::vector<uint8_t>& unsent);
  void giveUp(uint32_t number, std::vector<uint8_t> unsent);
  void forget(uint32_t number);
  void remove(uint32_t number);
  void tell();
  double* countsOf(uint32_t stream) { return counts_ + stream * kCounts; }
  double* totals() { return counts_ + kMostStreams * kCounts; }
  double now() const { return static_cast<double>(uv_hrtime()) / 1e6 - clockAhead_; }

  Napi::Env env_;
  std::shared_ptr<FastPaths> paths_;
  Napi::ObjectReference ruleset_, boundCounts_;
  // Weak as long as nothing is pumped: it knows the object that knows this one.
  Napi::FunctionReference over_;
  double* counts_ = nullptr;
  // Milliseconds that uv_hrtime is ahead of the clock that JavaScript asks.
  double clockAhead_ = 0;
  bool isHalted_ = false;
  int epoll_ = -1;
  uv_poll_t* poll_ = nullptr;
  napi_async_cleanup_hook_handle hook_ = nullptr;
  std::vector<std::unique_ptr<Stream>> streams_;
  // By their upstream's descriptor: one that was closed may be another's before its stream is ended.
  std::vector<uint32_t> byDescriptor_;
  std::vector<uint32_t> free_;
  size_t live_ = 0;
  std::vector<uint8_t> in_, out_;
  std::vector<Over> overs_;
  std::vector<HoldTimes::Left> left_;
};

}  // namespace sluice

// The Node-API face of the engine: class Ruleset with compile, load, serialize and scan, and what it makes.
//
// JavaScript validates and lays out; C++ checks bounds and works. Everything native belongs to the Ruleset object of one
// environment and is freed by its finalizer, which also runs when a worker ends; there are no globals and no hooks.
// During a scan no JavaScript is called and nothing is allocated on its heap.
#include <napi.h>

#include <algorithm>

#include <memory>
#include <string>
#include <vector>

#include "batch.h"
#include "byte-finder.h"
#include "bytes.h"
#include "event-pump.h"
#include "fast-path-handle.h"
#include "fingerprint.h"
#include "node-api.h"
#include "ruleset.h"
#include "scan.h"

namespace {

using sluice::Batch;
using sluice::ByteView;
using sluice::Classes;
using sluice::FastPathHandle;
using sluice::isShared;
using sluice::Ruleset;
using sluice::Scanner;
using sluice::throwError;
using sluice::throwTypeError;
using sluice::viewOf;

// Explaining is for a text that a person looks at.
constexpr size_t kMostFolded = 1 << 24;

// About what a ruleset takes, so that V8 collects those that are let go of: it sees but a small object.
constexpr int64_t kRulesetBytes = 2 << 20, kBytesOfDetector = 20 << 10;

class RulesetHandle : public Napi::ObjectWrap<RulesetHandle> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Ruleset",
                       {StaticMethod<&RulesetHandle::compile>("compile"), StaticMethod<&RulesetHandle::load>("load"),
                        InstanceMethod<&RulesetHandle::serialize>("serialize"),
                        InstanceMethod<&RulesetHandle::scan>("scan"), InstanceMethod<&RulesetHandle::scanOf>("scanOf"),
                        InstanceMethod<&RulesetHandle::fastPath>("fastPath"),
                        InstanceMethod<&RulesetHandle::takeOf>("takeOf"), InstanceMethod<&RulesetHandle::eventPump>("eventPump"),
                        InstanceMethod<&RulesetHandle::fold>("fold"),
                        InstanceMethod<&RulesetHandle::validates>("validates"),
                        InstanceAccessor<&RulesetHandle::detectorCount>("detectorCount"),
                        InstanceAccessor<&RulesetHandle::cleanTextBytes>("cleanTextBytes")});
  }

  // Called by compile and load alone, with the finished ruleset as an external value.
  explicit RulesetHandle(const Napi::CallbackInfo& info) : Napi::ObjectWrap<RulesetHandle>(info) {
    if (info.Length() != 1 || !info[0].IsExternal()) {
      throwTypeError(info.Env(), "Ruleset is made by Ruleset.compile or Ruleset.load");
      return;
    }
    auto* made = info[0].As<Napi::External<std::unique_ptr<Ruleset>>>().Data();
    ruleset_ = std::move(*made);
    scanner_ = std::make_unique<Scanner>(*ruleset_);
    texts_ = std::make_unique<sluice::CleanTexts>(ruleset_->size());
    paths_ = std::make_shared<sluice::FastPaths>(*scanner_);
    Napi::MemoryManagement::AdjustExternalMemory(info.Env(), externalBytes());
  }

  ~RulesetHandle() override {
    if (ruleset_) Napi::MemoryManagement::AdjustExternalMemory(Env(), -externalBytes());
  }

 private:
  int64_t externalBytes() const { return kRulesetBytes + static_cast<int64_t>(ruleset_->size()) * kBytesOfDetector; }

  using Make = std::unique_ptr<Ruleset> (*)(const uint8_t*, size_t, std::string&);

  static Napi::Value make(const Napi::CallbackInfo& info, Make from) {
    Napi::Env env = info.Env();
    ByteView bytes;
    if (info.Length() != 1 || !viewOf(env, info[0], napi_uint8_array, 1, bytes)) {
      throwTypeError(env, "one Uint8Array expected");
      return env.Undefined();
    }
    // A copy: shared memory must not change between check and use.
    std::vector<uint8_t> copy(bytes.data, bytes.data + bytes.size);
    std::string error;
    std::unique_ptr<Ruleset> made = from(copy.data(), copy.size(), error);
    if (!made) {
      throwError(env, error);
      return env.Undefined();
    }
    return env.GetInstanceData<Classes>()->ruleset.New({Napi::External<std::unique_ptr<Ruleset>>::New(env, &made)});
  }

  static Napi::Value compile(const Napi::CallbackInfo& info) { return make(info, Ruleset::compile); }
  static Napi::Value load(const Napi::CallbackInfo& info) { return make(info, Ruleset::load); }

  Napi::Value serialize(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    std::vector<uint8_t> bytes;
    if (!ruleset_->serialize(bytes)) {
      throwError(env, "the ruleset could not be serialized: only a compiled one is, not one that was loaded");
      return env.Undefined();
    }
    Napi::Uint8Array made = Napi::Uint8Array::New(env, bytes.size());
    std::copy(bytes.begin(), bytes.end(), made.Data());
    return made;
  }

  Napi::Value detectorCount(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), static_cast<double>(ruleset_->size()));
  }

  Napi::Value cleanTextBytes(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), static_cast<double>(texts_->bytes()));
  }

  bool scanBatch(const Batch& batch, uint32_t count) { return sluice::scanBatch(*scanner_, *texts_, ruleset_->size(), batch, count, result_); }

  static bool batchOf(napi_env env, napi_value arrayOfBytes, napi_value arrayOfItems, napi_value arrayOfResults, Batch& batch) {
    ByteView arena, items, out;
    if (!viewOf(env, arrayOfBytes, napi_uint8_array, 1, arena) || !viewOf(env, arrayOfItems, napi_int32_array, sizeof(int32_t), items) ||
        !viewOf(env, arrayOfResults, napi_int32_array, sizeof(int32_t), out)) {
      return false;
    }
    batch = {arena.data,
             arena.size,
             reinterpret_cast<const int32_t*>(items.data),
             items.size / sizeof(int32_t),
             reinterpret_cast<int32_t*>(out.data),
             out.size / sizeof(int32_t)};
    return true;
  }

  // scan(arena, items, count, out)
  Napi::Value scan(const Napi::CallbackInfo& info) {
    napi_env env = info.Env();
    Batch batch{};
    uint32_t count = 0;
    bool sound = info.Length() == 4 && batchOf(env, info[0], info[1], info[3], batch) && napi_get_value_uint32(env, info[2], &count) == napi_ok;
    if (!sound || !scanBatch(batch, count)) {
      throwTypeError(env, "scan(arena: Uint8Array, items: Int32Array, count: number of items, out: Int32Array)");
    }
    return info.Env().Undefined();
  }

  // What a function of scanOf scans; it holds on to all of it.
  struct Bound {
    Batch batch;
    RulesetHandle* handle;
    Napi::ObjectReference ruleset, arena, items, out;
  };

  // scanOf(arena, items, out), all in shared memory: a function of the number of items. Where three arrays lie is asked once, for to ask
  // costs a tenth of what scanning a token does.
  Napi::Value scanOf(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    Batch batch{};
    if (info.Length() != 3 || !batchOf(env, info[0], info[1], info[2], batch) || !isShared(env, info[0]) || !isShared(env, info[1]) ||
        !isShared(env, info[2])) {
      throwTypeError(env, "scanOf(arena: Uint8Array, items: Int32Array, out: Int32Array), in shared memory");
      return env.Undefined();
    }
    auto bound = std::make_unique<Bound>(Bound{batch, this, Napi::Persistent(Value()), Napi::Persistent(info[0].As<Napi::Object>()),
                                               Napi::Persistent(info[1].As<Napi::Object>()), Napi::Persistent(info[2].As<Napi::Object>())});
    return sluice::boundFunction(env, "scan", scanBound, std::move(bound));
  }

  static napi_value scanBound(napi_env env, napi_callback_info info) {
    size_t arguments = 1;
    napi_value argument = nullptr;
    void* data = nullptr;
    uint32_t count = 0;
    if (napi_get_cb_info(env, info, &arguments, &argument, nullptr, &data) != napi_ok) return nullptr;
    auto* bound = static_cast<Bound*>(data);
    if (napi_get_value_uint32(env, argument, &count) != napi_ok || !bound->handle->scanBatch(bound->batch, count)) {
      throwTypeError(env, "scan(count: number of items)");
    }
    return nullptr;
  }

  // fastPath(profile, held): a FastPath (fast-path-handle.h) that scans by that profile, and lets none of those spellings pass.
  Napi::Value fastPath(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    ByteView profile;
    std::vector<std::string> held;
    if (info.Length() != 2 || !viewOf(env, info[0], napi_uint8_array, 1, profile) || profile.size != ruleset_->size() ||
        !spellingsOf(env, info[1], held)) {
      throwTypeError(env, "fastPath(profile: Uint8Array, a byte for each detector, held: Uint8Array[], none empty)");
      return env.Undefined();
    }
    FastPathHandle::Parts parts{paths_, profile, std::move(held)};
    return env.GetInstanceData<Classes>()->fastPath.New({Napi::External<FastPathHandle::Parts>::New(env, &parts)});
  }

  static bool spellingsOf(Napi::Env env, Napi::Value value, std::vector<std::string>& held) {
    if (!value.IsArray()) return false;
    Napi::Array list = value.As<Napi::Array>();
    for (uint32_t at = 0; at < list.Length(); ++at) {
      ByteView bytes;
      Napi::Value each = list.Get(at);
      if (each.IsEmpty() || !viewOf(env, each, napi_uint8_array, 1, bytes) || bytes.size == 0) return false;
      held.emplace_back(reinterpret_cast<const char*>(bytes.data), bytes.size);
    }
    return true;
  }

  // takeOf(numbers, room): the function by which fast paths take chunks.
  Napi::Value takeOf(const Napi::CallbackInfo& info) {
    Napi::Value made = info.Length() == 2 ? FastPathHandle::takeOf(info.Env(), paths_, Value(), info[0], info[1]) : info.Env().Undefined();
    if (!made.IsFunction()) throwTypeError(info.Env(), "takeOf(numbers: Int32Array(5), room: Uint8Array, both in shared memory)");
    return made;
  }

  // eventPump(counts, over): what reads and writes the sockets of streams that are on fast paths. It holds on to this ruleset.
  Napi::Value eventPump(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    sluice::EventPump::Parts parts{paths_, Value(), info[0], info[1]};
    return env.GetInstanceData<Classes>()->eventPump.New({Napi::External<sluice::EventPump::Parts>::New(env, &parts)});
  }

  // fold(bytes, context): how detectors see a whole text, of which the first `context` bytes are its context. Per position of it
  // (and one past its end): whether a unit begins there, its raw start, and the raw end of the unit before.
  Napi::Value fold(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    ByteView bytes;
    uint32_t context = 0;
    if (info.Length() != 2 || !viewOf(env, info[0], napi_uint8_array, 1, bytes) ||
        napi_get_value_uint32(env, info[1], &context) != napi_ok || context > bytes.size || bytes.size > kMostFolded) {
      throwTypeError(env, "fold(bytes: Uint8Array, context: number of bytes)");
      return env.Undefined();
    }
    std::vector<uint8_t> raw(bytes.data, bytes.data + bytes.size);
    sluice::Text text;
    text.set(raw.data() + context, context, static_cast<uint32_t>(raw.size() - context), true);
    size_t before = static_cast<size_t>(text.context()), size = static_cast<size_t>(text.size());
    Napi::Uint8Array folded = Napi::Uint8Array::New(env, before + size);
    std::copy_n(text.data() - before, before + size, folded.Data());
    Napi::Uint8Array boundaries = Napi::Uint8Array::New(env, size + 1);
    Napi::Uint32Array starts = Napi::Uint32Array::New(env, size + 1), ends = Napi::Uint32Array::New(env, size + 1);
    for (size_t at = 0; at <= size; ++at) {
      int32_t position = static_cast<int32_t>(at);
      boundaries[at] = text.isBoundary(position) ? 1 : 0;
      starts[at] = text.rawStart(position);
      ends[at] = at == 0 ? 0 : text.rawEnd(position);
    }
    Napi::Object made = Napi::Object::New(env);
    made.Set("bytes", folded);
    made.Set("context", Napi::Number::New(env, static_cast<double>(before)));
    made.Set("boundaries", boundaries);
    made.Set("starts", starts);
    made.Set("ends", ends);
    return made;
  }

  // validates(detector, check, span): what that check of the detector says of a folded span.
  Napi::Value validates(const Napi::CallbackInfo& info) {
    Napi::Env env = info.Env();
    ByteView span;
    uint32_t index = 0, check = 0;
    bool sound = info.Length() == 3 && napi_get_value_uint32(env, info[0], &index) == napi_ok &&
                 napi_get_value_uint32(env, info[1], &check) == napi_ok &&
                 viewOf(env, info[2], napi_uint8_array, 1, span) && index < ruleset_->size() &&
                 check < ruleset_->spec().detectors[index].validators.size();
    if (!sound) {
      throwTypeError(env, "validates(detector: number, check: number, span: Uint8Array)");
      return env.Undefined();
    }
    std::string copy(reinterpret_cast<const char*>(span.data), span.size);
    return Napi::Boolean::New(env, ruleset_->spec().tables.accepts(ruleset_->spec().detectors[index].validators[check], copy));
  }

  // The scanner refers to the ruleset: it goes first.
  std::unique_ptr<Ruleset> ruleset_;
  std::unique_ptr<Scanner> scanner_;
  std::unique_ptr<sluice::CleanTexts> texts_;
  std::shared_ptr<sluice::FastPaths> paths_;
  sluice::StepResult result_{};
};

// Bytes that a JSON string cannot have as they are, or that begin an escape.
const sluice::ByteFinder& notPlain() {
  static const sluice::ByteFinder kFinder = [] {
    sluice::ByteClass bytes;
    for (int byte = 0; byte < 256; ++byte) {
      if (!sluice::isPlainInJson(static_cast<uint8_t>(byte))) bytes.add(static_cast<uint8_t>(byte));
    }
    return sluice::ByteFinder(bytes);
  }();
  return kFinder;
}

// plainTo(bytes, from, to): where what may stand in a JSON string as it is ends, `to` at the latest.
Napi::Value plainTo(const Napi::CallbackInfo& info) {
  napi_env env = info.Env();
  ByteView bytes;
  uint32_t from = 0, to = 0;
  if (info.Length() != 3 || !viewOf(env, info[0], napi_uint8_array, 1, bytes) || napi_get_value_uint32(env, info[1], &from) != napi_ok ||
      napi_get_value_uint32(env, info[2], &to) != napi_ok || from > to || to > bytes.size) {
    throwTypeError(env, "plainTo(bytes: Uint8Array, from: number, to: number of bytes at most)");
    return info.Env().Undefined();
  }
  return Napi::Number::New(env, static_cast<double>(notPlain().next(bytes.data, from, to)));
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  Napi::Function ruleset = RulesetHandle::define(env);
  // Owned by the environment and freed with it.
  env.SetInstanceData(new Classes{Napi::Persistent(ruleset), Napi::Persistent(FastPathHandle::define(env)), Napi::Persistent(sluice::EventPump::define(env))});
  exports.Set("Ruleset", ruleset);
  exports.Set("plainTo", Napi::Function::New(env, plainTo, "plainTo"));
  exports.Set("fingerprintOf", Napi::Function::New(env, sluice::fingerprintOf, "fingerprintOf"));
  return exports;
}

}  // namespace

NODE_API_MODULE(sluice, init)

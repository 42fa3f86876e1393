// The Node-API face of FastPath. A Ruleset makes it (addon.cc) and scans for it, and the function that takes chunks holds on to that.
#pragma once

#include <napi.h>

#include <memory>
#include <vector>

#include "fast-path.h"
#include "node-api.h"

namespace sluice {

// Those of one Ruleset, by their numbers. A call says which one it means by its number: to ask an object for what it wraps costs as much
// as all else of the call.
class FastPaths {
 public:
  struct Entry {
    FastPath path;
    std::shared_ptr<const FastRules> rules;
  };

  explicit FastPaths(Scanner& scanner) : scanner_(scanner) {}

  uint32_t add(const ByteView& profile, std::vector<std::string> held);
  void remove(uint32_t id);
  // Null: there is none.
  Entry* find(uint32_t id) { return id < entries_.size() ? entries_[id].get() : nullptr; }
  Scanner& scanner() { return scanner_; }

 private:
  Scanner& scanner_;
  std::vector<std::unique_ptr<Entry>> entries_;
  std::vector<uint32_t> free_;
  // Most streams have the same.
  std::shared_ptr<const FastRules> rules_;
};

class FastPathHandle : public Napi::ObjectWrap<FastPathHandle> {
 public:
  struct Parts {
    std::shared_ptr<FastPaths> paths;
    ByteView profile;
    std::vector<std::string> held;
  };

  static Napi::Function define(Napi::Env env);
  // Called by Ruleset.fastPath alone, with its parts as an external value.
  explicit FastPathHandle(const Napi::CallbackInfo& info);
  ~FastPathHandle() override;

  // A function take(id, bytes, from, to, isChunk), which says what it took in `numbers`, and writes what leaves by it to `room`; undefined:
  // one of them is no such array in shared memory.
  static Napi::Value takeOf(Napi::Env env, std::shared_ptr<FastPaths> paths, Napi::Object ruleset, Napi::Value numbers, Napi::Value room);

 private:
  Napi::Value takeOver(const Napi::CallbackInfo& info);
  Napi::Value giveBack(const Napi::CallbackInfo& info);
  Napi::Value id(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), id_); }

  FastPath& path() { return paths_->find(id_)->path; }

  std::shared_ptr<FastPaths> paths_;
  uint32_t id_ = 0;
};

}  // namespace sluice

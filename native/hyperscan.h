// RAII for Hyperscan's database and scratch. One scratch per database, used by one thread.
#pragma once

#include <hs.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sluice {

class HyperscanDatabase {
 public:
  // Compiles expressions whose identifiers are their indices. On failure says why in `error` and which in `failed`
  // (expressions.size() if none in particular).
  bool compile(const std::vector<std::string>& expressions, std::string& error, size_t& failed);
  // False if the bytes are damaged, or from another version or kind of CPU.
  bool load(const uint8_t* bytes, size_t size);
  bool serialize(std::vector<uint8_t>& into) const;

  // Calls onEnd(context, identifier, end offset) for every end of every match.
  using OnEnd = void (*)(void* context, uint32_t identifier, uint64_t end);
  bool scan(const uint8_t* bytes, size_t size, OnEnd onEnd, void* context) const;

 private:
  struct FreeDatabase {
    void operator()(hs_database_t* database) const { hs_free_database(database); }
  };
  struct FreeScratch {
    void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
  };
  bool allocateScratch();

  std::unique_ptr<hs_database_t, FreeDatabase> database_;
  std::unique_ptr<hs_scratch_t, FreeScratch> scratch_;
};

}  // namespace sluice

#include "hyperscan.h"

#include <cstdlib>

namespace sluice {

bool HyperscanDatabase::compile(const std::vector<std::string>& expressions, std::string& error, size_t& failed) {
  std::vector<const char*> sources;
  std::vector<unsigned> identifiers;
  for (const std::string& expression : expressions) {
    identifiers.push_back(static_cast<unsigned>(sources.size()));
    sources.push_back(expression.c_str());
  }
  // A pattern that may be empty ends everywhere; who asks for ends takes those that are none.
  const std::vector<unsigned> flags(sources.size(), HS_FLAG_ALLOWEMPTY);
  hs_database_t* database = nullptr;
  hs_compile_error_t* problem = nullptr;
  hs_error_t result = hs_compile_multi(sources.data(), flags.data(), identifiers.data(), static_cast<unsigned>(sources.size()),
                                       HS_MODE_BLOCK, nullptr, &database, &problem);
  if (result != HS_SUCCESS) {
    failed = problem && problem->expression >= 0 ? static_cast<size_t>(problem->expression) : expressions.size();
    error = problem && problem->message ? problem->message : "out of memory";
    if (problem) hs_free_compile_error(problem);
    return false;
  }
  database_.reset(database);
  failed = expressions.size();
  if (allocateScratch()) return true;
  error = "out of memory for scratch space";
  return false;
}

bool HyperscanDatabase::load(const uint8_t* bytes, size_t size) {
  hs_database_t* database = nullptr;
  if (hs_deserialize_database(reinterpret_cast<const char*>(bytes), size, &database) != HS_SUCCESS) return false;
  database_.reset(database);
  return allocateScratch();
}

bool HyperscanDatabase::serialize(std::vector<uint8_t>& into) const {
  char* bytes = nullptr;
  size_t size = 0;
  if (hs_serialize_database(database_.get(), &bytes, &size) != HS_SUCCESS) return false;
  into.assign(bytes, bytes + size);
  free(bytes);
  return true;
}

bool HyperscanDatabase::scan(const uint8_t* bytes, size_t size, OnEnd onEnd, void* context) const {
  struct Call {
    OnEnd onEnd;
    void* context;
  } call{onEnd, context};
  auto onMatch = [](unsigned identifier, unsigned long long, unsigned long long end, unsigned, void* pointer) {
    auto* to = static_cast<Call*>(pointer);
    to->onEnd(to->context, identifier, end);
    return 0;
  };
  return hs_scan(database_.get(), reinterpret_cast<const char*>(bytes), static_cast<unsigned>(size), 0, scratch_.get(),
                 onMatch, &call) == HS_SUCCESS;
}

bool HyperscanDatabase::allocateScratch() {
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database_.get(), &scratch) != HS_SUCCESS) return false;
  scratch_.reset(scratch);
  return true;
}

}  // namespace sluice

#include "rulesets.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace sluice::fuzz {

namespace {

[[noreturn]] void end(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::_Exit(2);
}

}  // namespace

std::vector<uint8_t> readSpec(const char* name) {
  const char* directory = std::getenv("SLUICE_FUZZ_SPECS");
  if (directory == nullptr) end("SLUICE_FUZZ_SPECS names no directory");
  std::string file = std::string(directory) + "/" + name + ".spec";
  std::ifstream stream(file, std::ios::binary);
  std::vector<uint8_t> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (bytes.empty()) end("there is nothing in " + file);
  bytes.shrink_to_fit();
  return bytes;
}

std::unique_ptr<Ruleset> compileRuleset(const char* name) {
  std::vector<uint8_t> bytes = readSpec(name);
  std::string error;
  std::unique_ptr<Ruleset> made = Ruleset::compile(bytes.data(), bytes.size(), error);
  if (!made) end(error);
  return made;
}

}  // namespace sluice::fuzz

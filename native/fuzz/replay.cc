// Runs a harness over files, without a fuzzer: for compilers that have none. Whatever ends the process, it says at which file.
#include <sanitizer/common_interface_defs.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

std::string current;

void nameIt() {
  current += " was replayed\n";
  if (write(STDERR_FILENO, current.data(), current.size()) < 0) _exit(3);
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(words[i])) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    std::cerr << "no files to replay\n";
    return 2;
  }
  __sanitizer_set_death_callback(nameIt);
  std::signal(SIGABRT, [](int) { nameIt(); });
  for (const auto& file : files) {
    current = file.string();
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    bytes.shrink_to_fit();
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  }
  current = "the last one";
  std::cerr << files.size() << " inputs replayed\n";
  return 0;
}

// Finds context words of many detectors in one pass: a trie, entered only where no letter stands before.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "byte-finder.h"
#include "bytes.h"
#include "windows.h"

namespace sluice {

class WordIndex {
 public:
  // Without upper case letters; of at least one byte. Before `finish`.
  void add(const std::string& word, uint32_t user) { words_[word].push_back(user); }
  void finish();

  // Calls visit(user, start) for each user of each word that starts in [from, to) with no letter beside it. The text
  // begins at `first` and ends at `end`.
  template <typename Visit>
  void find(const uint8_t* text, int32_t first, int32_t from, int32_t to, int32_t end, Visit visit) const {
    if (nodes_.empty()) return;
    static const bool hasAvx2 = __builtin_cpu_supports("avx2");
    uint64_t behindLetter = from > first && isLetter(text[from - 1]) ? 1 : 0;
    int32_t at = from;
    for (; hasAvx2 && at + kBlock <= to; at += kBlock) {
      uint64_t letters = letters_.block64(text + at);
      uint64_t places = firsts_.block64(text + at) & ~(letters << 1 | behindLetter);
      for (; places != 0; places &= places - 1) read(text, at + __builtin_ctzll(places), end, visit);
      behindLetter = letters >> 63;
    }
    for (; at < to; ++at) {
      if (behindLetter == 0) read(text, at, end, visit);
      behindLetter = isLetter(text[at]) ? 1 : 0;
    }
  }

 private:
  static constexpr uint32_t kNone = 0xffffffff;
  static constexpr int32_t kBlock = 64;
  struct Node {
    uint32_t children = 0, users = 0, usersEnd = 0;
    uint16_t childCount = 0;
  };

  // Words that begin at `at`.
  template <typename Visit>
  void read(const uint8_t* text, int32_t at, int32_t end, Visit& visit) const {
    // Most that stands there is told from a word by its first bytes.
    if (end - at >= Windows::kBytes && !windows_.has(Windows::of(text + at))) return;
    uint32_t node = roots_[text[at]];
    for (int32_t next = at + 1; node != kNone; ++next) {
      const Node& here = nodes_[node];
      if (here.users != here.usersEnd && (next >= end || !isLetter(text[next]))) {
        for (uint32_t i = here.users; i < here.usersEnd; ++i) visit(users_[i], at);
      }
      node = next < end ? childOf(here, lower_[text[next]]) : kNone;
    }
  }

  uint32_t childOf(const Node& node, uint8_t byte) const {
    for (uint32_t child = node.children; child < node.children + node.childCount; ++child) {
      if (bytes_[child] == byte) return child;
    }
    return kNone;
  }
  using Words = std::map<std::string, std::vector<uint32_t>>;
  void place(uint32_t node, size_t depth, Words::const_iterator from, Words::const_iterator to);

  Words words_;
  Windows windows_;
  ByteFinder letters_, firsts_;  // firsts_: bytes that words begin with
  std::array<uint32_t, 256> roots_{};
  std::array<uint8_t, 256> lower_{};
  std::vector<Node> nodes_;      // children of one lie side by side
  std::vector<uint8_t> bytes_;   // that lead to each node
  std::vector<uint32_t> users_;
};

}  // namespace sluice

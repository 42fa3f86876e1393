// Finds context words of many detectors in one pass, only where no letter stands before.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <unordered_map>
#include <vector>

#include "byte-finder.h"
#include "bytes.h"
#include "literal.h"
#include "windows.h"

namespace sluice {

class WordIndex {
 public:
  // Without upper case letters; of at least one byte. Before `finish`.
  void add(const std::string& word, uint32_t user) {
    const auto [known, isNew] = numbers_.try_emplace(word, static_cast<uint32_t>(words_.size()));
    if (isNew) words_.push_back({word, {}});
    words_[known->second].users.push_back(user);
  }
  void finish();

  const std::vector<uint32_t>& usersOf(uint32_t word) const { return words_[word].users; }
  int32_t bytesOf(uint32_t word) const { return static_cast<int32_t>(words_[word].bytes.size()); }

  // Whether a word begins at a place does not depend on what stands so far behind it or further, but for words of which `begun` is told.
  static constexpr int32_t kMostRead = 16;

  // Calls visit(word, start) for each word that starts in [from, to) with no letter beside it, and before that, or where only its
  // beginning stands, begun(word, start). The text begins at `first` and ends at `end`.
  template <typename Visit, typename Begun>
  void find(const uint8_t* text, int32_t first, int32_t from, int32_t to, int32_t end, Visit visit, Begun begun) const {
    if (words_.empty()) return;
    static const bool hasAvx2 = __builtin_cpu_supports("avx2");
    int32_t at = from;
    uint64_t behindLetter = at > first && isLetter(text[at - 1]) ? 1 : 0;
    auto block = [&](int32_t begin, uint64_t wanted) {
      uint64_t letters = letters_.block64(text + begin);
      uint64_t places = firsts_.block64(text + begin) & ~(letters << 1 | behindLetter) & wanted;
      for (; places != 0; places &= places - 1) {
        const int place = __builtin_ctzll(places);
        const uint64_t others = ~(letters >> place);
        read(text, begin + place, others != 0 ? __builtin_ctzll(others) : kBlock, end, visit, begun);
      }
      behindLetter = letters >> 63;
    };
    for (; hasAvx2 && at + kBlock <= to; at += kBlock) block(at, ~uint64_t{0});
    // What is left, in a block that ends with it.
    if (hasAvx2 && at < to && to - kBlock >= first) {
      behindLetter = to - kBlock > first && isLetter(text[to - kBlock - 1]) ? 1 : 0;
      block(to - kBlock, ~uint64_t{0} << (at - (to - kBlock)));
      return;
    }
    for (; at < to; ++at) {
      if (behindLetter == 0) read(text, at, 0, end, visit, begun);
      behindLetter = isLetter(text[at]) ? 1 : 0;
    }
  }

 private:
  static constexpr int32_t kBlock = 64;
  // Shorter words begin as thousands of windows do.
  static constexpr int32_t kLeastLong = 3;
  // Letters that a word begins with are counted up to here.
  static constexpr int32_t kMostLetters = 15;
  struct Entry {
    EightBytes bytes;  // that it begins with
    uint32_t word;     // in `words_`
  };
  struct Word {
    std::string bytes;
    std::vector<uint32_t> users;
  };

  // Words that begin at `at`, where so many letters stand or more.
  template <typename Visit, typename Begun>
  void read(const uint8_t* text, int32_t at, int32_t letters, int32_t end, Visit& visit, Begun& begun) const {
    const int32_t left = end - at;
    const uint32_t window = Windows::of(text + at, left);
    if (!windows_.has(window)) return;
    const uint32_t slot = Windows::slotOf(window);
    while (letters < left && letters < kMostLetters && isLetter(text[at + letters])) ++letters;
    if ((lettersOf_[slot] >> std::min(letters, kMostLetters) & 1) == 0) return;
    uint64_t bytes = 0;
    if (left >= static_cast<int32_t>(sizeof bytes)) {
      std::memcpy(&bytes, text + at, sizeof bytes);
    } else {
      std::memcpy(&bytes, text + at, static_cast<size_t>(left));
    }
    auto compare = [&](const Entry* entry, const Entry* last) {
      for (; entry != last; ++entry) {
        if (!entry->bytes.are(bytes)) continue;
        begun(entry->word, at);
        if (stands(words_[entry->word].bytes, text + at, left)) visit(entry->word, at);
      }
    };
    compare(entries_.begin(slot), entries_.end(slot));
    if (letters >= kLeastLong) return;
    const size_t first = lowerOf(text[at]);
    compare(short_.data() + shortFrom_[first], short_.data() + shortFrom_[first + 1]);
  }

  // All of it, and no letter behind; `bytes` of text are left.
  static bool stands(const std::string& word, const uint8_t* text, int32_t bytes) {
    const int32_t size = static_cast<int32_t>(word.size());
    if (size > bytes || (size < bytes && isLetter(text[size]))) return false;
    for (int32_t at = static_cast<int32_t>(EightBytes::kMost); at < size; ++at) {
      if (lowerOf(text[at]) != static_cast<uint8_t>(word[static_cast<size_t>(at)])) return false;
    }
    return true;
  }

  std::unordered_map<std::string, uint32_t> numbers_;  // until it is finished
  std::vector<Word> words_;
  Windows windows_;
  Buckets<Entry> entries_;
  std::vector<Entry> short_;  // by their first bytes
  std::array<uint32_t, 257> shortFrom_{};
  // [slot]: how many letters a word of it begins with, a bit each. None is followed or preceded by a letter, so as many stand in the text.
  std::vector<uint16_t> lettersOf_;
  ByteFinder letters_, firsts_;  // firsts_: bytes that words begin with
};

}  // namespace sluice

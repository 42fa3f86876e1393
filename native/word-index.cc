#include "word-index.h"

#include <string_view>

namespace sluice {

void WordIndex::finish() {
  if (words_.empty()) return;
  ByteClass letters, firsts;
  lettersOf_.assign(Windows::kSlots, 0);
  for (uint32_t number = 0; number < words_.size(); ++number) {
    const std::string& bytes = words_[number].bytes;
    const Entry entry{{bytes, true}, number};
    int32_t most = 0;
    while (most < kMostLetters && most < static_cast<int32_t>(bytes.size()) && isLetter(static_cast<uint8_t>(bytes[static_cast<size_t>(most)]))) ++most;
    windows_.add(std::string_view(bytes).substr(0, Windows::kBytes), [&](uint32_t slot) {
      lettersOf_[slot] = static_cast<uint16_t>(lettersOf_[slot] | 1u << most);
      entries_.add(slot, entry, [&entry](const Entry& last) { return last.word == entry.word; });
    });
    const uint8_t first = static_cast<uint8_t>(bytes[0]);
    firsts.add(first);
    if (isLetter(first)) firsts.add(first & ~0x20);
  }
  entries_.finish();
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (isLetter(static_cast<uint8_t>(byte))) letters.add(static_cast<uint8_t>(byte));
  }
  letters_ = ByteFinder(letters);
  firsts_ = ByteFinder(firsts);
  numbers_ = {};
}

}  // namespace sluice

#include "word-index.h"

#include <algorithm>
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
    const bool isLong = bytes.size() >= static_cast<size_t>(kLeastLong);
    windows_.add(std::string_view(bytes).substr(0, Windows::kBytes), [&](uint32_t slot) {
      lettersOf_[slot] = static_cast<uint16_t>(lettersOf_[slot] | 1u << most);
      if (isLong) entries_.add(slot, entry, [&entry](const Entry& last) { return last.word == entry.word; });
    });
    if (!isLong) short_.push_back(entry);
    const uint8_t first = static_cast<uint8_t>(bytes[0]);
    firsts.add(first);
    if (isLetter(first)) firsts.add(first & ~0x20);
  }
  entries_.finish();
  auto firstOf = [this](const Entry& entry) { return static_cast<uint8_t>(words_[entry.word].bytes[0]); };
  std::stable_sort(short_.begin(), short_.end(), [&](const Entry& a, const Entry& b) { return firstOf(a) < firstOf(b); });
  for (const Entry& entry : short_) ++shortFrom_[firstOf(entry) + 1u];
  for (size_t byte = 0; byte < 256; ++byte) shortFrom_[byte + 1] += shortFrom_[byte];
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (isLetter(static_cast<uint8_t>(byte))) letters.add(static_cast<uint8_t>(byte));
  }
  letters_ = ByteFinder(letters);
  firsts_ = ByteFinder(firsts);
  numbers_ = {};
}

}  // namespace sluice

#include "name-index.h"

#include <algorithm>

namespace sluice {

uint32_t NameIndex::symbolOf(uint8_t byte) {
  uint8_t lower = byte | 0x20;
  if (lower >= 'a' && lower <= 'z') return static_cast<uint32_t>(lower - 'a' + 1);
  return byte >= '0' && byte <= '9' ? 27 : byte == '_' || byte == '-' ? 28 : byte == ' ' || byte == '.' ? 29 : byte < 0x80 ? 30 : 31;
}

const std::array<uint8_t, 256>& NameIndex::symbols() {
  static const std::array<uint8_t, 256> table = [] {
    std::array<uint8_t, 256> made;
    for (unsigned byte = 0; byte < 256; ++byte) made[byte] = static_cast<uint8_t>(symbolOf(static_cast<uint8_t>(byte)));
    return made;
  }();
  return table;
}

void NameIndex::add(size_t detector, const std::vector<ByteClass>& word) {
  auto known = std::find_if(words_.begin(), words_.end(), [&word](const Word& other) { return other.bytes == word; });
  if (known != words_.end()) {
    known->detectors.push_back(static_cast<uint32_t>(detector));
    return;
  }
  std::vector<uint32_t> keys{0};
  for (size_t at = 0; at < 3; ++at) {
    std::vector<uint32_t> longer;
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (!word[at].has(static_cast<uint8_t>(byte))) continue;
      for (uint32_t key : keys) longer.push_back(key << kBits | symbolOf(static_cast<uint8_t>(byte)));
    }
    std::sort(longer.begin(), longer.end());
    longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
    keys = std::move(longer);
  }
  uint32_t number = static_cast<uint32_t>(words_.size());
  words_.push_back({word, {static_cast<uint32_t>(detector)}});
  for (uint32_t key : keys) {
    entries_.push_back({number, heads_[key]});
    heads_[key] = static_cast<uint32_t>(entries_.size() - 1);
  }
}

void NameIndex::find(const uint8_t* text, int32_t from, int32_t to, std::vector<uint64_t>& into) const {
  into = nameless_;
  const auto& symbol = symbols();
  uint32_t key = 0;
  for (int32_t at = from; at < to; ++at) {
    key = (key << kBits | symbol[text[at]]) & (kKeys - 1);
    int32_t start = at - 2;
    if (start < from) continue;
    for (uint32_t entry = heads_[key]; entry != kNone; entry = entries_[entry].next) {
      const Word& word = words_[entries_[entry].word];
      int32_t size = static_cast<int32_t>(word.bytes.size());
      if (start + size > to) continue;
      int32_t same = 0;
      while (same < size && word.bytes[static_cast<size_t>(same)].has(text[start + same])) ++same;
      if (same < size) continue;
      for (uint32_t detector : word.detectors) into[detector / 64] |= uint64_t{1} << (detector % 64);
    }
  }
}

}  // namespace sluice

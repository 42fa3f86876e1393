#include "literal-index.h"

#include <algorithm>

namespace sluice {

LiteralIndex::LiteralIndex() : firstOfSlot_(kSlots + 1, 0) {
  for (unsigned byte = 0; byte < 256; ++byte) symbols_[byte] = lowerOf(static_cast<uint8_t>(byte)) & 0x1f;
}

uint32_t LiteralIndex::add(const Literal& literal) {
  auto [known, isNew] = numbers_.try_emplace({literal.bytes, literal.caseless}, static_cast<uint32_t>(numbers_.size()));
  if (!isNew) return known->second;
  Entry entry{0, 0, 0, known->second, slotOf(literal), static_cast<int32_t>(literal.bytes.size())};
  for (size_t at = 0; at < literal.bytes.size(); ++at) {
    uint8_t byte = static_cast<uint8_t>(literal.bytes[at]);
    entry.bytes |= uint64_t{byte} << (8 * at);
    entry.read |= uint64_t{0xff} << (8 * at);
    // No other byte becomes a letter by that bit.
    if (literal.caseless && isLetter(byte)) entry.lower |= uint64_t{0x20} << (8 * at);
  }
  entries_.push_back(entry);
  return known->second;
}

uint32_t LiteralIndex::slotOf(const Literal& literal) const {
  uint32_t key = 0;
  for (size_t at = 0; at < 4; ++at) key = key << 5 | (at < literal.bytes.size() ? symbols_[static_cast<uint8_t>(literal.bytes[at])] : 0);
  return literal.bytes.size() > 3 ? slotOfFour(key) : literal.bytes.size() == 3 ? slotOfThree(key) : slotOfTwo(key);
}

void LiteralIndex::finish() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.slot < b.slot; });
  for (const Entry& entry : entries_) {
    taken_[entry.slot / 64] |= uint64_t{1} << (entry.slot % 64);
    ++firstOfSlot_[entry.slot + 1];
  }
  for (uint32_t slot = 0; slot < kSlots; ++slot) firstOfSlot_[slot + 1] += firstOfSlot_[slot];
}

}  // namespace sluice

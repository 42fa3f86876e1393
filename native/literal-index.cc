#include "literal-index.h"

#include <algorithm>

namespace sluice {

namespace {

// Bytes that prose is full of.
bool isFrequent(char byte) { return std::strchr(" abcdefghilmnoprstu", byte | 0x20) != nullptr; }

// Where the window begins that texts have the fewest of.
int32_t rarestWindow(const std::string& bytes, size_t size) {
  size_t best = 0;
  auto fewest = static_cast<std::ptrdiff_t>(size + 1);
  for (size_t at = 0; at + size <= bytes.size(); ++at) {
    auto frequent = std::count_if(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at + size), isFrequent);
    if (frequent >= fewest) continue;
    fewest = frequent;
    best = at;
  }
  return static_cast<int32_t>(best);
}

}  // namespace

uint32_t LiteralIndex::add(const Literal& literal) {
  auto [known, isNew] = numbers_.try_emplace({literal.bytes, literal.caseless}, static_cast<uint32_t>(numbers_.size()));
  if (!isNew) return known->second;
  Entry entry{};
  entry.number = known->second;
  entry.size = static_cast<int8_t>(literal.bytes.size());
  entry.offset = static_cast<int8_t>(rarestWindow(literal.bytes, Windows::kBytes));
  for (size_t at = 0; at < literal.bytes.size(); ++at) {
    uint8_t byte = static_cast<uint8_t>(literal.bytes[at]);
    entry.bytes |= uint64_t{byte} << (8 * at);
    entry.read |= uint64_t{0xff} << (8 * at);
    // No other byte becomes a letter by that bit.
    if (literal.caseless && isLetter(byte)) entry.lower |= uint64_t{0x20} << (8 * at);
  }
  entry.window = static_cast<uint32_t>(entry.bytes >> (8 * entry.offset));
  entry.windowRead = static_cast<uint32_t>((entry.read & ~entry.lower) >> (8 * entry.offset));
  entries_.push_back(entry);
  return known->second;
}

void LiteralIndex::finish() {
  if (entries_.empty()) return;
  std::map<uint32_t, std::vector<Entry>> placed;  // by their slots
  for (const Entry& literal : entries_) {
    std::string_view bytes(reinterpret_cast<const char*>(&literal.bytes), static_cast<size_t>(literal.size));
    windows_.add(bytes.substr(static_cast<size_t>(literal.offset), Windows::kBytes), [&](uint32_t slot) {
      std::vector<Entry>& there = placed[slot];
      if (there.empty() || there.back().number != literal.number) there.push_back(literal);
    });
  }
  entries_.clear();
  firstOfSlot_.assign(Windows::kSlots + 1, 0);
  for (const auto& [slot, entries] : placed) {
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    firstOfSlot_[slot + 1] = static_cast<uint32_t>(entries.size());
  }
  for (uint32_t slot = 0; slot < Windows::kSlots; ++slot) firstOfSlot_[slot + 1] += firstOfSlot_[slot];
}

}  // namespace sluice

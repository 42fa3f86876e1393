#include "word-index.h"

#include <algorithm>

namespace sluice {

void WordIndex::finish() {
  if (words_.empty()) return;
  nodes_.assign(1, {});
  bytes_.assign(1, 0);
  place(0, 0, words_.cbegin(), words_.cend());
  for (unsigned number = 0; number < 256; ++number) {
    lower_[number] = lowerOf(static_cast<uint8_t>(number));
  }
  ByteClass letters, firsts;
  for (unsigned number = 0; number < 256; ++number) {
    roots_[number] = childOf(nodes_[0], lower_[number]);
    if (isLetter(static_cast<uint8_t>(number))) letters.add(static_cast<uint8_t>(number));
    if (roots_[number] != kNone) firsts.add(static_cast<uint8_t>(number));
  }
  letters_ = ByteFinder(letters);
  firsts_ = ByteFinder(firsts);
  for (const auto& word : words_) windows_.add(word.first.substr(0, Windows::kBytes), [](uint32_t) {});
  words_.clear();
}

// Words from `from` to `to` have the first `depth` bytes in common, and those end at `node`.
void WordIndex::place(uint32_t node, size_t depth, Words::const_iterator from, Words::const_iterator to) {
  if (from != to && from->first.size() == depth) {
    nodes_[node].users = static_cast<uint32_t>(users_.size());
    users_.insert(users_.end(), from->second.begin(), from->second.end());
    nodes_[node].usersEnd = static_cast<uint32_t>(users_.size());
    ++from;
  }
  std::vector<Words::const_iterator> starts;
  for (auto word = from; word != to; ++word) {
    if (starts.empty() || starts.back()->first[depth] != word->first[depth]) starts.push_back(word);
  }
  uint32_t first = static_cast<uint32_t>(nodes_.size());
  nodes_[node].children = first;
  nodes_[node].childCount = static_cast<uint16_t>(starts.size());
  nodes_.resize(nodes_.size() + starts.size());
  for (auto start : starts) bytes_.push_back(static_cast<uint8_t>(start->first[depth]));
  starts.push_back(to);
  for (size_t child = 0; child + 1 < starts.size(); ++child) {
    place(first + static_cast<uint32_t>(child), depth + 1, starts[child], starts[child + 1]);
  }
}

}  // namespace sluice

// Numbers of the states of a DFA, found by what a state is made of: open addressing over its hash. Hashes are kept, so the table grows
// without asking for them again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sluice {

class StateNumbers {
 public:
  // Bytes of one state here, at most.
  static constexpr size_t kBytes = 5 * sizeof(uint32_t);

  size_t size() const { return hashes_.size(); }
  void clear() {
    hashes_.clear();
    buckets_.clear();
  }
  // The number of the state with this hash for which isSame(number) holds, and whether it is new: then it is the next one.
  template <typename IsSame>
  std::pair<uint32_t, bool> numberOf(uint64_t hash, IsSame isSame) {
    if (buckets_.empty()) buckets_.assign(kLeastBuckets, 0);
    const uint32_t kept = static_cast<uint32_t>(hash);
    size_t at = kept & (buckets_.size() - 1);
    for (; buckets_[at] != 0; at = (at + 1) & (buckets_.size() - 1)) {
      const uint32_t known = buckets_[at] - 1;
      if (hashes_[known] == kept && isSame(known)) return {known, false};
    }
    const uint32_t made = static_cast<uint32_t>(hashes_.size());
    hashes_.push_back(kept);
    buckets_[at] = made + 1;
    if (hashes_.size() * 2 > buckets_.size()) grow();
    return {made, true};
  }

 private:
  static constexpr size_t kLeastBuckets = 64;

  void grow() {
    buckets_.assign(buckets_.size() * 2, 0);
    for (uint32_t number = 0; number < hashes_.size(); ++number) {
      size_t at = hashes_[number] & (buckets_.size() - 1);
      while (buckets_[at] != 0) at = (at + 1) & (buckets_.size() - 1);
      buckets_[at] = number + 1;
    }
  }

  std::vector<uint32_t> hashes_;   // by numbers
  std::vector<uint32_t> buckets_;  // number + 1
};

}  // namespace sluice

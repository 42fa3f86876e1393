#include "literal-index.h"

#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "window-frequencies.h"

namespace sluice {

namespace {

// How often a text has what is taken for a window. Of one that is not among the frequent ones its pairs tell, by how many of those have them.
class Frequencies {
 public:
  Frequencies() {
    constexpr double kTextBytes = 2048;
    double times = std::ldexp(kTextBytes, -kMostFrequent);
    for (std::string_view windows : kFrequentWindows) {
      for (size_t at = 0; at < windows.size(); at += Windows::kBytes) {
        cells_[Windows::cellOf(numberOf<uint32_t>(&windows[at]))] += times;
        pairs_[numberOf<uint16_t>(&windows[at])] += times;
      }
      times /= 2;
    }
    for (double& pair : pairs_) pair = std::log1p(pair);
  }
  // Of a window in lower case; no unit.
  double of(std::string_view window) const {
    auto found = cells_.find(Windows::cellOf(numberOf<uint32_t>(window.data())));
    double sum = found == cells_.end() ? 0 : 16 * found->second;
    for (size_t at = 0; at + 2 <= window.size(); ++at) sum += pairs_[numberOf<uint16_t>(&window[at])];
    return sum;
  }

 private:
  std::vector<double> pairs_ = std::vector<double>(1 << 16);
  std::unordered_map<uint32_t, double> cells_;
};

// Where the window begins that costs least: one that texts have few of, or that others are found by, too.
int32_t cheapestWindow(const std::string& bytes, const Windows& others) {
  static const Frequencies kFrequencies;
  std::string lower;
  for (char byte : bytes) lower += static_cast<char>(lowerOf(static_cast<uint8_t>(byte)));
  int32_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (size_t at = 0; at + Windows::kBytes <= lower.size(); ++at) {
    const bool isThere = !others.empty() && others.has(Windows::of(reinterpret_cast<const uint8_t*>(&lower[at])));
    const double cost = kFrequencies.of(std::string_view(lower).substr(at, Windows::kBytes)) * (isThere ? 0.5 : 1);
    if (cost >= least) continue;
    least = cost;
    best = static_cast<int32_t>(at);
  }
  return best;
}

}  // namespace

uint32_t LiteralIndex::add(const Literal& literal) {
  const auto [known, isNew] = numbers_[literal.caseless ? 1 : 0].try_emplace(literal.bytes, static_cast<uint32_t>(all_.size()));
  if (isNew) all_.push_back(literal);
  return known->second;
}

// The short ones first, which have no choice: longer ones may be found by the same windows.
void LiteralIndex::finish() {
  std::array<std::vector<uint32_t>, kMostBytes + 1> bySize;
  for (uint32_t number = 0; number < all_.size(); ++number) bySize[all_[number].bytes.size()].push_back(number);
  for (const auto& numbers : bySize) {
    for (uint32_t number : numbers) place(number);
  }
  if (!all_.empty()) literals_.finish();
  numbers_ = {};
}

void LiteralIndex::place(uint32_t number) {
  const auto& [bytes, caseless] = all_[number];
  const int32_t offset = cheapestWindow(bytes, windows_);
  const Entry entry{{bytes, caseless}, number, static_cast<int8_t>(bytes.size()), static_cast<int8_t>(offset)};
  windows_.add(std::string_view(bytes).substr(static_cast<size_t>(offset), Windows::kBytes), [&](uint32_t slot) {
    literals_.add(slot, entry, [number](const Entry& last) { return last.number == number; });
  });
}

}  // namespace sluice

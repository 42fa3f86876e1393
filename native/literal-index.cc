#include "literal-index.h"

#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

namespace {

// The words that English and code have most of.
constexpr std::string_view kSample =
    " the of and to in is that it was for on with as be at by this have from or had not are but what all were when we there can an your which their "
    "said if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than "
    "first been its who now people my made over did down only way find use may water long little very after words called just where most know get "
    "through back much go good new write our used me man too any day same right look think also around another came come work three word must because "
    "does part even place well such here take why things help put years different away again off went old number great tell men say small every found "
    "still between name should home big give air line set own under read last never us left end along while might next sound below saw something "
    "thought both few those always looked show large often together asked house don't world going want school important until form food keep children "
    "feet land side without boy once animal life enough took four head above kind began almost live page got earth need far hand high year mother light "
    "country father let night picture being study second soon story since white ever paper hard near sentence better best across during today however "
    "sure knew it's try told young sun thing whole hear example heard several change answer room sea against top turned learn point city play toward "
    "five himself usually money seen didn't car morning body upon family later turn move face door cut done group true half function return value string "
    "type const import index error default list result export class public private static void null false ";

// How often a text has what is taken for a window, by that sample.
class Frequencies {
 public:
  Frequencies() {
    for (size_t at = 0; at < kSample.size(); ++at) {
      if (at + 2 <= kSample.size()) ++pairs_[numberOf<uint16_t>(&kSample[at])];
      if (at + Windows::kBytes <= kSample.size()) ++cells_[Windows::cellOf(numberOf<uint32_t>(&kSample[at]))];
    }
    for (size_t pair = 0; pair < pairs_.size(); ++pair) weights_[pair] = std::log1p(pairs_[pair]);
  }
  // Of a window in lower case; no unit.
  double of(std::string_view window) const {
    auto found = cells_.find(Windows::cellOf(numberOf<uint32_t>(window.data())));
    double sum = found == cells_.end() ? 0 : 4 * found->second;
    for (size_t at = 0; at + 2 <= window.size(); ++at) sum += weights_[numberOf<uint16_t>(&window[at])];
    return sum;
  }

 private:
  std::vector<int> pairs_ = std::vector<int>(1 << 16);
  std::vector<double> weights_ = std::vector<double>(1 << 16);
  std::unordered_map<uint32_t, int> cells_;
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
  auto [known, isNew] = numbers_.try_emplace({literal.bytes, literal.caseless}, static_cast<uint32_t>(numbers_.size()));
  if (!isNew) return known->second;
  const int8_t size = static_cast<int8_t>(literal.bytes.size());
  sizes_.push_back(size);
  const int32_t offset = cheapestWindow(literal.bytes, windows_);
  const Entry entry{{literal.bytes, literal.caseless}, known->second, size, static_cast<int8_t>(offset)};
  windows_.add(std::string_view(literal.bytes).substr(static_cast<size_t>(offset), Windows::kBytes), [&](uint32_t slot) {
    literals_.add(slot, entry, [&entry](const Entry& last) { return last.number == entry.number; });
  });
  return known->second;
}

void LiteralIndex::finish() {
  if (!numbers_.empty()) literals_.finish();
}

}  // namespace sluice

#include "spec-indices.h"

#include <cstring>

namespace sluice::fuzz {

namespace {

constexpr uint32_t kClassBytes = 32, kRoutes = 8, kChecks = 23, kPhoneForms = 4;
enum : uint32_t { kByPrefix, kByGateStarts, kByGateEnds, kByEnds, kByWords, kByRun, kByName, kByKey };

class Layout {
 public:
  explicit Layout(const std::vector<uint8_t>& spec) : spec_(spec) {}

  std::deque<SpecIndex> read() {
    skip(8);
    for (int list = 0; list < 2; ++list) each([&] { text(), skip(4); });  // countries, months
    for (int list = 0; list < 3; ++list) each([&] { text(); });           // fillers, placeholder words, and parts
    each([&] { text(), text(); });                                        // brackets
    each([&] { text(); });                                                // suffixes
    each([&] { text(), text(), numbers(); });                             // numbering plans
    each([&] { each([&] { skip(8); }), each([&] { text(); }); });         // groups of telephone numbers
    regions_ = each([&] { automaton(), each([&] { automaton(); }); });
    each([&] { names(); });
    tails_ = classes();
    gates_ = classes();
    allows_ = each([&] { automaton(), each([&] { automaton(); }); });
    each([&] { detector(); });
    return std::move(found_);
  }

 private:
  void names() {
    each([&] { skip(4), text(), skip(4); });  // folds
    each([&] { text(); });                    // particles
    each([&] { text(); });                    // endings
    text();
    text();
  }

  void detector() {
    text();
    skip(4 * 4);
    classes();
    each([&] { classes(); });
    each([&] { index(tails_, "a tail class"); });
    each([&] { skip(4); });
    each([&] { text(); });
    skip(2 * 4);
    numbers();
    each([&] { check(); });
    each([&] { index(allows_, "a list of allowed values"); });
    automaton();
    each([&] { automaton(); });
    literals();
    switch (index(kRoutes, "a route")) {
      case kByPrefix:
        skip(4);
        text();
        break;
      case kByKey:
        literals();
        run();
        break;
      case kByName:
        run();
        break;
      case kByGateStarts:
      case kByGateEnds:
        index(gates_, "a gate");
        skip(2 * 4);
        break;
      case kByEnds:
        text();
        break;
      case kByRun:
        skip(kClassBytes + 4);
        break;
    }
  }

  void literals() {
    index(2, "an offset of literals");
    each([&] { text(), skip(4); });
  }
  void run() {
    each([&] { skip(kClassBytes + 2 * 4); });
  }

  void check() {
    index(kChecks, "a check");
    skip(8);
    each([&] { checksum(); });
    each([&] {
      index(kPhoneForms, "a form of telephone numbers");
      each([&] { index(regions_, "a region"); });
    });
  }

  void checksum() {
    text();
    each([&] { numbers(), each([&] { numbers(); }), numbers(), skip(2 * 4), numbers(), text(); });
  }

  void automaton() {
    uint32_t readable = classes();
    uint32_t positions = 0;
    each([&] { index(readable, "a byte class"), positions += number(); });
    auto targets = [&] { each([&] { index(positions, "a position"); }); };
    each([&] { index(positions, "a position"), targets(); });
    targets();
    targets();
  }

  template <typename Read>
  uint32_t each(Read read) {
    uint32_t count = number();
    for (uint32_t i = 0; i < count && isSound_; ++i) read();
    return count;
  }
  uint32_t classes() {
    return each([&] { skip(kClassBytes); });
  }
  void text() { skip(number()); }
  void numbers() {
    each([&] { skip(4); });
  }
  uint32_t index(uint32_t bound, const char* what) {
    size_t at = at_;
    uint32_t value = number();
    if (isSound_) found_.push_back({at, bound, what});
    return value;
  }
  uint32_t number() {
    size_t at = at_;
    skip(4);
    return isSound_ ? numberAt(spec_, at) : 0;
  }
  void skip(size_t bytes) {
    isSound_ = isSound_ && bytes <= spec_.size() - at_;
    if (isSound_) at_ += bytes;
  }

  const std::vector<uint8_t>& spec_;
  size_t at_ = 0;
  bool isSound_ = true;
  uint32_t tails_ = 0, gates_ = 0, allows_ = 0, regions_ = 0;
  std::deque<SpecIndex> found_;
};

}  // namespace

std::deque<SpecIndex> indicesOf(const std::vector<uint8_t>& spec) { return Layout(spec).read(); }

uint32_t numberAt(const std::vector<uint8_t>& spec, size_t at) {
  uint32_t number;
  std::memcpy(&number, spec.data() + at, sizeof number);
  return number;
}

void setNumberAt(std::vector<uint8_t>& spec, size_t at, uint32_t number) { std::memcpy(spec.data() + at, &number, sizeof number); }

}  // namespace sluice::fuzz

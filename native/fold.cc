#include "fold.h"

#include <algorithm>
#include <cstring>

#include "byte-finder.h"
#include "bytes.h"
#include "characters.h"

namespace sluice {

namespace {

// Bytes with which a unit may begin that is not itself.
const ByteFinder& foldStarts() {
  static const ByteFinder finder = [] {
    ByteClass starts;
    for (unsigned byte = 0; byte < 256; ++byte) {
      bool isEscape = byte == '\\' || byte == '%' || byte == '&';
      if (isEscape || byte >= 0x80 || foldOf(byte) != nullptr) starts.add(static_cast<uint8_t>(byte));
    }
    return ByteFinder(starts);
  }();
  return finder;
}

constexpr uint32_t kReplacement = 0xfffd;

// Of a run of units that fold to nothing, the one behind so many becomes U+FFFD and the run begins anew: however long it
// is, the raw bytes of so many characters are bounded. Nothing but the units since the last character decide, so folding
// may restart behind any character.
constexpr uint32_t kMostNothing = 16;

// One unit: how many raw bytes, and what they fold to. size 0: incomplete.
struct Unit {
  enum class Kind { kIncomplete, kItself, kCodePoint, kByte, kNothing };
  Kind kind;
  uint32_t size;
  uint32_t value;
};

constexpr Unit kIncomplete{Unit::Kind::kIncomplete, 0, 0};
Unit itself(uint32_t size) { return {Unit::Kind::kItself, size, 0}; }
Unit codePoint(uint32_t size, uint32_t value) { return {Unit::Kind::kCodePoint, size, value}; }
Unit byteOf(uint32_t size, uint8_t value) { return {Unit::Kind::kByte, size, value}; }

// What follows `at` up to the end. A form that the end cuts is incomplete, unless nothing follows (`last`).
struct Input {
  const uint8_t* bytes;
  size_t size;
  bool last;

  // Number of hex digits from `at` on, at most `most`.
  size_t hexRun(size_t at, size_t most) const {
    size_t run = 0;
    while (run < most && at + run < size && hexValue(bytes[at + run]) >= 0) ++run;
    return run;
  }
  uint32_t hex(size_t at, size_t digits) const {
    uint32_t value = 0;
    for (size_t i = 0; i < digits; ++i) value = value * 16 + static_cast<uint32_t>(hexValue(bytes[at + i]));
    return value;
  }
  Unit cut() const { return last ? itself(1) : kIncomplete; }
};

// `\uD[C-F]XX` at `at`: yes, no, or cut by the end.
enum class LowSurrogate { kYes, kNo, kCut };

LowSurrogate lowSurrogateAt(const Input& in, size_t at) {
  for (size_t i = 0; i < 6; ++i) {
    if (at + i == in.size) return LowSurrogate::kCut;
    uint8_t c = in.bytes[at + i];
    bool fits = i == 0   ? c == '\\'
                : i == 1 ? c == 'u'
                : i == 2 ? hexValue(c) == 13
                : i == 3 ? hexValue(c) >= 12
                         : hexValue(c) >= 0;
    if (!fits) return LowSurrogate::kNo;
  }
  return LowSurrogate::kYes;
}

Unit backslashUnit(const Input& in, size_t at) {
  if (at + 1 == in.size) return in.cut();
  const uint8_t letter = in.bytes[at + 1];
  if (uint8_t byte = jsonEscape(letter); byte != 0) return byteOf(2, byte);
  if (letter != 'u') return itself(1);
  size_t digits = in.hexRun(at + 2, 4);
  if (digits < 4) return at + 2 + digits == in.size ? in.cut() : itself(1);
  uint32_t value = in.hex(at + 2, 4);
  if (value < 0xd800 || value > 0xdfff) return codePoint(6, value);
  if (value >= 0xdc00) return codePoint(6, kReplacement);
  switch (lowSurrogateAt(in, at + 6)) {
    case LowSurrogate::kYes:
      return codePoint(12, 0x10000 + ((value - 0xd800) << 10) + (in.hex(at + 8, 4) - 0xdc00));
    case LowSurrogate::kCut:
      return in.last ? codePoint(6, kReplacement) : kIncomplete;
    case LowSurrogate::kNo:
      break;
  }
  return codePoint(6, kReplacement);
}

Unit percentUnit(const Input& in, size_t at) {
  size_t digits = in.hexRun(at + 1, 2);
  if (digits == 2) return byteOf(3, static_cast<uint8_t>(in.hex(at + 1, 2)));
  return at + 1 + digits == in.size ? in.cut() : itself(1);
}

struct Entity {
  const char* name;
  uint32_t size;
  char value;  // kInvisible: nothing
};
constexpr char kInvisible = 0;
constexpr Entity kEntities[] = {
    {"&amp;", 5, '&'},     {"&lt;", 4, '<'},      {"&gt;", 4, '>'},      {"&quot;", 6, '"'},    {"&apos;", 6, '\''},
    {"&nbsp;", 6, ' '},    {"&ensp;", 6, ' '},    {"&emsp;", 6, ' '},    {"&thinsp;", 8, ' '},  {"&Tab;", 5, '\t'},
    {"&hyphen;", 8, '-'},  {"&dash;", 6, '-'},    {"&ndash;", 7, '-'},   {"&mdash;", 7, '-'},   {"&minus;", 7, '-'},
    {"&commat;", 8, '@'},  {"&period;", 8, '.'},  {"&colon;", 7, ':'},   {"&sol;", 5, '/'},     {"&lowbar;", 8, '_'},
    {"&plus;", 6, '+'},    {"&equals;", 8, '='},  {"&num;", 5, '#'},     {"&lpar;", 6, '('},    {"&rpar;", 6, ')'},
    {"&shy;", 5, kInvisible}, {"&zwnj;", 6, kInvisible}, {"&zwj;", 5, kInvisible}, {"&lrm;", 5, kInvisible},
    {"&rlm;", 5, kInvisible}};

Unit numericEntity(const Input& in, size_t at) {
  bool hex = at + 2 < in.size && (in.bytes[at + 2] == 'x' || in.bytes[at + 2] == 'X');
  size_t digitsAt = at + (hex ? 3 : 2);
  size_t most = hex ? 6 : 7;
  size_t end = digitsAt;
  uint32_t value = 0;
  for (; end < in.size && end - digitsAt < most; ++end) {
    int digit = hexValue(in.bytes[end]);
    if (digit < 0 || (!hex && digit > 9)) break;
    value = value * (hex ? 16 : 10) + static_cast<uint32_t>(digit);
  }
  if (end == in.size) return in.cut();
  bool valid = end > digitsAt && in.bytes[end] == ';' && value != 0 && value <= 0x10ffff &&
               (value < 0xd800 || value > 0xdfff);
  return valid ? codePoint(static_cast<uint32_t>(end + 1 - at), value) : itself(1);
}

Unit ampersandUnit(const Input& in, size_t at) {
  size_t left = in.size - at;
  if (left == 1) return in.cut();
  const char letter = static_cast<char>(in.bytes[at + 1]);
  if (letter == '#') return numericEntity(in, at);
  for (const Entity& entity : kEntities) {
    if (entity.name[1] != letter) continue;
    size_t compared = std::min<size_t>(left, entity.size);
    if (std::memcmp(in.bytes + at, entity.name, compared) != 0) continue;
    if (compared < entity.size) return in.cut();
    if (entity.value == kInvisible) return {Unit::Kind::kNothing, entity.size, 0};
    return byteOf(entity.size, static_cast<uint8_t>(entity.value));
  }
  return itself(1);
}

Unit characterUnit(uint32_t size, uint32_t character) {
  const FoldRange* range = foldOf(character);
  if (range == nullptr) return itself(size);
  switch (range->fold) {
    case Fold::kNothing:
      return {Unit::Kind::kNothing, size, 0};
    case Fold::kDash:
      return byteOf(size, '-');
    case Fold::kSpace:
      return byteOf(size, ' ');
    case Fold::kLine:
      return byteOf(size, '\n');
    case Fold::kDigit:
      return byteOf(size, static_cast<uint8_t>('0' + (character - range->first) % 10));
    case Fold::kFullWidth:
      return byteOf(size, static_cast<uint8_t>(character - range->first + '!'));
    case Fold::kLetter:
    case Fold::kMark:
      return byteOf(size, static_cast<uint8_t>(range->letter));
    case Fold::kMathLetter: {
      uint32_t place = (character - range->first) % 52;
      return byteOf(size, static_cast<uint8_t>(place < 26 ? 'A' + place : 'a' + (place - 26)));
    }
  }
  return itself(size);
}

// The halves of a surrogate pair as three bytes each (CESU-8): two JSON strings may share a character.
constexpr size_t kPairBytes = 6;

Unit pairUnit(const Input& in, size_t at) {
  static constexpr uint8_t kLeast[kPairBytes] = {0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80}, kMost[kPairBytes] = {0xed, 0xaf, 0xbf, 0xed, 0xbf, 0xbf};
  const uint8_t* bytes = in.bytes + at;
  for (size_t i = 0; i < kPairBytes; ++i) {
    if (at + i == in.size) return in.cut();
    if (bytes[i] < kLeast[i] || bytes[i] > kMost[i]) return itself(1);
  }
  const uint32_t high = (bytes[1] & 0x0fu) << 6 | (bytes[2] & 0x3fu), low = (bytes[4] & 0x0fu) << 6 | (bytes[5] & 0x3fu);
  return codePoint(kPairBytes, 0x10000 + (high << 10) + low);
}

Unit utf8Unit(const Input& in, size_t at) {
  uint8_t lead = in.bytes[at];
  if (lead < 0x80) return characterUnit(1, lead);
  auto [length, low, high] = utf8Lead(lead);
  if (length == 0) return itself(1);
  if (lead == 0xed && at + 1 < in.size && in.bytes[at + 1] > high) return pairUnit(in, at);
  uint32_t value = lead & (length == 2 ? 0x1f : length == 3 ? 0x0f : 0x07);
  for (uint32_t i = 1; i < length; ++i) {
    if (at + i == in.size) return in.cut();
    uint8_t byte = in.bytes[at + i];
    if (byte < low || byte > high) return itself(1);
    low = 0x80;
    high = 0xbf;
    value = value << 6 | (byte & 0x3f);
  }
  return characterUnit(length, value);
}

// What sets the colours of a terminal: `ESC [`, digits with `;` or `:` between them, `m`. Any other ESC is a control character.
constexpr size_t kMostColourBytes = 16;

Unit escapeUnit(const Input& in, size_t at) {
  const Unit alone = characterUnit(1, in.bytes[at]);
  const Unit cut = in.last ? alone : kIncomplete;
  if (at + 1 == in.size) return cut;
  if (in.bytes[at + 1] != '[') return alone;
  size_t end = at + 2;
  auto isParameter = [](uint8_t byte) { return byte >= '0' && byte <= ';'; };
  while (end < in.size && end - at - 2 < kMostColourBytes && isParameter(in.bytes[end])) ++end;
  if (end == in.size) return cut;
  return in.bytes[end] == 'm' ? Unit{Unit::Kind::kNothing, static_cast<uint32_t>(end + 1 - at), 0} : alone;
}

Unit unitAt(const Input& in, size_t at) {
  switch (in.bytes[at]) {
    case 0x1b:
      return escapeUnit(in, at);
    case '\\':
      return backslashUnit(in, at);
    case '%':
      return percentUnit(in, at);
    case '&':
      return ampersandUnit(in, at);
    default:
      return utf8Unit(in, at);
  }
}

// The last unit that ends at or before `position`, as an index; -1 if there is none.
ptrdiff_t lastEnded(const std::vector<FoldedUnit>& units, uint32_t position) {
  auto after = std::upper_bound(units.begin(), units.end(), position,
                                [](uint32_t at, const FoldedUnit& unit) { return at < unit.textEnd; });
  return after - units.begin() - 1;
}

uint32_t rawStartIn(const std::vector<FoldedUnit>& units, uint32_t position) {
  ptrdiff_t index = lastEnded(units, position);
  // Inside of a unit, which may be longer than its raw bytes: its start.
  size_t after = static_cast<size_t>(index + 1);
  if (after < units.size() && units[after].textStart < position) return units[after].rawStart;
  if (index < 0) return position;
  const FoldedUnit& unit = units[static_cast<size_t>(index)];
  return unit.rawEnd + (position - unit.textEnd);
}

uint32_t rawEndIn(const std::vector<FoldedUnit>& units, uint32_t position) {
  auto after = std::lower_bound(units.begin(), units.end(), position,
                                [](const FoldedUnit& unit, uint32_t at) { return unit.textStart < at; });
  if (after == units.begin()) return position;
  const FoldedUnit& unit = *(after - 1);
  return unit.textEnd >= position ? unit.rawEnd : unit.rawEnd + (position - unit.textEnd);
}

// Two passes as one: the second's units in raw offsets, and those of the first that no unit of the second took in.
void compose(const FoldPass& first, const FoldPass& second, std::vector<FoldedUnit>& into) {
  into.clear();
  auto inner = first.units.begin();
  uint32_t middle = 0, outer = 0;  // where both passes are in step
  auto takeInner = [&](uint32_t until, bool emptyOnesToo) {
    for (; inner != first.units.end(); ++inner) {
      bool before = inner->textEnd <= until && (inner->textStart < until || (emptyOnesToo && inner->textStart == until));
      if (!before) break;
      uint32_t start = outer + (inner->textStart - middle);
      into.push_back({start, start + (inner->textEnd - inner->textStart), inner->rawStart, inner->rawEnd});
    }
  };
  for (const FoldedUnit& unit : second.units) {
    takeInner(unit.rawStart, true);
    into.push_back({unit.textStart, unit.textEnd, first.rawStartOf(unit.rawStart), first.rawEndOf(unit.rawEnd)});
    while (inner != first.units.end() && inner->textStart < unit.rawEnd) ++inner;
    middle = unit.rawEnd;
    outer = unit.textEnd;
  }
  takeInner(second.rawEnd, true);
}

}  // namespace

bool isPlain(const uint8_t* bytes, size_t size) { return foldStarts().next(bytes, 0, size) == size; }

uint32_t FoldPass::rawStartOf(uint32_t position) const { return rawStartIn(units, position); }
uint32_t FoldPass::rawEndOf(uint32_t position) const { return rawEndIn(units, position); }

void FoldPass::run(const uint8_t* raw, size_t rawSize, bool last) {
  const ByteFinder& starts = foldStarts();
  Input in{raw, rawSize, last};
  units.clear();
  strays.clear();
  bool same = true;  // so far the text is the raw bytes
  uint32_t used = 0;
  uint32_t nothings = 0;  // units since the last one that folds to something
  size_t at = 0;
  auto copy = [&](size_t bytes) {
    if (bytes != 0) nothings = 0;
    if (!same) std::memcpy(made.data() + used, raw + at, bytes);
    used += static_cast<uint32_t>(bytes);
    at += bytes;
  };
  while (at < rawSize) {
    size_t fold = starts.next(raw, at, rawSize);
    copy(fold - at);
    if (at == rawSize) break;
    Unit unit = unitAt(in, at);
    if (unit.kind == Unit::Kind::kIncomplete) break;
    if (unit.kind == Unit::Kind::kItself) {
      if (unit.size == 1 && (raw[at] & 0xc0) == 0x80) strays.push_back(used);
      copy(unit.size);
      continue;
    }
    if (same) {
      // A unit is never longer folded than raw.
      if (made.size() < rawSize) made.resize(rawSize);
      std::memcpy(made.data(), raw, used);
      same = false;
    }
    if (unit.kind != Unit::Kind::kNothing) {
      nothings = 0;
    } else if (++nothings > kMostNothing) {
      nothings = 0;
      unit = codePoint(unit.size, kReplacement);  // there is room: those before it left theirs
    }
    uint32_t start = used;
    if (unit.kind == Unit::Kind::kCodePoint) {
      used += writeUtf8(unit.value, made.data() + used);
    } else if (unit.kind == Unit::Kind::kByte) {
      if ((unit.value & 0xc0) == 0x80) strays.push_back(used);
      made[used++] = static_cast<uint8_t>(unit.value);
    }
    uint32_t rawStart = static_cast<uint32_t>(at);
    units.push_back({start, used, rawStart, rawStart + unit.size});
    at += unit.size;
  }
  text = same ? raw : made.data();
  size = used;
  rawEnd = static_cast<uint32_t>(at);
}

void Text::set(const uint8_t* bytes, uint32_t contextSize, uint32_t size, bool last) {
  units_.clear();
  plain_ = isPlain(bytes - contextSize, size_t{contextSize} + size);
  if (plain_) {
    first_.strays.clear();
    strays_ = &first_.strays;
    data_ = bytes;
    size_ = static_cast<int32_t>(size);
    context_ = static_cast<int32_t>(contextSize);
    return;
  }
  first_.run(bytes - contextSize, contextSize, true);
  second_.run(first_.text, first_.size, true);
  joined_.assign(second_.text, second_.text + second_.size);
  context_ = static_cast<int32_t>(joined_.size());

  first_.run(bytes, size, last);
  const FoldPass* result = &first_;
  // A pass that changed nothing would change nothing again; but where carry was cut off, a new end may cut more.
  if (!first_.units.empty() || first_.rawEnd < size) {
    second_.run(first_.text, first_.size, last);
    compose(first_, second_, units_);
    result = &second_;
  }
  if (contextSize == 0) {
    data_ = result->text;
  } else {
    joined_.insert(joined_.end(), result->text, result->text + result->size);
    data_ = joined_.data() + context_;
  }
  strays_ = &result->strays;
  size_ = static_cast<int32_t>(result->size);
}

bool Text::isStray(int32_t position) const {
  return std::binary_search(strays_->begin(), strays_->end(), static_cast<uint32_t>(position));
}

uint32_t Text::rawStart(int32_t position) const { return rawStartIn(units_, static_cast<uint32_t>(position)); }

uint32_t Text::rawEnd(int32_t position) const { return rawEndIn(units_, static_cast<uint32_t>(position)); }

int32_t Text::positionOf(uint32_t raw) const {
  if (plain_) return raw <= static_cast<uint32_t>(size_) ? static_cast<int32_t>(raw) : -1;
  int32_t low = 0, high = size_;
  if (rawStart(high) < raw) return -1;
  while (low < high) {
    int32_t middle = low + (high - low) / 2;
    if (rawStart(middle) < raw) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool aligned = isBoundary(low) && (low == 0 || rawEnd(low) <= raw);
  return aligned ? low : -1;
}

}  // namespace sluice

#include "fast-path.h"

#include <algorithm>
#include <cstring>

#include "bytes.h"

namespace sluice {

namespace {

// Longer sizes, and those with extensions, are read in JavaScript (chunked-body.ts).
constexpr size_t kMostDigits = 6;
// A lane with more is none for the fast path; the scanner's own numbers end far behind it.
constexpr size_t kMostText = 1 << 20;

struct Chunk {
  size_t at, size, end;  // of its data, and behind its last CR LF
};

bool isLineEnd(const uint8_t* at) { return at[0] == '\r' && at[1] == '\n'; }

// A chunk (RFC 9112, 7.1) that is there whole, with data in it.
bool readChunk(const uint8_t* bytes, size_t size, Chunk& chunk) {
  size_t at = 0, data = 0;
  for (; at < size && at < kMostDigits; ++at) {
    int digit = hexValue(bytes[at]);
    if (digit < 0) break;
    data = data * 16 + static_cast<size_t>(digit);
  }
  if (data == 0 || at + 2 > size || !isLineEnd(bytes + at)) return false;
  chunk = {at + 2, data, at + 2 + data + 2};
  return chunk.end <= size && isLineEnd(bytes + chunk.end - 2);
}

// Length of the well-formed character beyond ASCII at `at`; 0: it is none.
size_t characterAt(const uint8_t* at, const uint8_t* end) {
  auto [length, low, high] = utf8Lead(at[0]);
  if (length == 0 || static_cast<size_t>(end - at) < length || at[1] < low || at[1] > high) return 0;
  for (size_t next = 2; next < length; ++next) {
    if ((at[next] & 0xc0) != 0x80) return 0;
  }
  return length;
}

// Where the first byte is that a JSON string does not hold as it is, or that begins no well-formed character.
const uint8_t* plainTo(const uint8_t* at, const uint8_t* end) {
  while (at < end) {
    size_t length = *at < 0x80 ? (isPlainInJson(*at) ? 1 : 0) : characterAt(at, end);
    if (length == 0) break;
    at += length;
  }
  return at;
}

// Of `\uXXXX` at `at`; -1: it is none.
int32_t escapedUnit(const uint8_t* at, const uint8_t* end) {
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return -1;
  int32_t unit = 0;
  for (size_t next = 2; next < 6; ++next) {
    int digit = hexValue(at[next]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void appendCharacter(int32_t character, std::vector<uint8_t>& text) {
  uint8_t bytes[4];
  text.insert(text.end(), bytes, bytes + writeUtf8(static_cast<uint32_t>(character), bytes));
}

// Appends what the escape at `at` stands for. Returns its length; 0: it is none, or half of a pair alone.
size_t appendEscape(const uint8_t* at, const uint8_t* end, std::vector<uint8_t>& text) {
  if (end - at < 2 || *at != '\\') return 0;
  if (uint8_t byte = jsonEscape(at[1]); byte != 0) {
    text.push_back(byte);
    return 2;
  }
  int32_t unit = escapedUnit(at, end);
  if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff)) return 0;
  if (unit < 0xd800 || unit > 0xdbff) {
    appendCharacter(unit, text);
    return 6;
  }
  int32_t low = escapedUnit(at + 6, end);
  if (low < 0xdc00 || low > 0xdfff) return 0;
  appendCharacter(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), text);
  return 12;
}

// Without the line ends behind it.
size_t contentLength(const uint8_t* event, size_t size) {
  while (size > 0 && (event[size - 1] == '\n' || event[size - 1] == '\r')) --size;
  return size;
}

}  // namespace

bool FastPath::begin(const uint8_t* event, size_t size, uint32_t start, uint32_t end, const FastLimits& limits) {
  if (size > kMostEvent || start >= end || end >= size || event[size - 1] != '\n') return false;
  like_.assign(event, event + size);
  start_ = start;
  end_ = end;
  lines_ = static_cast<size_t>(std::count(event, event + size, '\n'));
  isString_ = start > 0 && event[start - 1] == '"' && event[end] == '"';
  limits_ = limits;
  return true;
}

bool FastPath::takeOver(const uint8_t* text, size_t textSize, uint32_t released, uint32_t floor, const uint8_t* events, size_t eventsSize,
                        const uint32_t* sizes, size_t count) {
  if (floor > released || released > textSize || textSize > kMostText) return false;
  std::vector<Waiting> queue(count);
  uint64_t end = textSize;
  size_t at = eventsSize;
  std::vector<uint8_t> own;
  for (size_t index = count; index-- > 0;) {
    // Its text is not released, and the text before it may have left the lane.
    if (end <= released || sizes[index] > at) return false;
    at -= sizes[index];
    const uint8_t* event = events + at;
    size_t ends = textEnd(event, sizes[index]);
    own.clear();
    if (ends == 0 || !append(event + start_, event + ends, own)) return false;
    queue[index] = {sizes[index], end};
    end -= std::min<uint64_t>(end, own.size());
  }
  if (at != 0) return false;
  text_.assign(text, text + textSize);
  released_ = released;
  floor_ = floor;
  moved_ = 0;
  held_.assign(events, events + eventsSize);
  heldFrom_ = 0;
  queue_ = std::move(queue);
  first_ = 0;
  return true;
}

size_t FastPath::textEnd(const uint8_t* event, size_t size) const {
  size_t behind = like_.size() - end_;
  if (like_.empty() || size < start_ + behind + 1) return 0;
  size_t end = size - behind;
  bool isLike = std::memcmp(event + end, like_.data() + end_, behind) == 0 && std::memcmp(event, like_.data(), start_) == 0;
  return isLike ? end : 0;
}

bool FastPath::append(const uint8_t* at, const uint8_t* end, std::vector<uint8_t>& text) const {
  while (true) {
    const uint8_t* stop = plainTo(at, end);
    text.insert(text.end(), at, stop);
    if (stop == end) return true;
    size_t length = isString_ ? appendEscape(stop, end, text) : 0;
    if (length == 0) return false;
    at = stop + length;
  }
}

bool FastPath::hasRoom(const uint8_t* event, size_t size) const {
  size_t waits = queue_.size() - first_;
  if (waits == 0) return true;
  size_t behind = waiting() - queue_[first_].size + contentLength(event, size);
  return waits <= limits_.eventsBehind && behind <= limits_.bytesBehind;
}

bool FastPath::beginsChunk(const uint8_t* bytes, size_t size) {
  size_t at = 0, data = 0;
  for (; at < size && at < kMostDigits && hexValue(bytes[at]) >= 0; ++at) data = data * 16 + static_cast<size_t>(hexValue(bytes[at]));
  if (at == size) return true;
  if (data == 0 || data > kMostEvent || bytes[at] != '\r' || (at + 1 < size && bytes[at + 1] != '\n')) return false;
  const size_t lineEnd = at + 2 + data;
  return size <= lineEnd || (size == lineEnd + 1 && bytes[lineEnd] == '\r');
}

size_t FastPath::takeChunk(Scanner& scanner, const FastRules& rules, const uint8_t* bytes, size_t size, uint8_t* out, size_t room, FastTaken& taken) {
  Chunk chunk{};
  return readChunk(bytes, size, chunk) && take(scanner, rules, bytes + chunk.at, chunk.size, out, room, taken) ? chunk.end : 0;
}

size_t FastPath::takeEvent(Scanner& scanner, const FastRules& rules, const uint8_t* bytes, size_t size, uint8_t* out, size_t room, FastTaken& taken) {
  size_t end = 0;
  const size_t most = std::min(size, kMostEvent);
  for (size_t line = 0; line < lines_; ++line) {
    const void* feed = end < most ? std::memchr(bytes + end, '\n', most - end) : nullptr;
    if (feed == nullptr) return 0;
    end = static_cast<size_t>(static_cast<const uint8_t*>(feed) - bytes) + 1;
  }
  return take(scanner, rules, bytes, end, out, room, taken) ? end : 0;
}

bool FastPath::take(Scanner& scanner, const FastRules& rules, const uint8_t* event, size_t size, uint8_t* out, size_t room, FastTaken& taken) {
  if (size > std::min<size_t>(kMostEvent, limits_.eventBytes)) return false;
  size_t end = textEnd(event, size);
  if (end == 0 || waiting() + size > room || !hasRoom(event, size)) return false;
  size_t before = text_.size();
  if (before + end - start_ > kMostText) return false;
  bool isText = append(event + start_, event + end, text_);
  uint32_t scanned = static_cast<uint32_t>(text_.size());
  uint64_t textEnd = moved_ + scanned;
  if (!isText || !scanText(scanner, rules)) {
    text_.resize(before);
    return false;
  }
  taken = {0, static_cast<uint32_t>(size), scanned};
  if (first_ == queue_.size() && textEnd <= moved_ + released_) {
    std::memcpy(out, event, size);
    taken.released = taken.data;
  } else {
    held_.insert(held_.end(), event, event + size);
    queue_.push_back({taken.data, textEnd});
    taken.released = release(out);
  }
  return true;
}

// False: there is something to decide, and nothing has changed.
bool FastPath::scanText(Scanner& scanner, const FastRules& rules) {
  uint32_t size = static_cast<uint32_t>(text_.size());
  // What may still become a held value is kept from the scanner, as if it had not come (src/inspect/held-scanner.ts).
  size_t pending = size;
  if (rules.held.endsPast(text_.data(), size, released_, pending)) return false;
  if (pending < released_) return false;
  StepInput input{text_.data(), 0, static_cast<uint32_t>(pending), floor_, released_, false, 0, rules.profile.data()};
  if (scanner.scan(input, result_) != ScanStatus::kDone) return false;
  if (!result_.spans.empty() || !result_.findings.empty() || result_.tails != 0) {
    scanner.keepRefused(input, result_);
    return false;
  }
  if (size - std::min(result_.released, result_.keep) > limits_.laneHoldBytes) return false;
  text_.erase(text_.begin(), text_.begin() + result_.keep);
  moved_ += result_.keep;
  released_ = result_.released - result_.keep;
  floor_ = result_.floor - result_.keep;
  return true;
}

uint32_t FastPath::release(uint8_t* out) {
  size_t size = 0;
  while (first_ < queue_.size() && queue_[first_].textEnd <= moved_ + released_) size += queue_[first_++].size;
  std::memcpy(out, held_.data() + heldFrom_, size);
  heldFrom_ += size;
  if (first_ == queue_.size()) {
    held_.clear();
    heldFrom_ = 0;
    queue_.clear();
    first_ = 0;
  } else if (heldFrom_ > held_.size() / 2) {
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(heldFrom_));
    heldFrom_ = 0;
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  return static_cast<uint32_t>(size);
}

}  // namespace sluice

#include "automaton.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "sets.h"

namespace sluice {

namespace {

constexpr uint32_t kMaxPositions = 8192;

void put(Automaton::Set& set, size_t position) { set[position / 64] |= uint64_t{1} << (position % 64); }

bool test(const Automaton::Set& set, uint32_t position) { return set[position / 64] >> (position % 64) & 1; }

}  // namespace

// Tells bytes apart, by one class after another or by one number of theirs after another.
class ByteKinds {
 public:
  // By what `what` says of each, a number below `bound`.
  template <typename What>
  void tellApart(uint32_t bound, What what) {
    constexpr uint32_t kNone = UINT32_MAX;
    renumbered_.assign(count_ * bound, kNone);
    count_ = 0;
    uint32_t last = kNone, lastKind = 0;  // neighbours are mostly alike
    for (uint32_t byte = 0; byte < 256; ++byte) {
      const uint32_t pair = kinds_[byte] * bound + what(static_cast<uint8_t>(byte));
      if (pair != last) {
        uint32_t& kind = renumbered_[pair];
        if (kind == kNone) kind = count_++;
        last = pair;
        lastKind = kind;
      }
      kinds_[byte] = static_cast<uint8_t>(lastKind);
    }
    sizes_.fill(0);
    for (uint8_t kind : kinds_) ++sizes_[kind];
  }
  // By who is of the class. What is asked are its bytes alone, or all others: kinds of which each is one, or none, stay whole.
  void tellApart(ByteClass::Bits members) {
    size_t count = 0;
    for (uint64_t word : members) count += static_cast<size_t>(__builtin_popcountll(word));
    if (count > 128) {
      for (uint64_t& word : members) word = ~word;
    }
    kindsAsked_.clear();
    eachOf(members.data(), members.size(), [this](uint32_t byte) {
      if (asked_[kinds_[byte]]++ == 0) kindsAsked_.push_back(kinds_[byte]);
    });
    for (uint8_t kind : kindsAsked_) {
      becomes_[kind] = kind;
      if (asked_[kind] < sizes_[kind]) {
        sizes_[kind] -= asked_[kind];
        sizes_[count_] = asked_[kind];
        becomes_[kind] = static_cast<uint8_t>(count_++);
      }
    }
    eachOf(members.data(), members.size(), [this](uint32_t byte) { kinds_[byte] = becomes_[kinds_[byte]]; });
    for (uint8_t kind : kindsAsked_) asked_[kind] = 0;
  }
  // Numbered in the order of their first bytes.
  std::array<uint8_t, 256> inOrder() {
    tellApart(1, [](uint8_t) { return 0u; });
    return kinds_;
  }

 private:
  std::array<uint8_t, 256> kinds_{};
  std::array<uint32_t, 257> sizes_{256}, asked_{};  // of each kind: bytes, and those of the class that is asked
  std::array<uint8_t, 256> becomes_{};
  std::vector<uint8_t> kindsAsked_;
  uint32_t count_ = 1;
  std::vector<uint32_t> renumbered_;
};

void Links::append(const Links& others, uint32_t base) {
  const uint32_t before = static_cast<uint32_t>(targets_.size());
  targets_.reserve(before + others.targets_.size());
  firstOf_.reserve(firstOf_.size() + others.size());
  for (uint32_t target : others.targets_) targets_.push_back(base + target);
  for (uint32_t position = 0; position < others.size(); ++position) firstOf_.push_back(before + others.firstOf_[position + 1]);
}

Links Links::reversed() const {
  Links made;
  made.firstOf_.assign(firstOf_.size(), 0);
  made.targets_.resize(targets_.size());
  for (uint32_t target : targets_) ++made.firstOf_[target + 1];
  for (uint32_t position = 0; position < size(); ++position) made.firstOf_[position + 1] += made.firstOf_[position];
  std::vector<uint32_t> next = made.firstOf_;
  for (uint32_t position = 0; position < size(); ++position) {
    for (uint32_t target : of(position)) made.targets_[next[target]++] = position;
  }
  return made;
}

bool Automaton::readPart(Reader& reader, Part& part) {
  part.classes = reader.list([&reader] { return reader.byteClassBits(); }, sizeof(ByteClass::Bits));
  for (uint32_t runs = reader.count(2 * sizeof(uint32_t)); runs > 0; --runs) {
    const uint32_t number = reader.number(), count = reader.number();
    if (number >= part.classes.size() || count == 0 || count > kMaxPositions - part.classOf.size()) return false;
    part.classOf.insert(part.classOf.end(), count, number);
  }
  const uint32_t positions = static_cast<uint32_t>(part.classOf.size());
  if (positions == 0) return false;
  // No number stands twice, so no list is longer: a lead's last positions times a pattern's first ones would be too many.
  auto arePositions = [positions](Links::List numbers) {
    return static_cast<size_t>(numbers.end() - numbers.begin()) <= positions &&
           std::all_of(numbers.begin(), numbers.end(), [positions](uint32_t number) { return number < positions; });
  };
  auto all = [](const std::vector<uint32_t>& numbers) { return Links::List(numbers.data(), numbers.data() + numbers.size()); };
  part.follow.reserve(positions);
  std::vector<uint32_t>& targets = part.follow.targets();
  auto nextAloneUntil = [&](uint32_t until) {
    for (uint32_t position = part.follow.size(); position < until; ++position) {
      if (position + 1 < positions) targets.push_back(position + 1);
      part.follow.close();
    }
  };
  for (uint32_t others = reader.count(2 * sizeof(uint32_t)); others > 0; --others) {
    const uint32_t position = reader.number();
    if (position < part.follow.size() || position >= positions) return false;
    nextAloneUntil(position);
    reader.numbersInto(targets);
    part.follow.close();
    if (!arePositions(part.follow.of(position))) return false;
  }
  nextAloneUntil(positions);
  part.first = reader.numbers();
  part.last = reader.numbers();
  return reader.ok() && arePositions(all(part.first)) && arePositions(all(part.last));
}

bool Automaton::read(Reader& reader) {
  Part pattern;
  std::vector<Part> leads;
  if (!readPart(reader, pattern)) return false;
  uint32_t leadCount = reader.count();
  if (leadCount > 1) return false;
  for (uint32_t i = 0; i < leadCount; ++i) {
    leads.emplace_back();
    if (!readPart(reader, leads.back())) return false;
  }

  leadPositions_ = leads.empty() ? 0 : static_cast<uint32_t>(leads[0].classOf.size());
  positions_ = leadPositions_ + static_cast<uint32_t>(pattern.classOf.size());
  for (Set* set : {&firstOfPattern_, &lastOfPattern_, &firstOfLead_, &lastOfLead_, &inner_}) set->assign(words(), 0);

  auto mark = [](const Part& part, uint32_t base, Set& first, Set& last) {
    for (uint32_t p : part.first) put(first, base + p);
    for (uint32_t p : part.last) put(last, base + p);
  };
  if (!leads.empty()) {
    const Part& lead = leads[0];
    mark(lead, 0, firstOfLead_, lastOfLead_);
    for (uint32_t p = 0; p < leadPositions_; ++p) {
      std::vector<uint32_t>& targets = after_.targets();
      targets.insert(targets.end(), lead.follow.of(p).begin(), lead.follow.of(p).end());
      for (size_t i = test(lastOfLead_, p) ? 0 : pattern.first.size(); i < pattern.first.size(); ++i) {
        targets.push_back(leadPositions_ + pattern.first[i]);
      }
      after_.close();
    }
  }
  mark(pattern, leadPositions_, firstOfPattern_, lastOfPattern_);
  after_.append(pattern.follow, leadPositions_);
  before_ = after_.reversed();
  for (uint32_t p = leadPositions_; p < positions_; ++p) {
    if (!after_.of(p).empty()) put(inner_, p);
  }

  ByteKinds kinds;
  std::vector<ByteClass::Bits> classes;
  Set readers;  // of each class, a set behind the other
  auto addReaders = [&](const Part& part, uint32_t base) {
    for (const ByteClass::Bits& bytes : part.classes) kinds.tellApart(bytes);
    const size_t first = classes.size();
    classes.insert(classes.end(), part.classes.begin(), part.classes.end());
    readers.resize(classes.size() * words(), 0);
    for (uint32_t p = 0; p < part.classOf.size(); ++p) put(readers, (first + part.classOf[p]) * words() * 64 + base + p);
  };
  if (!leads.empty()) addReaders(leads[0], 0);
  addReaders(pattern, leadPositions_);
  classifyBytes(kinds.inOrder(), [&](uint8_t byte, uint64_t* all) {
    for (size_t number = 0; number < classes.size(); ++number) {
      if (ByteClass::has(classes[number], byte)) addMoved(&readers[number * words()], words(), 0, all);
    }
  });
  return true;
}

template <typename Read>
void Automaton::classifyBytes(const std::array<uint8_t, 256>& kinds, Read read) {
  std::array<uint8_t, 256> classOfKind{};
  uint32_t known = 0;
  for (uint32_t byte = 0; byte < 256; ++byte) {
    const uint32_t kind = kinds[byte];
    if (kind == known) {
      ++known;
      readable_.resize(readable_.size() + words(), 0);
      const uint64_t* made = readable(byteClasses_);
      read(static_cast<uint8_t>(byte), &readable_[byteClasses_ * words()]);
      // Those of parts that are classified already differ.
      uint32_t like = isUnited() ? byteClasses_ : 0;
      while (!std::equal(made, made + words(), readable(like))) ++like;
      classOfKind[kind] = static_cast<uint8_t>(like);
      if (like == byteClasses_) {
        ++byteClasses_;
      } else {
        readable_.resize(byteClasses_ * words());
      }
    }
    classOfByte_[byte] = classOfKind[kind];
  }
  bytesOfClass_.assign(byteClasses_, {});
  for (uint32_t byte = 0; byte < 256; ++byte) bytesOfClass_[classOfByte_[byte]][byte / 64] |= uint64_t{1} << (byte % 64);
}

Automaton Automaton::unite(const std::vector<const Automaton*>& parts) {
  Automaton made;
  for (const Automaton* part : parts) {
    made.partBase_.push_back(made.positions_);
    made.positions_ += part->positions_;
  }
  for (Set* set : {&made.firstOfPattern_, &made.lastOfPattern_, &made.firstOfLead_}) set->assign(made.words(), 0);
  ByteKinds kinds;
  for (uint32_t index = 0; index < parts.size(); ++index) {
    const Automaton& part = *parts[index];
    uint32_t base = made.partBase_[index];
    made.partOf_.insert(made.partOf_.end(), part.positions_, index);
    made.after_.append(part.after_, base);
    made.before_.append(part.before_, base);
    made.addPartSet(index, part.firstOfPattern_, made.firstOfPattern_);
    made.addPartSet(index, part.lastOfPattern_, made.lastOfPattern_);
    made.addPartSet(index, part.firstOfLead_, made.firstOfLead_);
    kinds.tellApart(part.byteClasses_, [&part](uint8_t byte) { return part.classOfByte_[byte]; });
  }
  made.classifyBytes(kinds.inOrder(), [&](uint8_t byte, uint64_t* readers) {
    for (uint32_t index = 0; index < parts.size(); ++index) {
      addMoved(parts[index]->readable(parts[index]->classOfByte_[byte]), parts[index]->words(), made.partBase_[index], readers);
    }
  });
  return made;
}

// By hashes: positions that are taken for alike by chance only make it match more.
std::vector<uint32_t> Automaton::alike(int32_t steps) const {
  std::vector<uint64_t> hashes(positions_);
  for (uint32_t byteClass = 0; byteClass < byteClasses_; ++byteClass) {
    const uint64_t hash = mixed(byteClass + 1, 0);
    eachOf(readable(byteClass), words(), [&](uint32_t position) { hashes[position] += hash; });
  }
  for (uint32_t position = 0; position < positions_; ++position) {
    hashes[position] = mixed(hashes[position], (test(firstOfPattern_, position) ? 2u : 0u) + (test(lastOfPattern_, position) ? 1u : 0u));
  }
  std::vector<uint32_t> numbers(positions_), lastAsked;
  auto number = [&] {
    std::unordered_map<uint64_t, uint32_t> known;
    uint32_t count = 0;
    for (uint32_t position = 0; position < positions_; ++position) {
      // Those of two parts are never taken for alike: whose hit it is would be lost.
      if (position > 0 && partOf_[position] != partOf_[position - 1]) known.clear();
      const auto [same, isNew] = known.try_emplace(hashes[position], count);
      count += isNew ? 1 : 0;
      numbers[position] = same->second;
    }
    lastAsked.assign(count, positions_);
  };
  number();
  for (int32_t step = 0; step < steps; ++step) {
    for (uint32_t position = 0; position < positions_; ++position) {
      uint64_t behind = 0;
      for (uint32_t later : after_.of(position)) {
        if (lastAsked[numbers[later]] == position) continue;
        lastAsked[numbers[later]] = position;
        behind += mixed(numbers[later] + 1, 1);
      }
      hashes[position] = mixed(hashes[position], behind);
    }
    number();
  }
  return numbers;
}

Automaton Automaton::relaxed(int32_t steps) const {
  Automaton made;
  made.relaxedOf_ = alike(steps);
  made.partBase_ = {0};
  made.positions_ = *std::max_element(made.relaxedOf_.begin(), made.relaxedOf_.end()) + 1;
  std::vector<uint32_t> order(positions_);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&made](uint32_t a, uint32_t b) { return made.relaxedOf_[a] < made.relaxedOf_[b]; });
  std::vector<uint32_t> lastFrom(made.positions_, made.positions_);
  for (size_t at = 0; at < order.size();) {
    const uint32_t from = made.relaxedOf_[order[at]];
    made.partOf_.push_back(partOf_[order[at]]);
    for (; at < order.size() && made.relaxedOf_[order[at]] == from; ++at) {
      for (uint32_t later : after_.of(order[at])) {
        const uint32_t target = made.relaxedOf_[later];
        if (lastFrom[target] != from) made.after_.targets().push_back(target);
        lastFrom[target] = from;
      }
    }
    made.after_.close();
  }
  made.before_ = made.after_.reversed();
  made.firstOfPattern_ = made.relaxed(firstOfPattern_);
  made.lastOfPattern_ = made.relaxed(lastOfPattern_);
  made.firstOfLead_ = made.relaxed(firstOfLead_);
  made.byteClasses_ = byteClasses_;
  made.classOfByte_ = classOfByte_;
  made.readable_.reserve(byteClasses_ * made.words());
  for (uint32_t byteClass = 0; byteClass < byteClasses_; ++byteClass) {
    const uint64_t* readers = readable(byteClass);
    const Set set = made.relaxed(Set(readers, readers + words()));
    made.readable_.insert(made.readable_.end(), set.begin(), set.end());
  }
  return made;
}

Automaton::Set Automaton::relaxed(const Set& set) const {
  Set made(words(), 0);
  eachOf(set.data(), set.size(), [&](uint32_t position) { put(made, relaxedOf_[position]); });
  return made;
}

void Automaton::addPartSet(uint32_t part, const Set& set, Set& into) const {
  addMoved(set.data(), set.size(), partBase_[part], into.data());
}

Automaton::Set Automaton::readersOf(const ByteClass& bytes) const {
  Set set(words(), 0);
  for (uint32_t byte = 0; byte < 256; ++byte) {
    if (!bytes.has(static_cast<uint8_t>(byte))) continue;
    const uint64_t* readers = readable(classOfByte_[byte]);
    for (size_t word = 0; word < words(); ++word) set[word] |= readers[word];
  }
  for (uint32_t p = 0; p < leadPositions_; ++p) {
    if (test(set, p)) set[p / 64] &= ~(uint64_t{1} << (p % 64));
  }
  return set;
}

Automaton::Set Automaton::reachedBy(const ByteClass& bytes) const {
  const Set readers = readersOf(bytes);
  Set reached = firstOfPattern_;
  keep(reached, readers);
  addAll(reached, false, &readers);
  return reached;
}

Automaton::FirstReaders Automaton::firstReadersOf(const ByteClass& bytes) const {
  FirstReaders made{Set(words(), 0), Set(words(), 0), 0};
  const Set readers = readersOf(bytes), others = readersOf(bytes.others());
  Set reached = firstOfPattern_;
  bool more = true;
  for (int32_t distance = 0; more && distance < static_cast<int32_t>(positions_); ++distance) {
    Set& first = distance == 0 ? made.atStart : made.behindOthers;
    more = false;
    for (size_t word = 0; word < words(); ++word) {
      if ((reached[word] & readers[word]) != 0) made.mostBefore = distance;
      first[word] |= reached[word] & readers[word];
      reached[word] &= others[word];
      more |= reached[word] != 0;
    }
    reached = after(reached);
  }
  return made;
}

Automaton::Set Automaton::before(const Set& set) const {
  Set made(words(), 0);
  eachOf(set.data(), set.size(), [&](uint32_t position) {
    for (uint32_t earlier : before_.of(position)) {
      // A lead stands before the pattern, and is not of it.
      if ((earlier < leadPositions_) == (position < leadPositions_)) put(made, earlier);
    }
  });
  return made;
}

void Automaton::addAll(Set& set, bool backward, const Set* within) const {
  std::vector<uint32_t> open;
  eachOf(set.data(), set.size(), [&](uint32_t position) { open.push_back(position); });
  while (!open.empty()) {
    const uint32_t position = open.back();
    open.pop_back();
    for (uint32_t other : next(position, backward)) {
      if ((other < leadPositions_) != (position < leadPositions_) || test(set, other)) continue;
      if (within != nullptr && !test(*within, other)) continue;
      put(set, other);
      open.push_back(other);
    }
  }
}

Automaton::Set Automaton::after(const Set& set) const {
  Set made(words(), 0);
  eachOf(set.data(), set.size(), [&](uint32_t position) {
    for (uint32_t later : after_.of(position)) put(made, later);
  });
  return made;
}

void Automaton::keep(Set& set, const Set& of) {
  for (size_t word = 0; word < set.size(); ++word) set[word] &= of[word];
}

bool Automaton::intersect(const Set& a, const Set& b) {
  for (size_t word = 0; word < a.size(); ++word) {
    if ((a[word] & b[word]) != 0) return true;
  }
  return false;
}

ByteClass::Bits Automaton::bitsOf(const Set& set) const {
  ByteClass::Bits bytes{};
  for (uint32_t number = 0; number < byteClasses_; ++number) {
    const uint64_t* readers = readable(number);
    bool isRead = false;
    for (size_t word = 0; word < words() && !isRead; ++word) isRead = (set[word] & readers[word]) != 0;
    for (size_t word = 0; word < bytes.size() && isRead; ++word) bytes[word] |= bytesOfClass_[number][word];
  }
  return bytes;
}

}  // namespace sluice

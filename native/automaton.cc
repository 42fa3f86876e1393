#include "automaton.h"

#include <algorithm>
#include <map>

namespace sluice {

namespace {

constexpr uint32_t kMaxPositions = 8192;

void put(Automaton::Set& set, uint32_t position) { set[position / 64] |= uint64_t{1} << (position % 64); }

bool test(const Automaton::Set& set, uint32_t position) { return set[position / 64] >> (position % 64) & 1; }

template <typename Visit>
void eachOf(const uint64_t* set, size_t words, Visit visit) {
  for (size_t word = 0; word < words; ++word) {
    for (uint64_t bits = set[word]; bits != 0; bits &= bits - 1) {
      visit(static_cast<uint32_t>(word * 64 + static_cast<size_t>(__builtin_ctzll(bits))));
    }
  }
}

}  // namespace

bool Automaton::readPart(Reader& reader, Part& part) {
  part.classes = reader.byteClasses();
  part.classOf = reader.numbers();
  if (part.classOf.empty() || part.classOf.size() > kMaxPositions) return false;
  for (size_t i = 0; i < part.classOf.size(); ++i) part.follow.push_back(reader.numbers());
  part.first = reader.numbers();
  part.last = reader.numbers();
  if (!reader.ok()) return false;
  size_t positions = part.classOf.size();
  // No number stands twice, so no list is longer: a lead's last positions times a pattern's first ones would be too many.
  auto below = [positions](const std::vector<uint32_t>& numbers, size_t bound) {
    return numbers.size() <= positions && std::all_of(numbers.begin(), numbers.end(), [bound](uint32_t number) { return number < bound; });
  };
  return below(part.classOf, part.classes.size()) && below(part.first, positions) && below(part.last, positions) &&
         std::all_of(part.follow.begin(), part.follow.end(),
                     [&](const std::vector<uint32_t>& targets) { return below(targets, positions); });
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
  after_.resize(positions_);
  before_.resize(positions_);
  for (Set* set : {&firstOfPattern_, &lastOfPattern_, &firstOfLead_, &lastOfLead_, &inner_}) set->assign(words(), 0);

  auto add = [&](const Part& part, uint32_t base, Set& first, Set& last) {
    for (uint32_t p = 0; p < part.classOf.size(); ++p) {
      after_[base + p] = part.follow[p];
      for (uint32_t& target : after_[base + p]) target += base;
    }
    for (uint32_t p : part.first) put(first, base + p);
    for (uint32_t p : part.last) put(last, base + p);
  };
  if (!leads.empty()) add(leads[0], 0, firstOfLead_, lastOfLead_);
  add(pattern, leadPositions_, firstOfPattern_, lastOfPattern_);
  for (uint32_t p = leadPositions_; p < positions_; ++p) {
    if (!after_[p].empty()) put(inner_, p);
  }
  if (!leads.empty()) {
    for (uint32_t from : leads[0].last) {
      for (uint32_t to : pattern.first) after_[from].push_back(leadPositions_ + to);
    }
  }
  for (uint32_t p = 0; p < positions_; ++p) {
    for (uint32_t target : after_[p]) before_[target].push_back(p);
  }

  // Readers of each class of either part, and which of those a byte is in.
  std::vector<std::pair<const ByteClass*, Set>> readersOf;
  auto addClasses = [&](const Part& part, uint32_t base) {
    size_t first = readersOf.size();
    for (const ByteClass& bytes : part.classes) readersOf.emplace_back(&bytes, Set(words(), 0));
    for (uint32_t p = 0; p < part.classOf.size(); ++p) put(readersOf[first + part.classOf[p]].second, base + p);
  };
  if (!leads.empty()) addClasses(leads[0], 0);
  addClasses(pattern, leadPositions_);
  classifyBytes(
      [&](uint8_t byte) {
        std::vector<uint8_t> in;
        for (const auto& [bytes, readers] : readersOf) in.push_back(bytes->has(byte) ? 1 : 0);
        return in;
      },
      [&](const std::vector<uint8_t>& in, Set& readers) {
        for (size_t number = 0; number < in.size(); ++number) {
          for (size_t word = 0; in[number] != 0 && word < readers.size(); ++word) readers[word] |= readersOf[number].second[word];
        }
      });
  return true;
}

// Bytes of which `kindOf` tells the same are read by the same positions, which `read` gives.
template <typename KindOf, typename Read>
void Automaton::classifyBytes(KindOf kindOf, Read read) {
  std::map<std::vector<uint8_t>, uint8_t> numbers;
  std::map<Set, uint8_t> classes;
  for (uint32_t byte = 0; byte < 256; ++byte) {
    auto [kind, isNewKind] = numbers.try_emplace(kindOf(static_cast<uint8_t>(byte)), 0);
    if (isNewKind) {
      Set readers(words(), 0);
      read(kind->first, readers);
      auto [known, isNew] = classes.try_emplace(std::move(readers), static_cast<uint8_t>(classes.size()));
      if (isNew) readable_.insert(readable_.end(), known->first.begin(), known->first.end());
      kind->second = known->second;
    }
    classOfByte_[byte] = kind->second;
  }
  byteClasses_ = static_cast<uint32_t>(classes.size());
}

Automaton Automaton::unite(const std::vector<const Automaton*>& parts) {
  Automaton made;
  for (const Automaton* part : parts) {
    made.partBase_.push_back(made.positions_);
    made.positions_ += part->positions_;
  }
  for (Set* set : {&made.firstOfPattern_, &made.lastOfPattern_, &made.firstOfLead_}) set->assign(made.words(), 0);
  for (uint32_t index = 0; index < parts.size(); ++index) {
    const Automaton& part = *parts[index];
    uint32_t base = made.partBase_[index];
    made.partOf_.insert(made.partOf_.end(), part.positions_, index);
    for (const auto* lists : {&part.after_, &part.before_}) {
      auto& into = lists == &part.after_ ? made.after_ : made.before_;
      for (const auto& targets : *lists) {
        into.emplace_back(targets);
        for (uint32_t& target : into.back()) target += base;
      }
    }
    made.addPartSet(index, part.firstOfPattern_, made.firstOfPattern_);
    made.addPartSet(index, part.lastOfPattern_, made.lastOfPattern_);
    made.addPartSet(index, part.firstOfLead_, made.firstOfLead_);
  }
  made.classifyBytes(
      [&](uint8_t byte) {
        std::vector<uint8_t> classes;
        for (const Automaton* part : parts) classes.push_back(part->classOfByte_[byte]);
        return classes;
      },
      [&](const std::vector<uint8_t>& classes, Set& readers) {
        for (uint32_t index = 0; index < parts.size(); ++index) {
          eachOf(parts[index]->readable(classes[index]), parts[index]->words(),
                 [&](uint32_t position) { put(readers, made.partBase_[index] + position); });
        }
      });
  return made;
}

void Automaton::addPartSet(uint32_t part, const Set& set, Set& into) const {
  eachOf(set.data(), set.size(), [&](uint32_t position) { put(into, partBase_[part] + position); });
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

Automaton::Set Automaton::firstReadersOf(const ByteClass& bytes, int32_t& mostBefore) const {
  const Set readers = readersOf(bytes), readOthers = readersOf(bytes.others());
  Set first(words(), 0), reached = firstOfPattern_;
  bool more = true;
  for (int32_t distance = 0; more && distance < static_cast<int32_t>(positions_); ++distance) {
    more = false;
    for (size_t word = 0; word < words(); ++word) {
      if ((reached[word] & readers[word]) != 0) mostBefore = distance;
      first[word] |= reached[word] & readers[word];
      reached[word] &= readOthers[word];
      more |= reached[word] != 0;
    }
    reached = after(reached);
  }
  return first;
}

uint64_t Automaton::runsOf(const Set& first, const Set& readers, const Set& others, bool mayGoOn) const {
  uint64_t runs = 0;
  Set reached = first;
  for (uint32_t count = 1;; ++count) {
    uint64_t bit = uint64_t{1} << std::min(count, 63u);
    bool ends = intersect(reached, lastOfPattern_);
    Set next = after(reached);
    if (ends || intersect(next, others)) runs |= bit;
    if (ends && mayGoOn) runs |= ~(bit - 1);
    for (size_t word = 0; word < next.size(); ++word) next[word] &= readers[word];
    if (count > positions_ || !intersect(next, next)) return runs;
    reached = std::move(next);
  }
}

Automaton::Set Automaton::before(const Set& set) const {
  Set made(words(), 0);
  eachOf(set.data(), set.size(), [&](uint32_t position) {
    for (uint32_t earlier : before_[position]) {
      if (earlier >= leadPositions_) put(made, earlier);
    }
  });
  return made;
}

Automaton::Set Automaton::after(const Set& set) const {
  Set made(words(), 0);
  eachOf(set.data(), set.size(), [&](uint32_t position) {
    for (uint32_t later : after_[position]) put(made, later);
  });
  return made;
}

bool Automaton::intersect(const Set& a, const Set& b) {
  for (size_t word = 0; word < a.size(); ++word) {
    if ((a[word] & b[word]) != 0) return true;
  }
  return false;
}

bool Automaton::reads(const Set& set, uint8_t byte) const {
  const uint64_t* readers = readable(classOfByte_[byte]);
  for (size_t word = 0; word < words(); ++word) {
    if (set[word] & readers[word]) return true;
  }
  return false;
}

ByteClass Automaton::bytesOf(const Set& set) const {
  std::array<bool, 256> isRead{};
  for (uint32_t number = 0; number < byteClasses_; ++number) {
    const uint64_t* readers = readable(number);
    for (size_t word = 0; word < words(); ++word) isRead[number] |= (set[word] & readers[word]) != 0;
  }
  ByteClass bytes;
  for (uint32_t byte = 0; byte < 256; ++byte) {
    if (isRead[classOfByte_[byte]]) bytes.add(static_cast<uint8_t>(byte));
  }
  return bytes;
}

LazyDfa::LazyDfa(const Automaton& automaton, Direction direction, size_t maxBytes)
    : automaton_(&automaton),
      backward_(direction == Direction::kBackward),
      hit_(backward_                                       ? &automaton.firstOfPattern()
           : direction == Direction::kForwardThroughLead ? &automaton.lastOfLead()
                                                           : &automaton.lastOfPattern()),
      setWords_(automaton.words()),
      words_(setWords_ + (automaton.isUnited() ? 2 : 0)),
      head_(automaton.isUnited() ? 4 : 0),
      stride_(head_ + automaton.byteClasses()),
      matched_(setWords_),
      reached_(words_) {
  std::copy_n(automaton.byteClassTable(), 256, byteClass_.begin());
  size_t perState = stride_ * sizeof(uint32_t) + words_ * sizeof(uint64_t) + 2 * sizeof(uint32_t);
  statesThatFit_ = std::clamp<size_t>(maxBytes / perState, 64, kState / stride_ - 1);
  maxStates_ = statesThatFit_;
  clear();
}

void LazyDfa::forget(size_t mostStates) {
  maxStates_ = std::clamp<size_t>(mostStates, 1, statesThatFit_);
  clear();
}

void LazyDfa::clear() {
  states_ = 0;
  table_.clear();
  sets_.clear();
  buckets_.assign(64, 0);
  for (Start& start : starts_) start.state = kUnknown;
}

uint32_t LazyDfa::addStart(const Automaton::Set& set) {
  starts_.push_back({&set, kUnknown});
  return static_cast<uint32_t>(starts_.size() - 1);
}

uint32_t LazyDfa::beginAnew(uint32_t start) {
  if (states_ >= maxStates_) clear();
  std::fill(reached_.begin(), reached_.end(), 0);
  std::copy(starts_[start].set->begin(), starts_[start].set->end(), reached_.begin());
  return starts_[start].state = intern(reached_.data());
}

uint32_t LazyDfa::intern(const uint64_t* set) {
  auto hashOf = [this](const uint64_t* of) {
    uint64_t hash = 0x9e3779b97f4a7c15u;
    for (size_t word = 0; word < words_; ++word) {
      hash = (hash ^ of[word]) * 0xff51afd7ed558ccdu;
      hash ^= hash >> 32;
    }
    return hash;
  };
  size_t mask = buckets_.size() - 1;
  size_t at = hashOf(set) & mask;
  while (buckets_[at] != 0) {
    uint32_t state = buckets_[at] - 1;
    if (std::equal(set, set + words_, &sets_[state * words_])) return state * stride_ + head_;
    at = (at + 1) & mask;
  }
  uint32_t made = static_cast<uint32_t>(states_++);
  buckets_[at] = made + 1;
  sets_.insert(sets_.end(), set, set + words_);
  for (uint32_t i = 0; i < head_; ++i) table_.push_back(static_cast<uint32_t>(set[setWords_ + i / 2] >> (i % 2 * 32)));
  table_.insert(table_.end(), stride_ - head_, kUnknown);
  if (states_ * 2 > buckets_.size()) {
    buckets_.assign(buckets_.size() * 2, 0);
    mask = buckets_.size() - 1;
    for (uint32_t state = 0; state < states_; ++state) {
      size_t slot = hashOf(&sets_[state * words_]) & mask;
      while (buckets_[slot] != 0) slot = (slot + 1) & mask;
      buckets_[slot] = state + 1;
    }
  }
  return made * stride_ + head_;
}

uint32_t LazyDfa::make(uint32_t state, uint32_t byteClass) {
  const uint64_t* expected = &sets_[state / stride_ * words_];
  const uint64_t* readable = automaton_->readable(byteClass);
  uint64_t any = 0;
  uint32_t flags = 0;
  const Automaton::Set& hit = *hit_;
  const Automaton::Set& leadHit = automaton_->firstOfLead();
  std::fill(reached_.begin(), reached_.end(), 0);
  // Of a united automaton a state tells whose hit it was.
  bool united = words_ > setWords_;
  auto markParts = [&](uint64_t hits, size_t word, size_t into) {
    for (; united && hits != 0; hits &= hits - 1) {
      uint32_t position = static_cast<uint32_t>(word * 64 + static_cast<size_t>(__builtin_ctzll(hits)));
      reached_[into] |= uint64_t{1} << automaton_->partOf(position);
    }
  };
  for (size_t word = 0; word < setWords_; ++word) {
    matched_[word] = expected[word] & readable[word];
    uint64_t hits = matched_[word] & hit[word];
    uint64_t leadHits = backward_ ? matched_[word] & leadHit[word] : 0;
    if (hits != 0) flags |= kHit;
    if (leadHits != 0) flags |= kLeadHit;
    markParts(hits, word, words_ - 2);
    markParts(leadHits, word, words_ - 1);
  }
  eachOf(matched_.data(), setWords_, [&](uint32_t position) {
    for (uint32_t target : automaton_->next(position, backward_)) {
      reached_[target / 64] |= uint64_t{1} << (target % 64);
      any = 1;
    }
  });
  if (any == 0) flags |= kDead;
  if (states_ >= maxStates_) {
    clear();
    return intern(reached_.data()) | flags;
  }
  uint32_t next = intern(reached_.data()) | flags;
  table_[state + byteClass] = next;
  return next;
}

}  // namespace sluice

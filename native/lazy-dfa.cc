#include "lazy-dfa.h"

#include <algorithm>

#include "sets.h"

namespace sluice {

LazyDfa::LazyDfa(const Automaton& automaton, Direction direction, size_t maxBytes)
    : automaton_(&automaton),
      backward_(direction == Direction::kBackward),
      hit_(backward_                                       ? &automaton.firstOfPattern()
           : direction == Direction::kForwardThroughLead ? &automaton.lastOfLead()
                                                           : &automaton.lastOfPattern()),
      setWords_(automaton.words()),
      words_(setWords_ + (automaton.isUnited() ? 2 : 0)),
      head_(automaton.isUnited() ? 4 : 0),
      stride_(head_ + automaton.byteClasses()) {
  std::copy_n(automaton.byteClassTable(), 256, byteClass_.begin());
  size_t perState = stride_ * sizeof(uint32_t) + words_ * sizeof(uint64_t) + StateNumbers::kBytes;
  statesThatFit_ = std::clamp<size_t>(maxBytes / perState, 64, kState / stride_ - 1);
  maxStates_ = statesThatFit_;
  clear();
}

void LazyDfa::forget(size_t mostStates) {
  maxStates_ = std::clamp<size_t>(mostStates, 1, statesThatFit_);
  clear();
}

void LazyDfa::clear() {
  states_.clear();
  table_.clear();
  sets_.clear();
  for (Start& start : starts_) start.state = kUnknown;
}

uint32_t LazyDfa::addStart(const Automaton::Set& set) {
  starts_.push_back({&set, kUnknown});
  return static_cast<uint32_t>(starts_.size() - 1);
}

uint32_t LazyDfa::beginAnew(uint32_t start) {
  if (states_.size() >= maxStates_) clear();
  matched_.resize(setWords_);
  reached_.assign(words_, 0);
  std::copy(starts_[start].set->begin(), starts_[start].set->end(), reached_.begin());
  return starts_[start].state = intern(reached_.data());
}

uint32_t LazyDfa::intern(const uint64_t* set) {
  uint64_t hash = 0x9e3779b97f4a7c15u;
  for (size_t word = 0; word < words_; ++word) hash = mixed(hash, set[word]);
  auto isSame = [&](uint32_t state) { return std::equal(set, set + words_, &sets_[state * words_]); };
  const auto [number, isNew] = states_.numberOf(hash, isSame);
  if (!isNew) return number * stride_ + head_;
  sets_.insert(sets_.end(), set, set + words_);
  for (uint32_t i = 0; i < head_; ++i) table_.push_back(static_cast<uint32_t>(set[setWords_ + i / 2] >> (i % 2 * 32)));
  table_.insert(table_.end(), stride_ - head_, kUnknown);
  return number * stride_ + head_;
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
  if (states_.size() >= maxStates_) {
    clear();
    return intern(reached_.data()) | flags;
  }
  uint32_t next = intern(reached_.data()) | flags;
  table_[state + byteClass] = next;
  return next;
}

}  // namespace sluice

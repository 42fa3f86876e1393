#include "gate-shapes.h"

#include <algorithm>
#include <map>

#include "ruleset.h"
#include "sets.h"

namespace sluice {

namespace {

// With fewer bytes more detectors are walked for nothing, with more nothing is gained: cards and phone numbers are told by then.
constexpr int32_t kMostBytes = 20;
// Prose reaches some 300, text full of numbers 3,000.
constexpr size_t kMostStates = 4096;
constexpr size_t kMostMemory = 8 * 1024 * 1024;
// For each state there is room for, so many places may be turned away because there was no room. Then the states are made anew, of what
// comes now: what a text may have made for it is little beside what is asked until then.
constexpr size_t kTurnedAway = 16;

enum Kind : uint8_t { kGateByte, kLower, kUpper, kDigit, kFirstOther };

}  // namespace

GateShapes::GateShapes(const ByteClass& gate, const std::vector<std::unique_ptr<GateGroup>>& groups)
    : first_(groups.size()), ways_(groups.size() * 2), mostStates_(kMostStates), endedNow_(ways_) {
  for (const auto& group : groups) groups_.push_back(group.get());
  // All others by who reads and who refuses them; those for which there is no number any more are one kind.
  std::map<std::vector<uint64_t>, uint8_t> others;
  for (uint32_t number = 0; number < 256; ++number) {
    const uint8_t byte = static_cast<uint8_t>(number);
    if (gate.has(byte)) kindOf_[byte] = kGateByte;
    else if (byte >= 'a' && byte <= 'z') kindOf_[byte] = kLower;
    else if (byte >= 'A' && byte <= 'Z') kindOf_[byte] = kUpper;
    else if (isDigit(byte)) kindOf_[byte] = kDigit;
    else {
      std::vector<uint64_t> who;
      for (const GateGroup* group : groups_) who.insert(who.end(), {group->automaton.byteClass(byte), group->notAfter[byte]});
      const size_t next = std::min<size_t>(kFirstOther + others.size(), kKinds - 1);
      kindOf_[byte] = others.emplace(std::move(who), static_cast<uint8_t>(next)).first->second;
    }
  }
  refused_.assign(kKinds * groups_.size(), ~uint64_t{0});
  for (size_t number = 0; number < groups_.size(); ++number) {
    const GateGroup& group = *groups_[number];
    const Automaton& automaton = group.automaton;
    const uint32_t base = static_cast<uint32_t>(reads_.size()), behind = base + automaton.positions();
    base_.push_back(base);
    reads_.resize(behind, 0);
    groupOf_.resize(behind, static_cast<uint16_t>(number));
    lasts_.resize(behind, false);
    for (uint32_t position = 0; position < automaton.positions(); ++position) partOf_.push_back(static_cast<uint8_t>(automaton.partOf(position)));
    eachOf(automaton.lastOfPattern().data(), automaton.words(), [&](uint32_t position) { lasts_[base + position] = true; });
    std::vector<uint64_t> kindsOfClass(automaton.byteClasses(), 0);
    for (uint32_t byte = 0; byte < 256; ++byte) {
      kindsOfClass[automaton.byteClass(static_cast<uint8_t>(byte))] |= uint64_t{1} << kindOf_[byte];
      refused_[kindOf_[byte] * groups_.size() + number] &= group.notAfter[byte];
    }
    for (uint32_t byteClass = 0; byteClass < automaton.byteClasses(); ++byteClass) {
      eachOf(automaton.readable(byteClass), automaton.words(), [&](uint32_t position) { reads_[base + position] |= kindsOfClass[byteClass]; });
    }
    eachOf(group.starting.data(), automaton.words(), [&](uint32_t position) { first_[number].push_back((base + position) * 2); });
    eachOf(group.inside.data(), automaton.words(), [&](uint32_t position) { first_[number].push_back((base + position) * 2 + 1); });
  }
  seen_.assign(reads_.size() * 2, 0);
  clear();
}

void GateShapes::forget(size_t mostStates) {
  mostStates_ = std::clamp<size_t>(mostStates, 1, kMostStates);
  clear();
}

size_t GateShapes::bytes() const {
  constexpr size_t kState = sizeof(State) + StateNumbers::kBytes + kKinds * sizeof next_[0];
  return states_.size() * kState + readers_.size() * sizeof(Reader) + ended_.size() * sizeof ended_[0] + able_.size() * sizeof(Able);
}

void GateShapes::clear() {
  turnedAway_ = 0;
  starts_.assign((kNoByte + 1) * 256, kUnknown);
  next_.clear();
  states_.clear();
  readers_.clear();
  ended_.clear();
  able_.clear();
  numbers_.clear();
}

GateShapes::AbleList GateShapes::ableAt(const uint8_t* text, int32_t at, int32_t end, uint32_t before) {
  if (turnedAway_ >= mostStates_ * kTurnedAway) clear();
  uint32_t state = starts_[before << 8 | text[at]];
  if (state == kUnknown) state = begin(before, text[at]);
  const int32_t until = std::min(end, at + kMostBytes);
  const uint16_t* next = next_.data();
  for (++at; at < until && (state & kSettled) == 0; ++at) {
    const uint32_t kind = kindOf_[text[at]];
    uint32_t reached = next[state * kKinds + kind];
    if (reached == kUnknown) {
      if (states_.size() >= mostStates_ || bytes() > kMostMemory) {
        ++turnedAway_;
        break;
      }
      reached = make(state, kind);
      next = next_.data();
    }
    state = reached;
  }
  const State& found = states_[state & ~kSettled];
  const Able* able = able_.data();
  return at == end ? AbleList{able + found.atEnd, able + found.stopped} : AbleList{able + found.stopped, able + found.behindStopped};
}

uint32_t GateShapes::begin(uint32_t before, uint8_t first) {
  if (states_.size() >= kSettled - 1 || bytes() > 2 * kMostMemory) clear();
  reached_.clear();
  for (size_t number = 0; number < groups_.size(); ++number) {
    const GateGroup& group = *groups_[number];
    const uint64_t starting = group.beforeStarting[0][before], inside = group.beforeInside[0][before];
    const uint64_t* readable = group.automaton.readable(group.automaton.byteClass(first));
    for (Reader reader : first_[number]) {
      const uint32_t position = reader / 2 - base_[number];
      if (((reader % 2 == 0 ? starting : inside) >> partOf_[reader / 2] & readable[position / 64] >> (position % 64) & 1) != 0) reached_.push_back(reader);
    }
  }
  std::fill(endedNow_.begin(), endedNow_.end(), 0);
  const uint32_t state = stateOf(reached_, endedNow_);
  starts_[before << 8 | first] = static_cast<uint16_t>(state);
  return state;
}

uint32_t GateShapes::make(uint32_t state, uint32_t kind) {
  std::copy_n(&ended_[state * ways_], ways_, endedNow_.begin());
  reached_.clear();
  if (++seeing_ == 0) {
    std::fill(seen_.begin(), seen_.end(), 0);
    seeing_ = 1;
  }
  for (uint32_t number = states_[state].readers; number < states_[state].behindReaders; ++number) {
    const Reader reader = readers_[number];
    const uint32_t group = groupOf_[reader / 2];
    const uint64_t part = uint64_t{1} << partOf_[reader / 2];
    if (isLast(reader) && (refused_[kind * groups_.size() + group] & part) == 0) endedNow_[group * 2 + reader % 2] |= part;
    for (uint32_t position : groups_[group]->automaton.next(reader / 2 - base_[group], false)) {
      const Reader next = (base_[group] + position) * 2 + reader % 2;
      if ((reads_[next / 2] >> kind & 1) == 0 || seen_[next] == seeing_) continue;
      seen_[next] = seeing_;
      reached_.push_back(next);
    }
  }
  const uint32_t made = stateOf(reached_, endedNow_);
  next_[state * kKinds + kind] = static_cast<uint16_t>(made);
  return made;
}

// Of a settled one, whoever reads on has ended before: nothing that follows tells anything.
uint32_t GateShapes::stateOf(std::vector<Reader>& readers, const std::vector<uint64_t>& ended) {
  std::sort(readers.begin(), readers.end());
  auto wayOf = [this](Reader reader) { return groupOf_[reader / 2] * 2 + reader % 2; };
  auto hasEnded = [&](Reader reader) { return (ended[wayOf(reader)] >> partOf_[reader / 2] & 1) != 0; };
  const uint32_t settled = std::all_of(readers.begin(), readers.end(), hasEnded) ? kSettled : 0;
  uint64_t hash = 0x9e3779b97f4a7c15u;
  for (Reader reader : readers) hash = mixed(hash, reader);
  for (uint64_t parts : ended) hash = mixed(hash, parts);
  auto isSame = [&](uint32_t number) {
    const State& state = states_[number];
    return std::equal(readers.begin(), readers.end(), readers_.begin() + state.readers, readers_.begin() + state.behindReaders) &&
           std::equal(ended.begin(), ended.end(), ended_.begin() + static_cast<ptrdiff_t>(number * ways_));
  };
  const auto [number, isNew] = numbers_.numberOf(hash, isSame);
  if (!isNew) return number | settled;
  State state{};
  state.readers = static_cast<uint32_t>(readers_.size());
  readers_.insert(readers_.end(), readers.begin(), readers.end());
  state.behindReaders = static_cast<uint32_t>(readers_.size());
  ended_.insert(ended_.end(), ended.begin(), ended.end());
  next_.insert(next_.end(), kKinds, kUnknown);
  std::vector<uint64_t> able = ended;
  auto put = [&] {
    for (uint32_t group = 0; group < groups_.size(); ++group) {
      if ((able[group * 2] | able[group * 2 + 1]) != 0) able_.push_back({group, able[group * 2], able[group * 2 + 1]});
    }
    return static_cast<uint32_t>(able_.size());
  };
  state.atEnd = static_cast<uint32_t>(able_.size());
  for (Reader reader : readers) {
    if (isLast(reader)) able[wayOf(reader)] |= uint64_t{1} << partOf_[reader / 2];
  }
  state.stopped = put();
  for (Reader reader : readers) able[wayOf(reader)] |= uint64_t{1} << partOf_[reader / 2];
  state.behindStopped = put();
  states_.push_back(state);
  return number | settled;
}

}  // namespace sluice

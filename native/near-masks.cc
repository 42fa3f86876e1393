#include "near-masks.h"

namespace sluice {

namespace {

constexpr ByteClass::Bits kAnyByte{~uint64_t{0}, ~uint64_t{0}, ~uint64_t{0}, ~uint64_t{0}};

}  // namespace

TailMasks::Near TailMasks::bytesNear(const Automaton& automaton, Automaton::Set positions, const Automaton::Set* within) {
  Near near;
  for (size_t distance = 0;; ++distance) {
    if (within != nullptr) Automaton::keep(positions, *within);
    if (distance == kDepth) break;
    near[distance] = automaton.bitsOf(positions);
    positions = automaton.before(positions);
  }
  automaton.addAll(positions, true, within);
  near[kDepth] = automaton.bitsOf(positions);
  return near;
}

void TailMasks::add(size_t detector, const Near& near, int32_t most) {
  if (most > 0 && near[0] == ByteClass::Bits{}) return;
  some_[detector / 64] |= uint64_t{1} << (detector % 64);
  for (int32_t distance = 0; distance <= kDepth; ++distance) {
    masks_.add(detector, distance, distance >= most ? kAnyByte : near[static_cast<size_t>(distance)]);
  }
}

void StartMasks::add(size_t detector, const Automaton& automaton, const ByteClass* notBefore) {
  Automaton::Set positions = automaton.firstOfPattern();
  for (int32_t distance = 0; distance < kDepth; ++distance) {
    first_.add(detector, distance, automaton.bitsOf(positions));
    positions = automaton.after(positions);
  }
  if (automaton.hasLead()) {
    before_.add(detector, 0, automaton.bitsOf(automaton.lastOfLead()));
  } else {
    before_.add(detector, 0, notBefore == nullptr ? kAnyByte : notBefore->others().bits());
    free_[detector / 64] |= uint64_t{1} << (detector % 64);
  }
}

}  // namespace sluice

#include "near-masks.h"

namespace sluice {

std::vector<ByteClass> TailMasks::bytesNear(const Automaton& automaton, Automaton::Set positions, const Automaton::Set* within) {
  std::vector<ByteClass> near;
  for (int32_t distance = 0;; ++distance) {
    if (within != nullptr) Automaton::keep(positions, *within);
    if (distance == kDepth) break;
    near.push_back(automaton.bytesOf(positions));
    positions = automaton.before(positions);
  }
  automaton.addAll(positions, true, within);
  near.push_back(automaton.bytesOf(positions));
  return near;
}

void TailMasks::add(size_t detector, const std::vector<ByteClass>& near, int32_t most) {
  if (most > 0 && near[0] == ByteClass()) return;
  some_[detector / 64] |= uint64_t{1} << (detector % 64);
  for (int32_t distance = 0; distance <= kDepth; ++distance) {
    masks_.add(detector, distance, distance >= most ? ByteClass().others() : near[static_cast<size_t>(distance)]);
  }
}

void StartMasks::add(size_t detector, const Automaton& automaton, const ByteClass* notBefore) {
  Automaton::Set positions = automaton.firstOfPattern();
  for (int32_t distance = 0; distance < kDepth; ++distance) {
    first_.add(detector, distance, automaton.bytesOf(positions));
    positions = automaton.after(positions);
  }
  if (automaton.hasLead()) {
    before_.add(detector, 0, automaton.bytesOf(automaton.lastOfLead()));
  } else {
    before_.add(detector, 0, notBefore == nullptr ? ByteClass().others() : notBefore->others());
    free_[detector / 64] |= uint64_t{1} << (detector % 64);
  }
}

}  // namespace sluice

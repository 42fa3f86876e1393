#include "near-masks.h"

namespace sluice {

std::vector<ByteClass> TailMasks::bytesNear(const Automaton& automaton, Automaton::Set positions) {
  std::vector<ByteClass> near;
  for (int32_t distance = 0; distance < kDepth; ++distance) {
    near.push_back(automaton.bytesOf(positions));
    positions = automaton.before(positions);
  }
  for (Automaton::Set more = positions;;) {
    more = automaton.before(more);
    bool grown = false;
    for (size_t word = 0; word < positions.size(); ++word) {
      grown = grown || (more[word] & ~positions[word]) != 0;
      positions[word] |= more[word];
    }
    if (!grown) break;
  }
  near.push_back(automaton.bytesOf(positions));
  return near;
}

void TailMasks::add(size_t detector, const std::vector<ByteClass>& near, int32_t most) {
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

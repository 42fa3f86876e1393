// Walks of an automaton over folded text.
#pragma once

#include <cstdint>

#include "lazy-dfa.h"
#include "fold.h"

namespace sluice {

// Reads T[lo, end) backwards from `end` until nothing can match; calls visit(position, entry) before each byte that
// ends a walk through the pattern or the lead. `visit` must not walk the same DFA.
template <typename Visit>
inline void walkBack(LazyDfa& dfa, uint32_t start, const Text& text, int32_t end, int32_t lo, Visit visit) {
  uint32_t state = dfa.begin(start);
  for (int32_t at = end; at > lo;) {
    uint32_t entry = dfa.run<-1>(state, text.data(), at, lo);
    if (entry & (LazyDfa::kHit | LazyDfa::kLeadHit)) visit(at, entry);
    if (entry & LazyDfa::kDead) return;
    state = entry & LazyDfa::kState;
  }
}

// Reads T[from, hi) until nothing can match; calls visit(position, entry) behind each byte that ends a match.
template <typename Visit>
inline void walkOn(LazyDfa& dfa, uint32_t start, const Text& text, int32_t from, int32_t hi, Visit visit) {
  uint32_t state = dfa.begin(start);
  for (int32_t at = from; at < hi;) {
    uint32_t entry = dfa.run<1>(state, text.data(), at, hi);
    if (entry & LazyDfa::kHit) visit(at, entry);
    if (entry & LazyDfa::kDead) return;
    state = entry & LazyDfa::kState;
  }
}

}  // namespace sluice

// Finds runs of bytes of a class with SIMD: 64 bytes are one word of bits, and runs within it are found by shifts.
#pragma once

#include <immintrin.h>

#include <algorithm>
#include <cstdint>

#include "byte-finder.h"
#include "bytes.h"

namespace sluice {

class RunFinder {
 public:
  RunFinder() = default;
  RunFinder(const ByteClass& bytes, int32_t least) : bytes_(bytes), finder_(bytes), least_(least) {}

  bool isIn(uint8_t byte) const { return bytes_.has(byte); }
  // Calls visit(start) for each run of at least `least` bytes in [from, to), in order; a run that goes on before `from` starts there.
  template <typename Visit>
  void find(const uint8_t* text, int32_t from, int32_t to, Visit visit) const {
    if (to - from < least_) return;
    static const bool hasAvx2 = __builtin_cpu_supports("avx2");
    int32_t start = kNone;  // of the run that reaches `at`
    int32_t at = hasAvx2 && finder_.isExact() ? blocks(text, from, to, start, visit) : from;
    for (; at < to; ++at) {
      if (bytes_.has(text[at])) {
        if (start == kNone) start = at;
      } else {
        if (start != kNone && at - start >= least_) visit(start);
        start = kNone;
      }
    }
    if (start != kNone && to - start >= least_) visit(start);
  }

 private:
  static constexpr int32_t kNone = -1, kBlock = 64;

  // Returns where it stopped, less than a block before `to`; `start` is of a run that goes on from there and was not visited.
  template <typename Visit>
  int32_t blocks(const uint8_t* text, int32_t from, int32_t to, int32_t& start, Visit visit) const {
    int32_t at = from;
    for (; at + kBlock <= to; at += kBlock) {
      uint64_t in = finder_.block64(text + at);
      if (in == ~uint64_t{0}) {
        if (start == kNone) start = at;
        continue;
      }
      int32_t head = __builtin_ctzll(~in), tail = __builtin_clzll(~in);
      if (head > 0 && start == kNone) start = at;
      if (start != kNone && at + head - start >= least_) visit(start);
      // What neither begins the block nor ends it.
      uint64_t inner = in >> head << head << tail >> tail;
      for (int32_t size = 1; size < least_ && inner != 0;) {
        int32_t more = std::min(size, least_ - size);
        inner &= inner >> more;
        size += more;
      }
      for (uint64_t starts = inner & ~(inner << 1); starts != 0; starts &= starts - 1) visit(at + __builtin_ctzll(starts));
      start = tail > 0 ? at + kBlock - tail : kNone;
    }
    return at;
  }

  ByteClass bytes_;
  ByteFinder finder_;
  int32_t least_ = 1;
};

}  // namespace sluice

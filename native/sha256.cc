#include "sha256.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

uint32_t turn(uint32_t x, int bits) { return x >> bits | x << (32 - bits); }

void addBlock(std::array<uint32_t, 8>& state, const uint8_t* block) {
  uint32_t w[64];
  for (int i = 0; i < 16; ++i) {
    w[i] = uint32_t{block[4 * i]} << 24 | uint32_t{block[4 * i + 1]} << 16 | uint32_t{block[4 * i + 2]} << 8 | block[4 * i + 3];
  }
  for (int i = 16; i < 64; ++i) {
    uint32_t near = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t far = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + near + w[i - 7] + far;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (int i = 0; i < 64; ++i) {
    uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + kRound[i] + w[i];
    uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
  }
  const uint32_t added[8] = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; ++i) state[i] += added[i];
}

}  // namespace

void Sha256Hash::add(const uint8_t* bytes, size_t size) {
  const uint8_t* const end = bytes + size;
  while (bytes != end) {
    const size_t used = size_ % kBlock, taken = std::min(kBlock - used, static_cast<size_t>(end - bytes));
    std::copy_n(bytes, taken, block_.begin() + used);
    bytes += taken;
    size_ += taken;
    if (size_ % kBlock == 0) addBlock(state_, block_.data());
  }
}

Sha256 Sha256Hash::end() {
  constexpr size_t kLength = 8;
  const uint64_t bits = size_ * 8;
  size_t used = size_ % kBlock;
  block_[used++] = 0x80;
  if (used > kBlock - kLength) {
    std::fill(block_.begin() + used, block_.end(), 0);
    addBlock(state_, block_.data());
    used = 0;
  }
  std::fill(block_.begin() + used, block_.end() - kLength, 0);
  for (size_t i = 0; i < kLength; ++i) block_[kBlock - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
  addBlock(state_, block_.data());
  Sha256 digest;
  for (size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

Sha256 sha256(const uint8_t* bytes, size_t size) {
  Sha256Hash hash;
  hash.add(bytes, size);
  return hash.end();
}

HmacSha256::HmacSha256(const uint8_t* key, size_t size) {
  std::array<uint8_t, Sha256Hash::kBlock> own{};
  if (size > own.size()) {
    const Sha256 digest = sha256(key, size);
    std::copy(digest.begin(), digest.end(), own.begin());
  } else {
    std::copy_n(key, size, own.begin());
  }
  auto begin = [&own](Sha256Hash& hash, uint8_t pad) {
    std::array<uint8_t, Sha256Hash::kBlock> block;
    for (size_t i = 0; i < block.size(); ++i) block[i] = own[i] ^ pad;
    hash.add(block.data(), block.size());
  };
  begin(inner_, 0x36);
  begin(outer_, 0x5c);
}

Sha256 HmacSha256::end(Sha256Hash message) const {
  const Sha256 digest = message.end();
  Sha256Hash hash = outer_;
  hash.add(digest.data(), digest.size());
  return hash.end();
}

}  // namespace sluice

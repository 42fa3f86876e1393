#include "clean-texts.h"

#include <algorithm>
#include <cstring>

namespace sluice {

namespace {

constexpr uint64_t kPrime = 0x9e3779b97f4a7c15;
constexpr size_t kSamples = 16;

uint64_t mixed(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * kPrime;
  return hash ^ hash >> 32;
}

// Of some of the bytes: it only says where to look.
uint64_t keyOf(const uint8_t* text, size_t size, uint64_t salt) {
  uint64_t hash = mixed(salt, size), word = 0;
  if (size < sizeof word) {
    std::memcpy(&word, text, size);
    return mixed(hash, word);
  }
  size_t last = size - sizeof word;
  size_t step = std::max(sizeof word, last / (kSamples - 1));
  for (size_t at = 0; at < last; at += step) {
    std::memcpy(&word, text + at, sizeof word);
    hash = mixed(hash, word);
  }
  std::memcpy(&word, text + last, sizeof word);
  return mixed(hash, word);
}

}  // namespace

const CleanTexts::Numbers* CleanTexts::ask(const StepInput& step, size_t mostBytes) {
  again_ = false;
  size_t size = size_t{step.contextSize} + step.size;
  bool whole = step.last && step.floor == 0 && step.released == 0;
  if (step.tails != 0 || size == 0 || size > std::min(kMostBytes, mostBytes) || !(whole || step.size >= kLeastBytes)) return nullptr;
  if (places_.empty()) places_.resize(kPlaces);
  mostBytes_ = mostBytes;
  const uint8_t* text = step.bytes - step.contextSize;
  if (step.profile != lastProfile_) {
    lastNumber_ = profileOf(step.profile);
    lastProfile_ = step.profile;
  }
  asked_.profile = lastNumber_;
  asked_.contextSize = step.contextSize;
  asked_.floor = step.floor;
  asked_.released = step.released;
  asked_.last = step.last;
  asked_.size = static_cast<uint32_t>(size);
  asked_.key = keyOf(text, size, uint64_t{asked_.profile} << 32 | step.contextSize);
  place_ = &places_[asked_.key % kPlaces];
  if (isKept(text)) return &place_->numbers;
  again_ = place_->asked == asked_.key;
  place_->asked = asked_.key;
  return nullptr;
}

bool CleanTexts::isKept(const uint8_t* text) const {
  const Place& kept = *place_;
  return kept.key == asked_.key && kept.size == asked_.size && kept.profile == asked_.profile && kept.contextSize == asked_.contextSize &&
         kept.floor == asked_.floor && kept.released == asked_.released && kept.last == asked_.last &&
         std::memcmp(kept.text.get(), text, asked_.size) == 0;
}

StepInput CleanTexts::toScan(const StepInput& step) {
  if (!again_) return step;
  asked_.text.reset(new uint8_t[asked_.size]);
  std::memcpy(asked_.text.get(), step.bytes - step.contextSize, asked_.size);
  StepInput copied = step;
  copied.bytes = asked_.text.get() + asked_.contextSize;
  copied.profile = profiles_[asked_.profile].data();
  return copied;
}

void CleanTexts::tell(const StepResult& result) {
  if (!again_ || !result.spans.empty() || !result.findings.empty() || result.tails != 0) return;
  again_ = false;
  drop(*place_);
  for (; bytes_ + asked_.size > mostBytes_; hand_ = (hand_ + 1) % kPlaces) drop(places_[hand_]);
  bytes_ += asked_.size;
  asked_.numbers = {result.released, result.floor, result.keep};
  asked_.asked = place_->asked;
  *place_ = std::move(asked_);
}

void CleanTexts::drop(Place& place) {
  bytes_ -= place.size;
  place.size = 0;
  place.text.reset();
}

// Its number. Connections have few of them; where there are too many, all is forgotten.
uint32_t CleanTexts::profileOf(const uint8_t* profile) {
  for (size_t at = 0; at < profiles_.size(); ++at) {
    if (std::memcmp(profiles_[at].data(), profile, detectors_) == 0) return static_cast<uint32_t>(at);
  }
  if (profiles_.size() == kMostProfiles) {
    places_.clear();
    places_.resize(kPlaces);
    bytes_ = 0;
    profiles_.clear();
  }
  profiles_.emplace_back(profile, profile + detectors_);
  return static_cast<uint32_t>(profiles_.size() - 1);
}

}  // namespace sluice

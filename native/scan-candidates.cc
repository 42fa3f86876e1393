// Accepted candidates of a step, each detector by its route.
//
// What is kept of a detector are its maximal candidates: the finality loop would choose no other, and findings and
// floor need no other. (Candidates that a maximal one hides until it is known are looked for when a span ends inside
// it: findHidden.)
#include <algorithm>

#include "scan.h"
#include "walk.h"

namespace sluice {

bool Scanner::collect() {
  for (uint32_t index : touched_) {
    Found& found = found_[index];
    found.touched = false;
    found.starts.clear();
    found.ends.clear();
    found.names.clear();
    found.windows.clear();
    found.candidates.clear();
  }
  touched_.clear();
  candidates_.clear();
  int32_t end = text_.size();
  if (end <= released_) return true;

  const Expressions& expressions = ruleset_->expressions();
  expressionsFrom_ = std::max(-text_.context(), floor_ - expressions.lookback);
  const size_t size = static_cast<size_t>(end - expressionsFrom_);
  if (!expressions.empty() && !expressions.database.scan(text_.data() + expressionsFrom_, size, onExpression, this)) return false;
  if (last_) {
    takeLiterals(ruleset_->literals(), std::max(-text_.context(), floor_ - lookback_), end);
  } else {
    for (auto [literal, behind] : passed_) takeLiteral(ruleset_->literals(), literal, behind);
  }
  nearRuns_.clear();
  ruleset_->anyRun().find(text_.data(), floor_, end, [this](int32_t start) { takeRuns(start); });
  takeNearRuns();
  if (!gateHits_.empty()) {
    for (auto& hits : gateHits_) hits.clear();
    ruleset_->gates().find(text_.data(), -text_.context(), floor_, end, gateHits_);
    for (size_t gate = 0; gate < gateHits_.size(); ++gate) walkGate(gate);
  }
  if (last_ && floor_ == 0 && text_.context() == 0) {
    for (const AloneRule& rule : ruleset_->foundAlone()) {
      if (end > rule.mostBytes || !rule.first.has(text_[0]) || isOff(rule.detector)) continue;
      touch(rule.detector).windows.emplace_back(0, 1);
    }
  }
  for (uint32_t index : touched_) {
    Found& found = found_[index];
    if (!found.names.empty()) takeNames(index);
    if (!std::is_sorted(found.starts.begin(), found.starts.end())) std::sort(found.starts.begin(), found.starts.end());
    for (int32_t start : found.starts) takeStart(index, start);
    if (!found.ends.empty()) takeEnds(index);
    std::sort(found.windows.begin(), found.windows.end());
    int32_t next = floor_;
    for (auto [from, to] : found.windows) {
      for (next = std::max(next, from); next < to; ++next) takeStart(index, next);
    }
    candidates_.insert(candidates_.end(), found.candidates.begin(), found.candidates.end());
  }
  for (Candidate& candidate : candidates_) {
    candidate.allowed = isAllowed(ruleset_->detector(candidate.detector), candidate.start, candidate.end);
  }
  // What was cut is no whole value: none of it is left alone.
  if (last_) takeCut();
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    if (a.start != b.start) return a.start < b.start;
    if (a.end != b.end) return a.end > b.end;
    return a.detector < b.detector;
  });
  return true;
}

Scanner::Found& Scanner::touch(uint32_t index) {
  Found& found = found_[index];
  if (!found.touched) {
    found.touched = true;
    touched_.push_back(index);
  }
  return found;
}

void Scanner::onExpression(void* pointer, uint32_t identifier, uint64_t offset) {
  auto* scanner = static_cast<Scanner*>(pointer);
  scanner->take(scanner->ruleset_->expressions().asking[identifier], scanner->expressionsFrom_ + static_cast<int32_t>(offset));
}

void Scanner::takeLiterals(SoughtLiterals& sought, int32_t from, int32_t to) {
  sought.index.find(text_.data(), from, to, [&](uint32_t literal, int32_t end) { takeLiteral(sought, literal, end); });
}

// Most names stand where the bytes behind them tell that nothing begins.
void Scanner::takeLiteral(SoughtLiterals& sought, uint32_t literal, int32_t end) {
  if (text_.size() - end >= 2 && !ruleset_->mayFollow(sought, literal, text_[end], text_[end + 1])) return;
  take(sought.asking[literal], end);
}

void Scanner::take(const std::vector<Asker>& asking, int32_t end) {
  for (const Asker& asker : asking) {
    if (!isOff(asker.detector)) takeFor(asker, end - asker.bytes, end);
  }
}

void Scanner::takeFor(const Asker& asker, int32_t start, int32_t end) {
  switch (asker.kind) {
    case Asker::Kind::kPrefix:
    case Asker::Kind::kKey:
      if (start >= floor_) touch(asker.detector).starts.push_back(start);
      return;
    case Asker::Kind::kName:
      if (start >= -text_.context()) touch(asker.detector).names.push_back(start);
      return;
    case Asker::Kind::kEnds:
      touch(asker.detector).ends.push_back(end);
      return;
    case Asker::Kind::kWord: {
      const DetectorSpec& spec = ruleset_->detector(asker.detector).spec;
      const std::string& word = spec.words[asker.word];
      bool letterBefore = start > -text_.context() && isLetter(text_[start - 1]);
      if (letterBefore || !wordStands(word, start, text_.size())) return;
      int32_t behind = start + static_cast<int32_t>(word.size());
      touch(asker.detector).windows.emplace_back(behind, std::min(start + spec.wordsBefore + 1, text_.size()));
      return;
    }
  }
}

void Scanner::takeRuns(int32_t from) {
  const RunFinder& any = ruleset_->anyRun();
  int32_t to = from;
  while (to < text_.size() && any.isIn(text_[to])) ++to;
  for (const RunGroup& group : ruleset_->runGroups()) {
    group.finder.find(text_.data(), from, to, [&](int32_t start) {
      for (uint32_t index : group.detectors) {
        if (!isOff(index)) touch(index).starts.push_back(start);
      }
    });
  }
  const NearRuns& near = ruleset_->nearRuns();
  near.finder.find(text_.data(), from, to, [&](int32_t run) {
    int32_t end = run;
    while (end < to && near.finder.isIn(text_[end])) ++end;
    nearRuns_.emplace_back(std::max(-text_.context(), run - near.reach), end);
  });
}

// Runs in rising order, with what may stand before them; those that come close are looked at together.
void Scanner::takeNearRuns() {
  NearRuns& near = ruleset_->nearRuns();
  for (size_t i = 0; i < nearRuns_.size();) {
    auto [from, to] = nearRuns_[i];
    for (++i; i < nearRuns_.size() && nearRuns_[i].first <= to; ++i) to = std::max(to, nearRuns_[i].second);
    takeLiterals(near.literals, from, to);
  }
}

// Starts come in rising order, so a candidate is maximal if it ends behind all earlier ones of its detector.
void Scanner::takeStart(uint32_t index, int32_t start) {
  Detector& detector = ruleset_->detector(index);
  if (!text_.isBoundary(start) || !startFits(detector, start)) return;
  walked_.clear();
  int32_t hi = std::min(text_.size(), start + detector.spec.maxWidth);
  walkOn(detector.forward, detector.fromStart, text_, start, hi, [&](int32_t end, uint32_t) { walked_.push_back(end); });
  takeMatches(index, start, walked_);
}

void Scanner::takeMatches(uint32_t index, int32_t start, const std::vector<int32_t>& ends) {
  Detector& detector = ruleset_->detector(index);
  const std::vector<Candidate>& candidates = found_[index].candidates;
  int32_t least = candidates.empty() ? released_ : std::max(released_, candidates.back().end);
  bool asked = false, inContext = false;
  for (size_t left = ends.size(); left > 0 && ends[left - 1] > least; --left) {
    int32_t end = ends[left - 1];
    if (!endFits(detector, end) || !validates(detector, start, end)) continue;
    // Last of all, and once for all ends: it is the dearest, and most that looks like a value is told apart before.
    if (!asked) {
      bool leadIsKnown = !detector.spec.automaton.hasLead() || detector.spec.route == Route::kPrefix || detector.spec.route == Route::kName;
      if (!leadIsKnown && !leadEndsAt(detector, start)) return;
      asked = true;
      inContext = wordsStand(detector, start);
    }
    if (!inContext && !detector.spec.mayStandAlone) return;
    if (!inContext && !standsAlone(start, end)) continue;
    touch(index).candidates.push_back({start, end, index, false, false});
    return;
  }
}

// The ends of leads that begin there are starts. One walk tells that there is a match at all: most names lead to none.
void Scanner::takeNames(uint32_t index) {
  Detector& detector = ruleset_->detector(index);
  Found& found = found_[index];
  for (int32_t from : found.names) {
    int32_t leadEnd = std::min(text_.size(), from + detector.spec.leadWidth);
    int32_t most = std::min(text_.size(), leadEnd + detector.spec.maxWidth);
    bool leads = false;
    walkOn(detector.forward, detector.fromLead, text_, from, most, [&](int32_t end, uint32_t) { leads |= end > released_ && endFits(detector, end); });
    if (!leads) continue;
    walkOn(detector.leads, detector.throughLead, text_, from, leadEnd, [&](int32_t start, uint32_t) {
      if (start >= floor_) found.starts.push_back(start);
    });
  }
}

// Ends from the last to the first: a candidate is maximal if it starts before all later ones.
void Scanner::takeEnds(uint32_t index) {
  Detector& detector = ruleset_->detector(index);
  Found& found = found_[index];
  std::sort(found.ends.begin(), found.ends.end());
  found.ends.erase(std::unique(found.ends.begin(), found.ends.end()), found.ends.end());
  int32_t before = kNone;
  for (size_t left = found.ends.size(); left > 0; --left) {
    int32_t end = found.ends[left - 1];
    if (end <= released_) break;
    if (!endFits(detector, end)) continue;
    int32_t start = acceptedStart(detector, end, floor_, before);
    if (start == kNone) continue;
    found.candidates.push_back({start, end, index, false, false});
    before = start;
  }
  std::reverse(found.candidates.begin(), found.candidates.end());
}

int32_t Scanner::acceptedStart(Detector& detector, int32_t end, int32_t from, int32_t before) {
  int32_t lo = std::max(from, end - detector.spec.maxWidth);
  if (before <= lo) return kNone;
  std::vector<int32_t>& starts = reached_;
  starts.clear();
  walkBack(detector.backward, detector.toStarts, text_, end, lo, [&](int32_t at, uint32_t flags) {
    if ((flags & LazyDfa::kHit) && at < before && text_.isBoundary(at)) starts.push_back(at);
  });
  bool hasLead = detector.spec.automaton.hasLead();
  for (size_t left = starts.size(); left > 0; --left) {
    int32_t start = starts[left - 1];
    if (startFits(detector, start) && (!hasLead || leadEndsAt(detector, start)) &&
        (wordsStand(detector, start) || (detector.spec.mayStandAlone && standsAlone(start, end))) && validates(detector, start, end)) {
      return start;
    }
  }
  return kNone;
}

// Few detectors can be past their commit point behind what the text ends in; only those are walked.
void Scanner::takeCut() {
  const TailMasks& masks = ruleset_->cutAt();
  int32_t end = text_.size();
  int32_t bytes = std::min(end - floor_, TailMasks::kDepth);
  bool any = false;
  for (size_t word = 0; word < active_.size(); word += 4) {
    FourWords able(&active_[word]);
    able &= &masks.some()[word];
    for (int32_t distance = 0; distance < bytes && able.any(); ++distance) able &= masks.fours(word, text_[end - 1 - distance], distance);
    able.store(&able_[word]);
    any |= able.any();
  }
  if (any) findNamed(ruleset_->cutNames(), end);
  for (size_t word = 0; any && word < able_.size(); ++word) {
    for (uint64_t able = able_[word] & named_[word]; able != 0; able &= able - 1) {
      takeTruncated(ruleset_->aliveOrder()[word * 64 + static_cast<size_t>(__builtin_ctzll(able))]);
    }
  }
  for (uint32_t index : touched_) {
    if (ruleset_->detector(index).spec.commits && !found_[index].starts.empty() && ruleset_->isCutFoundByPrefix(index)) {
      takeTruncated(index);
    }
  }
}

// The least truncated candidate of each detector; it is an accepted one beside the complete ones.
void Scanner::takeTruncated(uint32_t index) {
  Detector& detector = ruleset_->detector(index);
  const DetectorSpec& spec = detector.spec;
  int32_t end = text_.size();
  if (end - floor_ < std::max(spec.commitBytes, spec.commitDigits)) return;
  int32_t digits = 0, counted = end;
  std::vector<int32_t>& starts = reached_;
  starts.clear();
  int32_t lo = std::max(floor_, end - spec.maxWidth);
  walkBack(detector.backward, detector.toCut, text_, end, lo, [&](int32_t at, uint32_t flags) {
    for (; counted > at; --counted) digits += isDigit(text_[counted - 1]) ? 1 : 0;
    if ((flags & LazyDfa::kHit) && end - at >= spec.commitBytes && digits >= spec.commitDigits && text_.isBoundary(at)) {
      starts.push_back(at);
    }
  });
  for (size_t left = starts.size(); left > 0; --left) {
    int32_t start = starts[left - 1];
    if (!startFits(detector, start) || (spec.automaton.hasLead() && !leadEndsAt(detector, start)) || !wordsAllow(detector, start)) continue;
    for (const Candidate& whole : found_[index].candidates) {
      if (whole.end == end && whole.start <= start) return;
    }
    candidates_.push_back({start, end, index, true, false});
    return;
  }
}

bool Scanner::startFits(const Detector& detector, int32_t start) const {
  return !detector.spec.hasNotBefore || start <= -text_.context() || !detector.spec.notBefore.has(text_[start - 1]);
}

bool Scanner::endFits(const Detector& detector, int32_t end) const {
  int32_t left = text_.size() - end;
  if (!last_ && left < detector.spec.lookahead) return false;
  if (!text_.isBoundary(end)) return false;
  for (const auto& alternative : detector.spec.notAfter) {
    if (left < static_cast<int32_t>(alternative.size())) continue;
    size_t at = 0;
    while (at < alternative.size() && alternative[at].has(text_[end + static_cast<int32_t>(at)])) ++at;
    if (at == alternative.size()) return false;
  }
  return true;
}

bool Scanner::standsAlone(int32_t start, int32_t end) const {
  if (!last_ || start != 0 || text_.context() != 0 || text_.size() - end > kMostAfterAlone) return false;
  for (int32_t at = end; at < text_.size(); ++at) {
    if (text_[at] != '\n' && text_[at] != '\r' && text_[at] != ' ') return false;
  }
  return true;
}

bool Scanner::wordsAllow(Detector& detector, int32_t start) const {
  return (detector.spec.mayStandAlone && start == 0 && text_.context() == 0) || wordsStand(detector, start);
}

bool Scanner::wordsStand(Detector& detector, int32_t start) const {
  if (detector.spec.words.empty()) return true;
  const std::vector<Detector::WordSet>& sets = detector.wordSets();
  int32_t from = std::max(-text_.context(), start - detector.spec.wordsBefore);
  for (int32_t block = from; block < start; block += 64) {
    const int32_t bytes = std::min(start - block, 64);
    const bool behindLetter = block > -text_.context() && isLetter(text_[block - 1]);
    // Where one may begin.
    uint64_t places = ~(lettersIn(text_.data() + block, bytes) << 1 | uint64_t{behindLetter}) & (~uint64_t{0} >> (64 - bytes));
    for (; places != 0; places &= places - 1) {
      int32_t at = block + __builtin_ctzll(places);
      uint8_t after = at + 1 < text_.size() ? text_[at + 1] : 0;
      for (size_t set = 0; set < sets.size(); ++set) {
        const Detector::WordSet& words = sets[set];
        for (uint64_t bits = words.first[text_[at]] & words.second[after]; bits != 0; bits &= bits - 1) {
          if (wordStands(detector.spec.words[set * 64 + static_cast<size_t>(__builtin_ctzll(bits))], at, start)) return true;
        }
      }
    }
  }
  return false;
}

bool Scanner::wordStands(const std::string& word, int32_t at, int32_t until) const {
  int32_t size = static_cast<int32_t>(word.size());
  if (at + size > until) return false;
  for (int32_t i = 0; i < size; ++i) {
    if (lowerOf(text_[at + i]) != static_cast<uint8_t>(word[static_cast<size_t>(i)])) return false;
  }
  return at + size >= text_.size() || !isLetter(text_[at + size]);
}

bool Scanner::validates(const Detector& detector, int32_t start, int32_t end) {
  std::string_view span(reinterpret_cast<const char*>(text_.data() + start), static_cast<size_t>(end - start));
  for (const Validator& validator : detector.spec.validators) {
    bool accepts = validator.check == Check::kBase64Finding ? findsInBase64(span) : ruleset_->spec().tables.accepts(validator, span);
    if (!accepts) return false;
  }
  return true;
}

bool Scanner::isAllowed(const Detector& detector, int32_t start, int32_t end) {
  for (uint32_t index : detector.spec.allow) {
    AllowedValues& allowed = ruleset_->allowed(index);
    bool whole = false;
    walkOn(allowed.forward, allowed.fromStart, text_, start, end, [&](int32_t at, uint32_t) { whole |= at == end; });
    if (whole) return true;
  }
  return false;
}

}  // namespace sluice

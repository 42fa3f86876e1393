#include "name-lists.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr uint8_t kGiven = 1, kFamily = 2, kWord = 4, kPlace = 8, kRareWord = 16, kCommon = 32;
constexpr uint8_t kAnyName = kGiven | kFamily, kOther = kWord | kPlace;

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool isSmall(char c) { return c >= 'a' && c <= 'z'; }
bool isGap(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }

// J, J.R
bool isInitial(std::string_view bare) {
  for (size_t at = 0; at < bare.size(); ++at) {
    if (at % 2 == 0 ? !isCapital(bare[at]) : bare[at] != '.') return false;
  }
  return bare.size() % 2 == 1 && bare.size() <= 7;
}

uint32_t hashOf(std::string_view key) {
  uint32_t hash = 2166136261u;
  for (char c : key) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash ^ hash >> 15;
}

}  // namespace

bool NameLists::read(Reader& reader) {
  bool sound = true;
  reader.list([&] {
    uint32_t code = reader.number();
    std::string letters = reader.text();
    bool small = reader.number() != 0;
    if (code < kFirstFolded || code - kFirstFolded >= kFolded || letters.empty() || letters.size() > 2) {
      sound = false;
      return false;
    }
    Fold& fold = folds_[code - kFirstFolded];
    fold.size = static_cast<uint8_t>(letters.size());
    fold.small = small;
    std::copy(letters.begin(), letters.end(), fold.letters.begin());
    return true;
  });
  auto readWords = [&](std::unordered_set<std::string>& into) {
    reader.list([&] {
      into.insert(reader.text());
      return true;
    });
  };
  readWords(particles_);
  readWords(neutral_);
  readWords(neutral_);
  text_ = reader.text();
  std::string kinds = reader.text();
  if (!sound || !reader.ok() || kinds.empty()) return false;

  names_.reserve(kinds.size());
  for (size_t at = 0; at <= text_.size();) {
    size_t end = std::min(text_.find('\n', at), text_.size());
    if (names_.size() == kinds.size()) return false;
    uint8_t kind = static_cast<uint8_t>(kinds[names_.size()]);
    names_.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end - at), kind});
    at = end + 1;
  }
  if (names_.size() != kinds.size()) return false;
  size_t slots = 1024;
  while (slots < 2 * names_.size()) slots *= 2;
  slots_.assign(slots, 0);
  for (uint32_t number = 0; number < names_.size(); ++number) {
    size_t slot = hashOf(std::string_view(text_).substr(names_[number].at, names_[number].size)) & (slots - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
    slots_[slot] = number + 1;
  }
  return true;
}

bool NameLists::accepts(std::string_view span, PersonMode mode) const {
  std::vector<Word> before, words;  // words behind a comma are the given name
  bool comma = false, any = false, beginsWithInitial = false;
  for (size_t at = 0; at < span.size();) {
    if (isGap(span[at])) {
      if (span[at] == ',' && !words.empty() && !comma) {
        comma = true;
        before.swap(words);
      }
      ++at;
      continue;
    }
    size_t end = at;
    while (end < span.size() && !isGap(span[end])) ++end;
    std::string_view bare = span.substr(at, end - at);
    at = end;
    bool isFirst = !any;
    any = true;
    if (bare.back() == '.') bare.remove_suffix(1);
    if (bare.empty()) continue;
    if (isInitial(bare)) {
      beginsWithInitial |= isFirst;
      continue;
    }
    if (particles_.count(std::string(bare)) != 0) continue;
    Key key;
    fold(bare, key);
    if (neutral_.count(std::string(key.text())) != 0) continue;
    words.push_back(wordOf(bare, key.text()));
  }
  if (!comma) return isName(words, beginsWithInitial, mode);
  // Behind the comma stood nothing but `Jr.`
  if (words.empty()) return isName(before, beginsWithInitial, mode);
  return isReversed(before.back(), words.front(), mode);
}

const NameLists::Fold* NameLists::foldAt(std::string_view text, size_t at) const {
  uint8_t lead = static_cast<uint8_t>(text[at]);
  if (lead < 0xc3 || lead > 0xc9 || at + 1 == text.size()) return nullptr;
  uint8_t next = static_cast<uint8_t>(text[at + 1]);
  if ((next & 0xc0) != 0x80) return nullptr;
  uint32_t code = (lead & 0x1fu) << 6 | (next & 0x3fu);
  if (code < kFirstFolded || code - kFirstFolded >= kFolded) return nullptr;
  const Fold& fold = folds_[code - kFirstFolded];
  return fold.size != 0 ? &fold : nullptr;
}

void NameLists::fold(std::string_view text, Key& key) const {
  constexpr std::string_view kApostrophe = "\xe2\x80\x99";
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '\'') {
      at += 1;
    } else if (text.substr(at, kApostrophe.size()) == kApostrophe) {
      at += kApostrophe.size();
    } else if (const Fold* fold = foldAt(text, at)) {
      for (uint8_t i = 0; i < fold->size; ++i) key.bytes[key.size++] = fold->letters[i];
      at += 2;
    } else {
      key.bytes[key.size++] = isCapital(text[at]) ? static_cast<char>(text[at] + 32) : text[at];
      at += 1;
    }
  }
}

uint8_t NameLists::kindOf(std::string_view key) const {
  size_t mask = slots_.size() - 1;
  for (size_t slot = hashOf(key) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Name& name = names_[slots_[slot] - 1];
    if (name.size == key.size() && std::string_view(text_).substr(name.at, name.size) == key) return name.kind;
  }
  return 0;
}

// Of `Jean-Pierre`: a name if both are.
uint8_t NameLists::kindOfParts(std::string_view key) const {
  if (key.find('-') == std::string_view::npos) return kindOf(key);
  bool allNames = true, allOther = true, anyFamily = false;
  uint8_t first = 0;
  for (size_t at = 0; at <= key.size();) {
    size_t end = std::min(key.find('-', at), key.size());
    uint8_t kind = kindOf(key.substr(at, end - at));
    if (at == 0) first = kind;
    allNames &= (kind & kAnyName) != 0;
    allOther &= (kind & kOther) != 0;
    anyFamily |= (kind & kFamily) != 0;
    at = end + 1;
  }
  if (allNames) return static_cast<uint8_t>((first & (kGiven | kCommon)) | (anyFamily ? kFamily : 0));
  return allOther ? kWord : 0;
}

NameLists::Word NameLists::wordOf(std::string_view bare, std::string_view key) const {
  Word word;
  word.kind = kindOfParts(key);
  word.size = key.size();
  word.small = isSmall(bare[0]);
  if (static_cast<uint8_t>(bare[0]) >= 0x80) {
    const Fold* fold = foldAt(bare, 0);
    word.small = fold ? fold->small : word.kind == 0;
  }
  word.upper = std::count_if(bare.begin(), bare.end(), isCapital) > 1 && std::none_of(bare.begin(), bare.end(), isSmall);
  return word;
}

namespace {

bool isGiven(uint8_t kind) { return (kind & kGiven) != 0; }
bool isFamily(uint8_t kind) { return (kind & kFamily) != 0; }
bool isAnyName(uint8_t kind) { return (kind & kAnyName) != 0; }
// Something else as well.
bool isAmbiguous(uint8_t kind) { return (kind & (kOther | kRareWord)) != 0; }
bool isClearGiven(uint8_t kind) { return isGiven(kind) && !isAmbiguous(kind); }
bool isClearFamily(uint8_t kind) { return isFamily(kind) && !isAmbiguous(kind); }
// No name at all.
bool isOther(uint8_t kind) { return (kind & kOther) != 0 && !isAnyName(kind); }

}  // namespace

bool NameLists::isName(const std::vector<Word>& words, bool beginsWithInitial, PersonMode mode) {
  auto any = [&](auto of) { return std::any_of(words.begin(), words.end(), of); };
  auto all = [&](auto of) { return std::all_of(words.begin(), words.end(), of); };
  if (words.empty() || any([](const Word& word) { return isOther(word.kind); })) return false;
  const Word &first = words.front(), &last = words.back();
  bool anySmall = any([](const Word& word) { return word.small; });
  if (mode == PersonMode::kIntroduced || mode == PersonMode::kKnown) {
    if (anySmall) return all([](const Word& word) { return isAnyName(word.kind) && (word.kind & kOther) == 0; });
    return mode == PersonMode::kIntroduced || any([](const Word& word) { return isAnyName(word.kind); });
  }
  if (anySmall) return false;
  bool broad = mode == PersonMode::kBroad;
  bool anyUpper = any([](const Word& word) { return word.upper; });
  if (words.size() == 1) {
    if (anyUpper) return false;
    if (beginsWithInitial) return isClearFamily(first.kind) || (broad && isClearGiven(first.kind));
    if (!broad) return isClearGiven(first.kind) && (first.kind & kCommon) != 0 && first.size >= 4;
    return (isClearGiven(first.kind) && first.size >= 3) || (isClearFamily(first.kind) && first.size >= 4);
  }
  if (anyUpper) {
    if (!all([](const Word& word) { return word.upper; })) return false;
    return (isClearGiven(first.kind) && isAnyName(last.kind)) || (broad && isAnyName(first.kind) && isClearFamily(last.kind));
  }
  if (isClearGiven(first.kind)) return broad || isAnyName(last.kind) || words.size() <= 3;
  if (isFamily(first.kind) && isClearGiven(last.kind)) return true;
  if (!broad) return isGiven(first.kind) && isClearFamily(last.kind);
  if (isGiven(first.kind) && isAnyName(last.kind) && !(isAmbiguous(first.kind) && isAmbiguous(last.kind))) return true;
  if (isGiven(first.kind) && (first.kind & kCommon) != 0 && (last.kind == 0 || isFamily(last.kind))) return true;
  return isClearFamily(last.kind) && (isClearFamily(first.kind) || (first.kind == 0 && words.size() <= 3));
}

bool NameLists::isReversed(const Word& family, const Word& given, PersonMode mode) {
  if (family.small || given.small || isOther(family.kind) || isOther(given.kind)) return false;
  if (mode == PersonMode::kIntroduced) return true;
  if (mode == PersonMode::kKnown) return isGiven(given.kind);
  if (mode == PersonMode::kPrecise) return isClearFamily(family.kind) && isClearGiven(given.kind);
  return isClearGiven(given.kind) && (family.kind == 0 || (isFamily(family.kind) && (family.kind & kPlace) == 0));
}

}  // namespace sluice

#include "name-lists.h"

#include <algorithm>

#include "sets.h"

namespace sluice {

namespace {

constexpr uint8_t kGiven = 1, kFamily = 2, kWord = 4, kPlace = 8, kRareWord = 16, kCommon = 32, kNeutral = 64, kSeldom = 128;
constexpr uint8_t kAnyFamily = kFamily | kSeldom, kAnyName = kGiven | kAnyFamily, kOther = kWord | kPlace;

constexpr size_t kLongestName = UINT16_MAX;
constexpr size_t kBeforeEnding = 4;

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

bool isGiven(uint8_t kind) { return (kind & kGiven) != 0; }
bool isFamily(uint8_t kind) { return (kind & kAnyFamily) != 0; }
bool isAnyName(uint8_t kind) { return (kind & kAnyName) != 0; }
// Something else as well.
bool isAmbiguous(uint8_t kind) { return (kind & (kOther | kRareWord)) != 0; }
bool isClearGiven(uint8_t kind) { return isGiven(kind) && !isAmbiguous(kind); }
bool isClearFamily(uint8_t kind) { return isFamily(kind) && !isAmbiguous(kind); }
// No name at all.
bool isOther(uint8_t kind) { return (kind & kOther) != 0 && !isAnyName(kind); }

// Where a word begins behind its particle: d'Aubigny, al-Rashid.
size_t beginOf(std::string_view bare) {
  constexpr std::string_view kApostrophe = "\xe2\x80\x99";
  size_t at = 0;
  while (at < bare.size() && isSmall(bare[at])) ++at;
  if (at == 0 || at > 2) return 0;
  const std::string_view rest = bare.substr(at);
  if (rest.size() > 1 && (rest[0] == '\'' || rest[0] == '-')) return at + 1;
  return rest.size() > kApostrophe.size() && rest.substr(0, kApostrophe.size()) == kApostrophe ? at + kApostrophe.size() : 0;
}

// Marušić, Lančič
bool endsInIc(std::string_view bare) {
  constexpr std::string_view kAcute = "i\xc4\x87", kCaron = "i\xc4\x8d";
  if (bare.size() < kAcute.size() + 2) return false;
  const std::string_view end = bare.substr(bare.size() - kAcute.size());
  return end == kAcute || end == kCaron;
}

// Eight bytes at a time; the last ones overlap those before them.
uint32_t hashOf(std::string_view key) {
  const size_t size = key.size();
  uint64_t hash = size;
  for (size_t at = 0; at + 8 < size; at += 8) hash = mixed(hash, numberOf<uint64_t>(&key[at]));
  if (size >= 8) {
    hash = mixed(hash, numberOf<uint64_t>(&key[size - 8]));
  } else if (size >= 4) {
    hash = mixed(hash, uint64_t{numberOf<uint32_t>(&key[0])} << 32 | numberOf<uint32_t>(&key[size - 4]));
  } else {
    for (char c : key) hash = mixed(hash, static_cast<uint8_t>(c));
  }
  return static_cast<uint32_t>(hash);
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
  reader.list([&] {
    particles_.push_back(reader.text());
    return true;
  });
  reader.list([&] {
    endings_.push_back(reader.text());
    sound &= !endings_.back().empty();
    return sound;
  });
  text_ = reader.text();
  std::string kinds = reader.text();
  if (!sound || !reader.ok() || kinds.empty()) return false;

  size_t places = 1024;
  while (places < 2 * kinds.size()) places *= 2;
  names_.assign(places, {});
  size_t number = 0;
  for (size_t at = 0; at <= text_.size(); ++number) {
    const size_t end = std::min(text_.find('\n', at), text_.size());
    const std::string_view key = std::string_view(text_).substr(at, end - at);
    if (number == kinds.size() || key.empty() || key.size() > kLongestName) return false;
    const uint32_t hash = hashOf(key);
    size_t place = hash & (places - 1);
    while (names_[place].size != 0) place = (place + 1) & (places - 1);
    names_[place] = {static_cast<uint32_t>(at), hash, static_cast<uint16_t>(key.size()), static_cast<uint8_t>(kinds[number])};
    at = end + 1;
  }
  return number == kinds.size();
}

void NameLists::Words::add(const Word& word) {
  if (size++ == 0) first = word;
  last = word;
  anyOther |= isOther(word.kind);
  anySmall |= word.small;
  anyUpper |= word.upper;
  allUpper &= word.upper;
  anyName |= isAnyName(word.kind);
  allNames &= isAnyName(word.kind) && !isAmbiguous(word.kind);
}

bool NameLists::accepts(std::string_view span, PersonMode mode) const {
  Words before, words;  // words behind a comma are the given name
  bool comma = false, any = false, beginsWithInitial = false;
  for (size_t at = 0; at < span.size();) {
    if (isGap(span[at])) {
      if (span[at] == ',' && words.size != 0 && !comma) {
        comma = true;
        std::swap(before, words);
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
    const bool dotted = bare.back() == '.';
    if (dotted) bare.remove_suffix(1);
    if (bare.empty()) continue;
    if (isInitial(bare)) {
      beginsWithInitial |= isFirst;
      words.initialInside |= dotted && words.size != 0;
      continue;
    }
    if (isParticle(bare)) continue;
    Key key;
    fold(bare, key);
    uint8_t kind = kindOf(key.text());
    if ((kind & kNeutral) != 0) continue;
    words.add(wordOf(bare, key.text(), kind));
    // Most spans that are no names say so with their first word.
    if (words.anyOther && !comma && span.find(',', at) == std::string_view::npos) return false;
  }
  if (!comma) return isName(words, beginsWithInitial, mode);
  // Behind the comma stood nothing but `Jr.`
  if (words.size == 0) return isName(before, beginsWithInitial, mode);
  return isReversed(before.last, words.first, mode);
}

bool NameLists::isParticle(std::string_view bare) const {
  return !isCapital(bare[0]) && std::find(particles_.begin(), particles_.end(), bare) != particles_.end();
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
    const char c = text[at];
    if (static_cast<uint8_t>(c) < 0x80) {
      if (c != '\'') key.bytes[key.size++] = isCapital(c) ? static_cast<char>(c + 32) : c;
      at += 1;
    } else if (text.substr(at, kApostrophe.size()) == kApostrophe) {
      at += kApostrophe.size();
    } else if (const Fold* fold = foldAt(text, at)) {
      for (uint8_t i = 0; i < fold->size; ++i) key.bytes[key.size++] = fold->letters[i];
      at += 2;
    } else {
      key.bytes[key.size++] = c;
      at += 1;
    }
  }
}

uint8_t NameLists::kindOf(std::string_view key) const {
  const size_t mask = names_.size() - 1;
  const uint32_t hash = hashOf(key);
  for (size_t place = hash & mask; names_[place].size != 0; place = (place + 1) & mask) {
    const Name& name = names_[place];
    if (name.hash == hash && std::string_view(text_).substr(name.at, name.size) == key) return name.kind;
  }
  return endsAsName(key) ? kFamily : 0;
}

// Horvatincic, Sigurjonsdottir
bool NameLists::endsAsName(std::string_view key) const {
  return std::any_of(endings_.begin(), endings_.end(), [&](std::string_view ending) {
    return key.size() >= ending.size() + kBeforeEnding && key.back() == ending.back() &&
           key.substr(key.size() - ending.size()) == ending;
  });
}

// Of `jean-pierre`: a name if both are; of `al-harbi`: what is none, too.
uint8_t NameLists::kindOfParts(std::string_view key) const {
  if (const std::string_view article = key.substr(0, 3); article == "al-" || article == "el-") {
    const uint8_t kind = kindOf(key.substr(article.size()));
    return kind == 0 ? kSeldom : kind;
  }
  bool allNames = true, allOther = true;
  uint8_t family = 0;
  uint8_t first = 0;
  for (size_t at = 0; at <= key.size();) {
    size_t end = std::min(key.find('-', at), key.size());
    uint8_t kind = kindOf(key.substr(at, end - at));
    if (at == 0) first = kind;
    allNames &= (kind & kAnyName) != 0;
    allOther &= (kind & kOther) != 0;
    family |= kind & kAnyFamily;
    at = end + 1;
  }
  if (allNames) return static_cast<uint8_t>((first & (kGiven | kCommon)) | ((family & kFamily) != 0 ? kFamily : family));
  return allOther ? kWord : 0;
}

NameLists::Word NameLists::wordOf(std::string_view bare, std::string_view key, uint8_t kind) const {
  Word word;
  word.kind = key.find('-') == std::string_view::npos ? kind : kindOfParts(key);
  if (word.kind == 0 && endsInIc(bare)) word.kind = kFamily;
  word.size = key.size();
  const size_t begin = beginOf(bare);
  word.small = isSmall(bare[begin]);
  if (static_cast<uint8_t>(bare[begin]) >= 0x80) {
    const Fold* fold = foldAt(bare, begin);
    word.small = fold ? fold->small : word.kind == 0;
  }
  word.upper = std::count_if(bare.begin(), bare.end(), isCapital) > 1 && std::none_of(bare.begin(), bare.end(), isSmall);
  return word;
}

bool NameLists::isName(const Words& words, bool beginsWithInitial, PersonMode mode) {
  if (words.size == 0 || words.anyOther) return false;
  const Word &first = words.first, &last = words.last;
  if (mode == PersonMode::kIntroduced || mode == PersonMode::kKnown) {
    if (words.anySmall) return words.allNames && (words.size > 1 || (first.kind & kSeldom) == 0);
    return mode == PersonMode::kIntroduced || words.anyName;
  }
  if (words.anySmall) return false;
  bool broad = mode == PersonMode::kBroad;
  if (words.size == 1) {
    if (words.anyUpper) return false;
    if (beginsWithInitial) return isClearFamily(first.kind) || (broad && isClearGiven(first.kind));
    if (!broad) return isClearGiven(first.kind) && (first.kind & kCommon) != 0 && first.size >= 3;
    if (isClearGiven(first.kind)) return first.size >= 3;
    return isClearFamily(first.kind) && (first.kind & kSeldom) == 0 && first.size >= 4;
  }
  // LEFEBVRE Antoine
  if (words.size == 2 && first.upper && !last.upper)
    return (isFamily(first.kind) || (broad && first.kind == 0)) && isClearGiven(last.kind);
  if (words.anyUpper) {
    if (!words.allUpper) return false;
    return (isClearGiven(first.kind) && isAnyName(last.kind)) || (broad && isAnyName(first.kind) && isClearFamily(last.kind));
  }
  if (isClearGiven(first.kind)) return broad || isAnyName(last.kind) || words.size <= 3;
  if (isFamily(first.kind) && isClearGiven(last.kind)) return true;
  // Kanisha M. Sutton
  if (words.initialInside && (broad || isClearFamily(last.kind) || (isAnyName(first.kind) && isAnyName(last.kind)))) return true;
  if (!broad) return isGiven(first.kind) && isClearFamily(last.kind);
  if (isGiven(first.kind) && isAnyName(last.kind) && !(isAmbiguous(first.kind) && isAmbiguous(last.kind))) return true;
  if (isGiven(first.kind) && (first.kind & kCommon) != 0 && (last.kind == 0 || isFamily(last.kind))) return true;
  return isClearFamily(last.kind) && (isClearFamily(first.kind) || (first.kind == 0 && words.size <= 3));
}

bool NameLists::isReversed(const Word& family, const Word& given, PersonMode mode) {
  if (family.small || given.small || isOther(family.kind) || isOther(given.kind)) return false;
  if (mode == PersonMode::kIntroduced) return true;
  if (mode == PersonMode::kKnown) return isGiven(given.kind);
  if (mode == PersonMode::kPrecise) return isClearFamily(family.kind) && isClearGiven(given.kind);
  if (isClearFamily(family.kind) && isGiven(given.kind)) return true;
  return isClearGiven(given.kind) && (family.kind == 0 || (isFamily(family.kind) && (family.kind & kPlace) == 0));
}

}  // namespace sluice

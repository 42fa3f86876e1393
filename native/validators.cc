#include "validators.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice {

namespace {

bool isHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
char lowerOf(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowerOf(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = lowerOf(c);
  return lower;
}

std::string digitsOf(std::string_view span) {
  std::string digits;
  for (char c : span) {
    if (isDigit(c)) digits.push_back(c);
  }
  return digits;
}

bool allSame(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == text[0]; });
}

bool luhn(std::string_view span) {
  std::array<char, 19> digits;
  size_t count = 0;
  for (char c : span) {
    if (!isDigit(c)) continue;
    if (count == digits.size()) return false;
    digits[count++] = c;
  }
  if (count < 12 || allSame({digits.data(), count})) return false;
  int sum = 0;
  for (size_t i = 0; i < count; ++i) {
    int digit = digits[count - 1 - i] - '0';
    if (i % 2 == 1) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return sum % 10 == 0;
}

// Whether its runs of digits are fewer than three, or some run is not the one before it and one, as wide.
bool notCounting(std::string_view span) {
  std::string next;
  size_t runs = 0;
  for (size_t at = 0; at < span.size(); ++at) {
    if (!isDigit(span[at])) continue;
    size_t end = at;
    while (end < span.size() && isDigit(span[end])) ++end;
    std::string run(span.substr(at, end - at));
    if (runs++ > 0 && run != next) return true;
    next = run;
    size_t last = next.size();
    while (last > 0 && next[last - 1] == '9') next[--last] = '0';
    if (last > 0) ++next[last - 1];
    at = end;
  }
  return runs < 3;
}

bool usSsn(std::string_view span) {
  std::string digits;
  if (span.size() == 9) {
    digits = span;
  } else if (span.size() == 11 && span[3] == span[6] && !isDigit(span[3])) {
    digits.append(span.substr(0, 3)).append(span.substr(4, 2)).append(span.substr(7));
  }
  if (digits.size() != 9 || !std::all_of(digits.begin(), digits.end(), isDigit) || allSame(digits)) return false;
  std::string area = digits.substr(0, 3);
  return area != "000" && area != "666" && area[0] != '9' && digits.substr(3, 2) != "00" && digits.substr(5) != "0000";
}

bool ipv4(std::string_view span) {
  size_t parts = 0;
  for (size_t at = 0;; ++at) {
    size_t end = std::min(span.find('.', at), span.size());
    std::string_view part = span.substr(at, end - at);
    if (part.empty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), isDigit)) return false;
    if (part.size() > 1 && part[0] == '0') return false;
    int value = 0;
    for (char c : part) value = value * 10 + (c - '0');
    if (value > 255) return false;
    ++parts;
    if (end == span.size()) return parts == 4;
    at = end;
  }
}

// Number of 16-bit groups in a run without `::`; -1 if it is none. An empty run has none.
int ipv6Groups(std::string_view run, bool mayEndInIpv4) {
  if (run.empty()) return 0;
  int groups = 0;
  for (size_t at = 0;; ++at) {
    size_t end = std::min(run.find(':', at), run.size());
    std::string_view group = run.substr(at, end - at);
    bool isLast = end == run.size();
    if (!group.empty() && group.size() <= 4 && std::all_of(group.begin(), group.end(), isHex)) {
      groups += 1;
    } else if (isLast && mayEndInIpv4 && ipv4(group)) {
      groups += 2;
    } else {
      return -1;
    }
    if (isLast) return groups;
    at = end;
  }
}

bool ipv6(std::string_view span) {
  size_t gap = span.find("::");
  if (gap == std::string_view::npos) return ipv6Groups(span, true) == 8;
  int left = ipv6Groups(span.substr(0, gap), false);
  int right = ipv6Groups(span.substr(gap + 2), true);
  return left >= 0 && right >= 0 && left + right <= 7;
}

bool mac(std::string_view span) {
  if (span.size() != 17) return false;
  std::string digits;
  for (size_t i = 0; i < span.size(); ++i) {
    if (i % 3 == 2) {
      if (span[i] != span[2] || (span[i] != ':' && span[i] != '-')) return false;
    } else {
      if (!isHex(span[i])) return false;
      digits.push_back(lowerOf(span[i]));
    }
  }
  return !(allSame(digits) && (digits[0] == '0' || digits[0] == 'f'));
}

bool nanp(std::string_view span) {
  std::string digits = digitsOf(span);
  if (digits.size() == 11 && digits[0] == '1') digits.erase(0, 1);
  if (digits.size() != 10 || digits[0] < '2' || digits[3] < '2' || allSame(digits)) return false;
  return digits.substr(1, 2) != "11" && digits.substr(4, 2) != "11";
}

bool e164(std::string_view span) {
  std::string digits = digitsOf(span);
  return digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0' && !allSame(digits);
}

bool entropy(std::string_view span, double min) {
  std::array<uint32_t, 256> counts{};
  for (char c : span) counts[static_cast<uint8_t>(c)] += 1;
  double bits = 0;
  for (uint32_t count : counts) {
    if (count == 0) continue;
    double share = static_cast<double>(count) / static_cast<double>(span.size());
    bits -= share * std::log2(share);
  }
  return bits + 1e-9 >= min;
}

bool jwtHeader(std::string_view span) {
  std::string_view head = span.substr(0, span.find('.'));
  bool base64url = std::all_of(head.begin(), head.end(), [](char c) {
    return isDigit(c) || isLetter(c) || c == '-' || c == '_';
  });
  return base64url && head.size() >= 3 && head.size() % 4 != 1 && head[0] == 'e' && head[1] == 'y' && head[2] >= 'I' &&
         head[2] <= 'L';
}

// One of the three parts of a date.
struct DatePart {
  uint32_t year = 0;        // four digits, 1900-2099
  uint32_t month = 0;       // by name
  uint32_t number = 0;      // one or two digits: a day or a month
  bool isNumber = false;
  bool twoDigits = false;
};

bool isDate(uint32_t year, uint32_t month, uint32_t day) {
  static constexpr uint32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

// Day and month in the places given, year as it stands.
bool isDate(const DatePart& year, bool yearIsThird, const DatePart& month, const DatePart& day) {
  if (!day.isNumber || (month.month == 0 && !month.isNumber)) return false;
  uint32_t monthNumber = month.month != 0 ? month.month : month.number;
  if (year.year != 0) return isDate(year.year, monthNumber, day.number);
  if (!yearIsThird || !year.isNumber || !year.twoDigits) return false;
  return isDate(1900 + year.number, monthNumber, day.number) || isDate(2000 + year.number, monthNumber, day.number);
}

}  // namespace

bool ValidatorTables::read(Reader& reader) {
  auto readPairs = [&](std::unordered_map<std::string, uint32_t>& into) {
    reader.list([&] {
      std::string name = reader.text();
      into.emplace(std::move(name), reader.number());
      return true;
    });
  };
  auto readWords = [&](std::unordered_set<std::string>& into) {
    reader.list([&] {
      into.insert(reader.text());
      return true;
    });
  };
  readPairs(ibanLengths_);
  readPairs(months_);
  readWords(dateFillers_);
  readWords(placeholderWords_);
  placeholderParts_ = reader.list([&] { return reader.text(); });
  placeholderBrackets_ = reader.list([&] {
    std::string open = reader.text();
    return std::make_pair(std::move(open), reader.text());
  });
  readWords(fileSuffixes_);
  bool sound = phonePlans_.read(reader);
  names_ = reader.list([&] {
    NameLists lists;
    sound = sound && lists.read(reader);
    return lists;
  });
  return sound && names_.size() <= 1;
}

bool ValidatorTables::accepts(const Validator& validator, std::string_view span) const {
  switch (validator.check) {
    case Check::kLuhn:
      return luhn(span);
    case Check::kIban:
      return iban(span);
    case Check::kUsSsn:
      return usSsn(span);
    case Check::kIpv4:
      return ipv4(span);
    case Check::kIpv6:
      return ipv6(span);
    case Check::kMac:
      return mac(span);
    case Check::kNanp:
      return nanp(span);
    case Check::kE164:
      return e164(span);
    case Check::kDate:
      return date(span);
    case Check::kEntropy:
      return entropy(span, validator.min);
    case Check::kDigits:
      return static_cast<double>(std::count_if(span.begin(), span.end(), isDigit)) >= validator.min;
    case Check::kNotPlaceholder:
      return notPlaceholder(span);
    case Check::kTld:
      return tld(span);
    case Check::kJwtHeader:
      return jwtHeader(span);
    case Check::kChecksum:
      return validator.checksum[0].accepts(span);
    case Check::kVerhoeff:
      return verhoeff(span);
    case Check::kMod11And10:
      return mod11And10(span);
    case Check::kBase58Check:
      return base58Check(span);
    case Check::kBech32:
      return bech32(span);
    case Check::kBase64Finding:
      return false;
    case Check::kPhone:
      return phone(validator.phone[0], span);
    case Check::kPersonName:
      return names_[0].accepts(span, static_cast<PersonMode>(validator.min));
    case Check::kNotCounting:
      return notCounting(span);
  }
  return false;
}

bool ValidatorTables::iban(std::string_view span) const {
  std::string text;
  for (char c : span) {
    if (isDigit(c) || isLetter(c)) text.push_back(lowerOf(c));
  }
  if (text.size() < 4 || !isLetter(text[0]) || !isLetter(text[1]) || !isDigit(text[2]) || !isDigit(text[3])) return false;
  auto country = ibanLengths_.find(text.substr(0, 2));
  if (country == ibanLengths_.end() || country->second != text.size()) return false;
  std::rotate(text.begin(), text.begin() + 4, text.end());
  uint32_t rest = 0;
  for (char c : text) {
    rest = isDigit(c) ? rest * 10 + static_cast<uint32_t>(c - '0') : rest * 100 + static_cast<uint32_t>(c - 'a' + 10);
    rest %= 97;
  }
  return rest == 1;
}

bool ValidatorTables::date(std::string_view span) const {
  auto isWord = [](char c) { return isLetter(c) || static_cast<uint8_t>(c) >= 0x80; };
  std::array<DatePart, 3> parts;
  size_t count = 0;
  for (size_t at = 0; at < span.size();) {
    size_t end = at;
    if (isDigit(span[at])) {
      while (end < span.size() && isDigit(span[end])) ++end;
    } else if (isWord(span[at])) {
      while (end < span.size() && isWord(span[end])) ++end;
    } else {
      ++at;
      continue;
    }
    std::string run = lowerOf(span.substr(at, end - at));
    at = end;
    if (dateFillers_.count(run) != 0) continue;
    if (count == 3) return false;
    DatePart& part = parts[count++];
    if (isDigit(run[0])) {
      uint32_t value = 0;
      if (run.size() > 4) return false;
      for (char c : run) value = value * 10 + static_cast<uint32_t>(c - '0');
      if (run.size() == 4 && value >= 1900 && value <= 2099) part.year = value;
      if (run.size() <= 2) part = {0, 0, value, true, run.size() == 2};
    } else {
      auto month = months_.find(run);
      if (month != months_.end()) part.month = month->second;
    }
  }
  if (count != 3) return false;
  const auto& [a, b, c] = parts;
  return isDate(a, false, b, c) || isDate(c, true, b, a) || isDate(c, true, a, b);
}

namespace {

// A word of another script or with accents, as pages call a password: letters and marks of prose only.
bool isForeignWord(std::string_view lower) {
  constexpr std::string_view kMarks = "'.:?!-";
  bool foreign = false;
  for (char c : lower) {
    const bool isForeign = static_cast<unsigned char>(c) >= 0x80;
    if (!isForeign && !isLetter(c) && kMarks.find(c) == std::string_view::npos) return false;
    foreign |= isForeign;
  }
  return foreign;
}

// `access_token_v2`, `redis-auth-2`: the numbered name of a secret.
bool isSecretName(std::string_view lower) {
  std::string_view word = lower;
  size_t digits = 0;
  while (!word.empty() && isDigit(word.back())) {
    word.remove_suffix(1);
    digits++;
  }
  if (digits == 0 || digits > 3) return false;
  auto isJoint = [](char c) { return c == '_' || c == '-'; };
  if (!word.empty() && word.back() == 'v') word.remove_suffix(1);
  if (!word.empty() && isJoint(word.back())) word.remove_suffix(1);
  if (!word.empty() && word.back() == 's') word.remove_suffix(1);
  for (std::string_view last : {"token", "secret", "key", "auth"}) {
    if (word.size() < last.size() + 2 || word.substr(word.size() - last.size()) != last) continue;
    std::string_view before = word.substr(0, word.size() - last.size());
    return isJoint(before.back()) && isLetter(before.front()) &&
           std::all_of(before.begin(), before.end(), [&](char c) { return isLetter(c) || isJoint(c); });
  }
  return false;
}

}  // namespace

bool ValidatorTables::notPlaceholder(std::string_view span) const {
  std::string lower = lowerOf(span);
  std::string_view word = lower;
  auto isQuote = [](char c) { return c == '"' || c == '\'' || c == '`'; };
  while (!word.empty() && isQuote(word.front())) word.remove_prefix(1);
  while (!word.empty() && isQuote(word.back())) word.remove_suffix(1);
  if (word.empty() || placeholderWords_.count(std::string(word)) != 0) return false;
  for (const std::string& part : placeholderParts_) {
    if (word.find(part) != std::string_view::npos) return false;
  }
  for (const auto& [open, close] : placeholderBrackets_) {
    if (word.size() > open.size() + close.size() && word.substr(0, open.size()) == open &&
        word.substr(word.size() - close.size()) == close) {
      return false;
    }
  }
  if (isForeignWord(word) || isSecretName(word)) return false;
  auto isName = [](char c) { return isDigit(c) || isLetter(c) || c == '_'; };
  if (word[0] == '$' && std::all_of(word.begin() + 1, word.end(), isName)) return false;
  constexpr std::string_view kFiller = "-_.*/: ";
  char first = 0;
  bool any = false;
  for (char c : word) {
    if (kFiller.find(c) != std::string_view::npos) continue;
    if (any && c != first) return true;
    first = c;
    any = true;
  }
  return false;
}

bool ValidatorTables::tld(std::string_view span) const {
  size_t dot = span.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string_view top = span.substr(dot + 1);
  if (top.size() < 2 || top.size() > 24 || !std::all_of(top.begin(), top.end(), isLetter)) return false;
  return fileSuffixes_.count(lowerOf(top)) == 0;
}

bool ValidatorTables::phone(const PhoneCheck& check, std::string_view span) const {
  std::string_view number = phoneNumberIn(span);
  bool byGroups = check.form == PhoneForm::kGrouped || check.form == PhoneForm::kTrunk;
  return phonePlans_.accepts(check, number) && !(byGroups && date(number));
}

}  // namespace sluice

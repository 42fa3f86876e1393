#include "phone-plan.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr size_t kMostCodeDigits = 3;
constexpr uint32_t kMostDigits = 31;
constexpr std::string_view kBetween = " ()+-./";
// How a call leaves the country: ITU-T's 00, North America's, Australia's.
constexpr std::string_view kExits[] = {"00", "011", "0011"};

bool startsWith(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

std::string digitsOf(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), isDigit);
  return digits;
}

std::vector<std::string_view> runsOf(std::string_view text) {
  std::vector<std::string_view> runs;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && isDigit(text[end])) ++end;
    if (end > at) runs.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return runs;
}

bool reads(const Automaton& automaton, std::string_view text) {
  Automaton::Set here = automaton.firstOfPattern();
  for (size_t at = 0; at < text.size(); ++at) {
    const uint64_t* readable = automaton.readable(automaton.byteClass(static_cast<uint8_t>(text[at])));
    for (size_t word = 0; word < here.size(); ++word) here[word] &= readable[word];
    if (at + 1 < text.size()) here = automaton.after(here);
  }
  const Automaton::Set& last = automaton.lastOfPattern();
  for (size_t word = 0; word < here.size(); ++word) {
    if (here[word] & last[word]) return true;
  }
  return false;
}

}  // namespace

std::string_view phoneNumberIn(std::string_view span) {
  size_t end = 0;
  while (end < span.size() && (isDigit(span[end]) || kBetween.find(span[end]) != std::string_view::npos)) ++end;
  return span.substr(0, end);
}

bool PhoneCheck::read(Reader& reader, size_t known) {
  uint32_t number = reader.number();
  if (number >= kPhoneForms) return false;
  form = static_cast<PhoneForm>(number);
  regions = reader.numbers();
  return reader.ok() && regions.empty() == (form != PhoneForm::kAssigned) &&
         std::all_of(regions.begin(), regions.end(), [&](uint32_t region) { return region < known; });
}

bool PhonePlans::accepts(const PhoneCheck& check, std::string_view number) const {
  switch (check.form) {
    case PhoneForm::kInternational:
      return isInternational(number);
    case PhoneForm::kGrouped:
      return isGrouped(number, false);
    case PhoneForm::kTrunk:
      return isGrouped(number, true);
    case PhoneForm::kAssigned:
      return isAssigned(number, check.regions);
  }
  return false;
}

bool PhonePlans::isAssigned(std::string_view number, const std::vector<uint32_t>& regions) const {
  std::string digits = digitsOf(number);
  if (digits.empty() || digits.size() > kMostDigits) return false;
  return std::any_of(regions.begin(), regions.end(), [&](uint32_t region) { return reads(assigned_[region], digits); });
}

bool PhonePlans::read(Reader& reader) {
  reader.list([&] {
    std::string code = reader.text();
    Plan plan;
    plan.trunk = reader.text();
    for (uint32_t length : reader.numbers()) {
      if (length <= kMostDigits) plan.lengths |= 1u << length;
    }
    plansOfCode_[code].push_back(std::move(plan));
    return true;
  });
  reader.list([&] {
    Groups made;
    made.widths = reader.list([&] {
      uint32_t least = reader.number();
      return std::make_pair(least, reader.number());
    });
    made.trunks = reader.list([&] { return reader.text(); });
    const size_t size = made.widths.size();
    if (groups_.size() <= size) groups_.resize(size + 1);
    groups_[size].push_back(std::move(made));
    return true;
  });
  bool sound = true;
  assigned_ = reader.list([&] {
    Automaton automaton;
    sound = sound && automaton.read(reader);
    return automaton;
  });
  return sound && reader.ok();
}

bool PhonePlans::isInternational(std::string_view number) const {
  std::string digits = digitsOf(number);
  size_t first = number.find_first_not_of('(');
  if (first != std::string_view::npos && number[first] == '+') return hasCode(digits);
  return std::any_of(std::begin(kExits), std::end(kExits), [&](std::string_view exit) {
    return startsWith(digits, exit) && hasCode(std::string_view(digits).substr(exit.size()));
  });
}

// A calling code, then a number of one of its lengths, before which a trunk prefix may stand all the same: +49 (0) 30 ...
bool PhonePlans::hasCode(std::string_view digits) const {
  for (size_t size = 1; size <= kMostCodeDigits && size < digits.size(); ++size) {
    auto plans = plansOfCode_.find(std::string(digits.substr(0, size)));
    if (plans == plansOfCode_.end()) continue;
    std::string_view rest = digits.substr(size);
    if (std::all_of(rest.begin(), rest.end(), [&](char c) { return c == rest[0]; })) return false;
    for (const Plan& plan : plans->second) {
      auto has = [&](size_t length) { return length <= kMostDigits && (plan.lengths >> length & 1) != 0; };
      if (has(rest.size())) return true;
      if (!plan.trunk.empty() && startsWith(rest, plan.trunk) && has(rest.size() - plan.trunk.size())) return true;
    }
    return false;
  }
  return false;
}

// The trunk prefix is a group of its own or leads the first one.
bool PhonePlans::isGrouped(std::string_view number, bool withTrunk) const {
  const std::vector<std::string_view> runs = runsOf(number);
  if (runs.size() < 2) return false;
  auto fits = [&](const Groups& groups, size_t from, size_t skip) {
    if (runs[from].size() <= skip || runs[from][skip] == '0') return false;
    for (size_t i = 0; i < groups.widths.size(); ++i) {
      size_t width = runs[from + i].size() - (i == 0 ? skip : 0);
      if (width < groups.widths[i].first || width > groups.widths[i].second) return false;
    }
    return true;
  };
  auto any = [&](size_t size, auto fit) { return size < groups_.size() && std::any_of(groups_[size].begin(), groups_[size].end(), fit); };
  auto hasTrunk = [](const Groups& groups, auto is) { return std::any_of(groups.trunks.begin(), groups.trunks.end(), is); };
  if (!withTrunk && any(runs.size(), [&](const Groups& groups) { return fits(groups, 0, 0); })) return true;
  return any(runs.size(), [&](const Groups& groups) {
           return hasTrunk(groups, [&](std::string_view trunk) { return startsWith(runs[0], trunk) && fits(groups, 0, trunk.size()); });
         }) ||
         any(runs.size() - 1, [&](const Groups& groups) {
           return fits(groups, 1, 0) && hasTrunk(groups, [&](std::string_view trunk) { return runs[0] == trunk; });
         });
}

}  // namespace sluice

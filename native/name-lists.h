// The check `person-name`, as docs/engine.md, section "Names of people", defines it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.h"

namespace sluice {

// personModes in src/inspect/name-lists.ts.
enum class PersonMode : uint32_t { kPrecise, kBroad, kKnown, kIntroduced };
constexpr uint32_t kPersonModes = 4;

// src/inspect/name-lists.ts.
class NameLists {
 public:
  bool read(Reader& reader);
  bool accepts(std::string_view span, PersonMode mode) const;

 private:
  struct Fold {
    uint8_t size = 0;  // 0: the letter stays as it is
    bool small = false;
    std::array<char, 2> letters{};
  };
  struct Name {
    uint32_t at = 0;  // in text_
    uint32_t hash = 0;
    uint16_t size = 0;  // 0: none
    uint8_t kind = 0;
  };
  // One word of a span that may be a name.
  struct Word {
    uint8_t kind = 0;
    bool small = false, upper = false;
    size_t size = 0;  // of its key
  };
  // What counts of the words of a span, or of a part of it.
  struct Words {
    size_t size = 0;
    Word first, last;
    bool anyOther = false, anySmall = false, anyUpper = false, anyName = false;
    bool initialInside = false;  // behind the first word, with its full stop
    bool allUpper = true, allNames = true;  // allNames: and nothing else but names
    void add(const Word& word);
  };
  struct Key {
    std::array<char, 512> bytes;  // a span has no more, and folding makes nothing longer
    size_t size = 0;
    std::string_view text() const { return {bytes.data(), size}; }
  };

  static constexpr uint32_t kFirstFolded = 0xc0, kFolded = 0x250 - kFirstFolded;

  bool isParticle(std::string_view bare) const;
  void fold(std::string_view text, Key& key) const;
  const Fold* foldAt(std::string_view text, size_t at) const;
  uint8_t kindOf(std::string_view key) const;
  bool endsAsName(std::string_view key) const;
  uint8_t kindOfParts(std::string_view key) const;
  Word wordOf(std::string_view bare, std::string_view key, uint8_t kind) const;
  static bool isName(const Words& words, bool beginsWithInitial, PersonMode mode);
  static bool isReversed(const Word& family, const Word& given, PersonMode mode);

  std::array<Fold, kFolded> folds_{};
  std::vector<std::string> particles_;
  std::vector<std::string> endings_;
  std::string text_;
  std::vector<Name> names_;  // by their hashes, each in the first place from there on that was free; a power of two
};

}  // namespace sluice

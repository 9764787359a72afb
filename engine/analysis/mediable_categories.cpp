// Stems, found anywhere in a name: Dutch and German put words together.
#include "engine/analysis/mediable_categories.h"

#include <algorithm>
#include <array>

#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr auto mediable_stems = std::to_array<std::string_view>({
    "nois",     "loud",     "bruit",    "tapage",  "sonore",  "geluid",  "lawaai",  "lärm",     "laerm",
    "ruhestör", "neighbo",  "voisin",   "buren",   "nachbar", "dispute", "quarrel", "querelle", "ruzie",
    "streit",   "conflict", "konflikt", "barking", "aboi",    "hedge",   "clôture", "cloture",
});
// Whole words only: as parts they stand in words that mean something else.
constexpr auto mediable_words = std::to_array<std::string_view>({
    "dog",
    "dogs",
    "chien",
    "chiens",
    "hond",
    "honden",
    "hund",
    "hunde",
    "fence",
    "fences",
    "haie",
    "haies",
    "haag",
    "hagen",
    "hecke",
    "hecken",
});
constexpr auto excluded_stems = std::to_array<std::string_view>({
    "violen",
    "geweld",
    "gewalt",
    "weapon",
    "wapen",
    "waffe",
    "assault",
    "agress",
    "aggress",
    "threat",
    "menace",
    "bedreig",
    "bedroh",
    "drug",
    "drog",
    "stupéfiant",
    "stupefiant",
    "intrafamil",
    "conjugal",
    "partner",
    "huiselijk",
    "häuslich",
    "haeuslich",
    "court case",
    "tribunal",
    "rechtbank",
    "gericht",
    "sexual",
    "sexuel",
    "seksue",
    "sexuell",
    "neighbourhood watch",
    "neighborhood watch",
});

template <std::size_t N>
bool holds_stem(const std::string& name, const std::array<std::string_view, N>& stems) {
  return std::ranges::any_of(stems, [&](std::string_view stem) { return name.find(stem) != name.npos; });
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool holds_word(const std::string& name) {
  for (std::size_t begin = 0; begin < name.size();) {
    std::size_t end = begin;
    while (end < name.size() && is_letter(name[end])) ++end;
    if (std::ranges::find(mediable_words, std::string_view(name).substr(begin, end - begin)) != mediable_words.end())
      return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

bool cannot_be_mediated(std::string_view category) {
  return holds_stem(lower(category), excluded_stems);
}

bool sounds_mediable(std::string_view category) {
  std::string name = lower(category);
  for (std::string_view place : {"neighbourhood", "neighborhood"})  // says where, not about whom
    if (const std::size_t at = name.find(place); at != name.npos) name.erase(at, place.size());
  return !cannot_be_mediated(category) && (holds_stem(name, mediable_stems) || holds_word(name));
}

}  // namespace vigie

// Unit words in four languages; symbols are the same in all of them.
#include "engine/io/unit_words.h"

#include <array>

namespace vigie {
namespace {

struct UnitPhrase {
  Unit unit;
  std::string_view en, fr, nl, de;
};

constexpr auto table = std::to_array<UnitPhrase>({
    {Unit::share, "share 0..1", "part 0..1", "aandeel 0..1", "Anteil 0..1"},
    {Unit::probability, "probability 0..1", "probabilité 0..1", "kans 0..1", "Wahrscheinlichkeit 0..1"},
    {Unit::count, "count", "nombre", "aantal", "Anzahl"},
    {Unit::persons, "persons", "personnes", "personen", "Personen"},
    {Unit::dwellings, "dwellings", "logements", "woningen", "Wohnungen"},
    {Unit::per_1000_per_year, "per 1000 per year", "pour 1000 par an", "per 1000 per jaar", "je 1000 und Jahr"},
    {Unit::months, "months", "mois", "maanden", "Monate"},
    {Unit::years, "years", "ans", "jaren", "Jahre"},
});

}  // namespace

std::string_view unit_words(Unit unit, std::string_view language) {
  for (const UnitPhrase& phrase : table)
    if (phrase.unit == unit)
      return language == "fr" ? phrase.fr : language == "nl" ? phrase.nl : language == "de" ? phrase.de : phrase.en;
  return symbol(unit);
}

}  // namespace vigie

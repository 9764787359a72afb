// The project speaks one language at a time, and its table names no place twice.
#include "engine/job/map_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "engine/analysis/vocabulary.h"
#include "engine/io/unit_words.h"

namespace vigie {
namespace {

TEST(MapTable, EveryTextStandsInFourLanguages) {
  for (const std::string_view text : map_texts()) {
    const auto phrase = std::ranges::find(phrases(), text, &Phrase::en);
    ASSERT_NE(phrase, phrases().end()) << text;
    for (const std::string_view translated : {phrase->fr, phrase->nl, phrase->de}) EXPECT_FALSE(translated.empty());
  }
}

// QGIS knows themes and layouts by their titles alone.
TEST(MapTable, QuestionsAreToldApartInEveryLanguage) {
  for (const Language language : {Language::en, Language::fr, Language::nl, Language::de}) {
    std::set<std::string> titles{in_language(place_sheets_title, language)};
    for (const ThemeRow& row : map_questions()) titles.insert(in_language(row.title, language));
    EXPECT_EQ(titles.size(), map_questions().size() + 1);
  }
}

TEST(MapTable, NoLayerStandsInTwoGroups) {
  std::set<std::string_view> seen;
  for (const GroupRow& row : map_groups())
    for (const std::string_view layer : row.layers)
      if (!layer.empty()) {
        EXPECT_TRUE(seen.insert(layer).second) << layer;
      }
}

TEST(UnitWords, AreTranslatedUnlessTheyAreSymbols) {
  for (const Unit unit : {Unit::share, Unit::probability, Unit::count, Unit::persons, Unit::dwellings,
                          Unit::per_1000_per_year, Unit::months, Unit::years}) {
    EXPECT_EQ(unit_words(unit, "en"), symbol(unit));
    for (const char* language : {"fr", "nl", "de"}) EXPECT_NE(unit_words(unit, language), symbol(unit)) << language;
  }
  for (const Unit unit :
       {Unit::metre, Unit::hectare, Unit::square_kilometre, Unit::per_square_kilometre, Unit::percent})
    EXPECT_EQ(unit_words(unit, "fr"), symbol(unit));
}

}  // namespace
}  // namespace vigie

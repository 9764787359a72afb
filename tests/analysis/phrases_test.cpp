// The table of phrases itself: complete, in step with the English, spelled as each language does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/vocabulary.h"
#include "engine/analysis/vocabulary_answers.h"
#include "engine/analysis/vocabulary_expectations.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;

constexpr std::array<std::pair<Language, std::string_view Phrase::*>, 3> translations{
    {{Language::fr, &Phrase::fr}, {Language::nl, &Phrase::nl}, {Language::de, &Phrase::de}}};

TEST(Phrases, StandOnceAndAreComplete) {
  std::set<std::string_view> english;
  for (const Phrase& phrase : phrases()) {
    EXPECT_FALSE(phrase.en.empty());
    EXPECT_TRUE(english.insert(phrase.en).second) << "twice: " << phrase.en;
    for (const auto& [language, member] : translations) {
      EXPECT_EQ(trim(phrase.*member), phrase.*member) << phrase.en;
      EXPECT_FALSE((phrase.*member).empty()) << phrase.en;
      EXPECT_TRUE(is_valid_utf8(phrase.*member)) << phrase.en;
    }
  }
  EXPECT_EQ(phrases().size(), layer_phrases().size() + title_phrases().size() + help_phrases().size() +
                                  pattern_phrases().size() + class_phrases().size() + coverage_phrases().size() +
                                  reporting_phrases().size() + voices_phrases().size() + survey_phrases().size() +
                                  change_phrases().size() + disclosure_phrases().size() + masking_phrases().size() +
                                  timeline_phrases().size() + map_phrases().size() + starting_point_phrases().size() +
                                  expectation_phrases().size() + presence_phrases().size() + answer_phrases().size());
}

// Texts are written as they are: no place where a program would put a number.
TEST(Phrases, HoldNoPlaceholders) {
  for (const Phrase& phrase : phrases())
    for (std::string_view text : {phrase.en, phrase.fr, phrase.nl, phrase.de}) {
      EXPECT_EQ(text.find_first_of("{}\\\n\t"), std::string_view::npos) << text;
      // Only the sign for hundredths, as in "95 % interval" or "95-%-Konfidenzintervall".
      for (std::size_t i = text.find('%'); i != std::string_view::npos; i = text.find('%', i + 1)) {
        EXPECT_TRUE(i > 0 && (text[i - 1] == ' ' || text[i - 1] == '-')) << text;
        EXPECT_TRUE(i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '-') << text;
      }
    }
}

// "q at most 0.10" and "q d'au plus 0,10" hold the same number: digits with the mark between them made a point.
std::vector<std::string> numbers_in(std::string_view text) {
  std::vector<std::string> numbers(1);
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (digit(i)) {
      numbers.back() += text[i];
    } else if (i > 0 && digit(i - 1) && digit(i + 1) && (text[i] == '.' || text[i] == ',')) {
      numbers.back() += '.';
    } else if (!numbers.back().empty()) {
      numbers.emplace_back();
    }
  }
  if (numbers.back().empty()) numbers.pop_back();
  return numbers;
}

TEST(Phrases, KeepNumbersNamesAndTheFullStop) {
  EXPECT_THAT(numbers_in("1, 2 et 3 : 0,10"), ElementsAre("1", "2", "3", "0.10"));
  for (const Phrase& phrase : phrases())
    for (const auto& [language, member] : translations) {
      const std::string_view text = phrase.*member;
      EXPECT_EQ(numbers_in(text), numbers_in(phrase.en)) << text;
      EXPECT_EQ(text.ends_with('.'), phrase.en.ends_with('.')) << text;
      for (const char* kept : {"Gi*", "FDR", "NULL", "UTC", "%", "(ha)", "(m)", "Getis-Ord", "Garwood", "Marshall",
                               "warning", "flag", "all:"}) {
        // French sets a space before the colon.
        const std::string here = kept == std::string("all:") && language == Language::fr ? "all :" : kept;
        if (phrase.en.find(kept) == std::string_view::npos) continue;
        EXPECT_NE(text.find(here), std::string_view::npos) << kept << " is missing in: " << text;
      }
    }
}

TEST(Phrases, SetSpacesAsTheLanguageDoes) {
  for (const Phrase& phrase : phrases()) {
    for (std::size_t i = phrase.fr.find_first_of(";:%"); i != std::string_view::npos;
         i = phrase.fr.find_first_of(";:%", i + 1))
      EXPECT_TRUE(i > 0 && phrase.fr[i - 1] == ' ') << phrase.fr;
    for (std::string_view text : {phrase.en, phrase.nl, phrase.de})
      for (const char* wrong : {" ;", " :", "  "}) EXPECT_EQ(text.find(wrong), std::string_view::npos) << text;
  }
}

// Two columns that look alike after translation would be one for the reader.
TEST(Phrases, KeepTitlesOfColumnsApart) {
  for (const auto& [language, member] : translations) {
    std::map<std::string_view, std::string_view> english_of;
    for (const Phrase& phrase : title_phrases()) {
      const auto [place, fresh] = english_of.emplace(phrase.*member, phrase.en);
      EXPECT_TRUE(fresh) << phrase.en << " and " << place->second << " are both " << phrase.*member;
    }
  }
}

// The style of a layer bears its title, and the column of style names cuts after 27 characters.
TEST(Phrases, KeepTitlesOfLayersShort) {
  for (const Phrase& phrase : layer_phrases()) {
    if (phrase.en.ends_with('.')) continue;  // a description or a caveat
    for (const auto& [language, member] : translations)
      EXPECT_EQ(printable(phrase.*member, 27), phrase.*member) << phrase.en;
  }
}

TEST(InLanguage, FindsThePhrase) {
  EXPECT_EQ(in_language("p-value", Language::en), "p-value");
  EXPECT_EQ(in_language("p-value", Language::fr), "Valeur p");
  EXPECT_EQ(in_language("p-value", Language::nl), "p-waarde");
  EXPECT_EQ(in_language("p-value", Language::de), "p-Wert");
  for (const Phrase& phrase : phrases()) {
    EXPECT_EQ(in_language(phrase.en, Language::en), phrase.en);
    for (const auto& [language, member] : translations) EXPECT_EQ(in_language(phrase.en, language), phrase.*member);
  }
}

TEST(InLanguage, LeavesWordsOfTheUserAlone) {
  for (Language language : {Language::en, Language::fr, Language::nl, Language::de}) {
    EXPECT_EQ(in_language("tx_descr_nl", language), "tx_descr_nl");
    EXPECT_EQ(in_language("P-VALUE", language), "P-VALUE") << "a column of the user, not ours";
    EXPECT_EQ(in_language("", language), "");
  }
}

}  // namespace
}  // namespace vigie

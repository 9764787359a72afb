// The report speaks four languages whole: every text in its source is translated, and every translation fits.
#include "engine/report/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace vigie {
namespace {

using ::testing::Contains;

std::string source_text() {
  std::string text;
  for (const auto& entry : std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/engine/report")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    text += std::string(std::istreambuf_iterator<char>(file), {}) + "\n";
  }
  return text;
}

// "a" "b" on two lines is one literal.
std::string joined(const std::string& literals) {
  std::string text;
  const std::regex one("\"((?:[^\"\\\\]|\\\\.)*)\"");
  for (std::sregex_iterator it(literals.begin(), literals.end(), one), end; it != end; ++it) text += (*it)[1].str();
  return text;
}

std::vector<std::string> spoken() {
  const std::string source = source_text();
  const std::regex call(R"re(say(?:\.fill)?\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
  std::vector<std::string> texts;
  for (std::sregex_iterator it(source.begin(), source.end(), call), end; it != end; ++it)
    texts.push_back(joined((*it)[1]));
  return texts;
}

std::set<std::string> known_keys() {
  std::set<std::string> keys;
  for (const ReportPhrase& phrase : report_phrases()) keys.emplace(phrase.key());
  return keys;
}

std::multiset<std::string> places_in(std::string_view text) {
  const std::string copy(text);
  const std::regex place("\\{[0-9]*\\}");
  std::multiset<std::string> places;
  for (std::sregex_iterator it(copy.begin(), copy.end(), place), end; it != end; ++it) places.insert(it->str());
  return places;
}

TEST(Wording, TranslatesEveryTextOfTheReport) {
  const std::set<std::string> keys = known_keys();
  const std::vector<std::string> texts = spoken();
  EXPECT_GT(texts.size(), 80u);
  for (const std::string& text : texts)
    if (!text.starts_with("from: ")) {
      EXPECT_THAT(keys, Contains(text));
    }
}

TEST(Wording, LeavesNoTranslationEmptyAndKeepsItsPlaces) {
  for (const ReportPhrase& phrase : report_phrases())
    for (const std::string_view text : {phrase.fr, phrase.nl, phrase.de}) {
      EXPECT_FALSE(text.empty()) << phrase.en;
      EXPECT_EQ(places_in(text), places_in(phrase.en)) << text;
    }
}

TEST(Wording, HoldsNoTextTwiceAndNoneThatIsNotUsed) {
  EXPECT_EQ(known_keys().size(), report_phrases().size());
  const std::string source = std::regex_replace(source_text(), std::regex("\"\\s*\\n\\s*\""), "");
  for (const ReportPhrase& phrase : report_phrases()) {
    if (!phrase.code.empty()) continue;
    const std::string quoted = "\"" + std::string(phrase.en) + "\"";
    const std::size_t first = source.find(quoted);
    ASSERT_NE(first, std::string::npos) << phrase.en;
    EXPECT_NE(source.find(quoted, first + 1), std::string::npos) << "unused: " << phrase.en;
  }
}

TEST(Wording, WritesNumbersAsTheLanguageDoes) {
  EXPECT_EQ(Wording("en").number(12138), "12,138");
  EXPECT_EQ(Wording("nl").number(1234567.5, 1), "1.234.567,5");
  EXPECT_EQ(Wording("fr").number(12138), "12\u202f138");
  EXPECT_EQ(Wording("de").number(1234), "1234");
  EXPECT_EQ(Wording("en").number(-0.04, 1), "0.0");
  EXPECT_EQ(Wording("en").number(-2.5, 1), "−2.5");
  EXPECT_EQ(Wording("de").percent(0.478), "47,8\u00a0%");
}

TEST(Wording, WritesDaysAsTheLanguageDoes) {
  EXPECT_EQ(Wording("en").day("2024-05-01"), "1 May 2024");
  EXPECT_EQ(Wording("de").day("2024-05-01T00:00:00Z"), "1. Mai 2024");
  EXPECT_EQ(Wording("fr").day_before("2025-01-01"), "31 décembre 2024");
  EXPECT_EQ(Wording("nl").day("later"), "later");
}

TEST(Wording, TakesAnUnknownLanguageForEnglish) {
  EXPECT_EQ(Wording("\"><script>").code(), "en");
}

}  // namespace
}  // namespace vigie

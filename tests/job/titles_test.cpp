// Every column, layer and legend that the job room words has a translation, and no translation outlives its text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/vocabulary.h"

namespace vigie {
namespace {

using ::testing::ElementsAre;

// The declarations stand inside functions and unnamed namespaces, out of reach of a test; their source is not.
struct Literal {
  std::string text;
  std::size_t begin, end;  // in the source, quotes included
};

std::size_t end_of_literal(std::string_view source, std::size_t quote) {
  std::size_t i = quote + 1;
  while (i < source.size() && source[i] != '"') i += source[i] == '\\' ? 2 : 1;
  return std::min(i + 1, source.size());
}

std::string unescaped(std::string_view inside) {
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '\\') ++i;
    if (i < inside.size()) text += inside[i];
  }
  return text;
}

// In order of appearance; literals with nothing between them but white space are one, comments are passed over.
std::vector<Literal> literals_in(std::string_view source) {
  std::vector<Literal> found;
  bool joins = false;
  for (std::size_t i = 0; i < source.size();) {
    if (source.substr(i, 2) == "//") {
      i = std::min(source.find('\n', i), source.size());
    } else if (source[i] == '\'' && i + 2 < source.size() && (source[i + 1] == '\\' || source[i + 2] == '\'')) {
      i = source.find('\'', i + (source[i + 1] == '\\' ? 3 : 2)) + 1;  // a character, perhaps a quote
      joins = false;
    } else if (source[i] == '"') {
      const std::size_t end = end_of_literal(source, i);
      if (!joins) found.push_back({"", i, end});
      found.back().text += unescaped(source.substr(i + 1, end - i - 2));
      found.back().end = end;
      joins = true;
      i = end;
    } else {
      joins = joins && std::isspace(static_cast<unsigned char>(source[i])) != 0;
      ++i;
    }
  }
  return found;
}

// The source with its literals blanked out, so that words and braces in them are not taken for code.
std::string code_of(std::string_view source, const std::vector<Literal>& literals) {
  std::string code(source);
  for (const Literal& literal : literals) std::fill(code.begin() + literal.begin, code.begin() + literal.end, '"');
  return code;
}

std::size_t end_of_braces(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    depth += code[i] == '{' ? 1 : code[i] == '}' ? -1 : 0;
    if (depth == 0) return i;
  }
  return code.size();
}

// Where the braces open behind `OutputLayer name` or `std::array<OutputLayer, 3> names`; npos for other uses.
std::size_t opened_after(std::string_view code, std::size_t place) {
  const std::size_t stop = code.find_first_of("{;)=", place);
  return stop < code.size() && code[stop] == '{' ? stop : std::string_view::npos;
}

// Texts behind `.title = ` and its like.
std::vector<std::string> named_texts(std::string_view code, const std::vector<Literal>& literals) {
  std::vector<std::string> texts;
  for (const Literal& literal : literals) {
    const std::string_view before = code.substr(0, literal.begin);
    for (std::string_view member :
         {".title = ", ".help = ", ".description = ", ".caveat = ", ".other = ", ".no_value = "})
      if (before.ends_with(member) && !literal.text.empty()) texts.push_back(literal.text);
  }
  return texts;
}

// Texts in braces without names: all but the first of a layer, which is its name; the second of each class.
std::vector<std::string> braced_texts(std::string_view code, const std::vector<Literal>& literals,
                                      std::string_view type) {
  std::vector<std::string> texts;
  for (std::size_t at = code.find(type); at != std::string_view::npos; at = code.find(type, at + 1)) {
    const std::size_t open = opened_after(code, at);
    if (open == std::string_view::npos) continue;
    const std::size_t close = end_of_braces(code, open);
    std::size_t place = 0;
    for (const Literal& literal : literals) {
      if (literal.begin < open || literal.end > close) continue;
      const bool words = type == "ClassName" ? place % 2 == 1 : place > 0;
      ++place;
      if (words && !literal.text.empty()) texts.push_back(literal.text);
    }
  }
  return texts;
}

std::vector<std::string> texts_for_people(std::string_view source) {
  const std::vector<Literal> literals = literals_in(source);
  const std::string code = code_of(source, literals);
  std::vector<std::string> texts = named_texts(code, literals);
  for (std::string_view type : {"OutputLayer", "TableMaker(", "ClassName"})
    std::ranges::move(braced_texts(code, literals, type), std::back_inserter(texts));
  return texts;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Vocabulary apart, since it would find itself.
std::vector<std::filesystem::path> sources(std::string_view room) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(VIGIE_SOURCE_DIR) / "engine" / room))
    if (!entry.path().filename().string().starts_with("vocabulary")) paths.push_back(entry.path());
  return paths;
}

TEST(SourceTexts, AreFoundWhereTheyAreDeclared) {
  EXPECT_THAT(
      texts_for_people(R"source(
      constexpr OutputLayer cells{"cells", "Hot {spots}", "Two "
                                  "lines.", {}, ""};  // "a remark"
      constexpr std::array<OutputColumn, 1> columns{{{.name = "n", .title = "Reports", .help = "Say \"n\""}}};
      constexpr std::array<ClassName, 2> yes_no{{{"1", "Yes"}, {"0", "No"}}};
      Layer layer_of(const OutputLayer& declared) { return {.title = in_language(declared.title)}; }
      return TableMaker({"rejects", "Rejected", "Why.", {}, ""}, columns).done({"no", '"', "text"});
      return Graduated{.field = "n", .no_value = "No result"};
  )source"),
      ElementsAre("Reports", "Say \"n\"", "No result", "Hot {spots}", "Two lines.", "Rejected", "Why.", "Yes", "No"));
}

TEST(Titles, OfTheJobRoomHaveTranslations) {
  std::set<std::string> seen;
  for (const std::filesystem::path& path : sources("job")) {
    const std::string source = content(path);
    if (source.find("OutputColumn") == std::string::npos) continue;  // words of parameters are not translated
    for (const std::string& text : texts_for_people(source)) {
      seen.insert(text);
      EXPECT_NE(std::ranges::find(phrases(), text, &Phrase::en), phrases().end())
          << path.filename() << ": \"" << text << "\" has no translation; add it to engine/analysis/vocabulary_*.cpp";
    }
  }
  // One text of each kind, so that a reader who finds nothing would be noticed.
  for (const char* text :
       {"Hot spots on cells", "Neighbourhoods with their reports, rates and coverage.",
        "Personal data; keep this file internal.", "Share in the study area", "Who found it", "Rejected records",
        "What the inputs are like, check by check.", "The offending value, shortened", "No result"})
    EXPECT_TRUE(seen.contains(text)) << text;
}

TEST(Titles, OfTheTableAreStillInUse) {
  std::set<std::string> written;
  for (const char* room : {"analysis", "job"})
    for (const std::filesystem::path& path : sources(room))
      for (const Literal& literal : literals_in(content(path))) written.insert(literal.text);
  for (const Phrase& phrase : phrases())
    EXPECT_TRUE(written.contains(std::string(phrase.en))) << "no output says \"" << phrase.en << "\" any more";
}

}  // namespace
}  // namespace vigie

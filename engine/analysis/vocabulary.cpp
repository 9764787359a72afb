// Looking up a phrase: one table from its parts, with an index by the English text.
#include "engine/analysis/vocabulary.h"

#include <unordered_map>
#include <vector>

#include "engine/analysis/vocabulary_answers.h"
#include "engine/analysis/vocabulary_expectations.h"

namespace vigie {
namespace {

std::vector<Phrase> all_parts() {
  std::vector<Phrase> all;
  for (const std::span<const Phrase> part :
       {layer_phrases(), title_phrases(), help_phrases(), pattern_phrases(), class_phrases(), coverage_phrases(),
        reporting_phrases(), voices_phrases(), survey_phrases(), presence_phrases(), change_phrases(),
        disclosure_phrases(), masking_phrases(), timeline_phrases(), map_phrases(), starting_point_phrases(),
        expectation_phrases(), answer_phrases()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

using Index = std::unordered_map<std::string_view, const Phrase*>;

const Index& index_by_english() {
  // Built by the first caller while others wait, read only from then on.
  static const Index index = [] {
    Index made;
    for (const Phrase& phrase : phrases()) made.emplace(phrase.en, &phrase);
    return made;
  }();
  return index;
}

std::string_view text_of(const Phrase& phrase, Language language) {
  switch (language) {
    case Language::en:
      return phrase.en;
    case Language::fr:
      return phrase.fr;
    case Language::nl:
      return phrase.nl;
    case Language::de:
      return phrase.de;
  }
  return phrase.en;
}

}  // namespace

std::span<const Phrase> phrases() {
  static const std::vector<Phrase> all = all_parts();
  return all;
}

std::string in_language(std::string_view english, Language language) {
  const Index& index = index_by_english();
  const auto place = index.find(english);
  return std::string(place == index.end() ? english : text_of(*place->second, language));
}

}  // namespace vigie

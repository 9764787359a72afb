// The words of the outputs in the four languages of the program.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vigie {

enum class Language { en, fr, nl, de };

/// One English text and its translations.
struct Phrase {
  std::string_view en, fr, nl, de;
};

/// Every phrase the program can write into an output, for the test of completeness. No English text stands twice.
std::span<const Phrase> phrases();

/// The text in that language; the English itself where no translation is known (names of the user's own columns).
std::string in_language(std::string_view english, Language language);

/// The parts of `phrases()`: titles, descriptions and caveats of layers; titles of columns; what columns say about
/// themselves (those about patterns apart); classes and legends. A text that is used for two of these stands in the
/// first.
std::span<const Phrase> layer_phrases();
std::span<const Phrase> title_phrases();
std::span<const Phrase> help_phrases();
std::span<const Phrase> pattern_phrases();
std::span<const Phrase> class_phrases();
std::span<const Phrase> coverage_phrases();
std::span<const Phrase> reporting_phrases();
std::span<const Phrase> voices_phrases();
std::span<const Phrase> survey_phrases();
/// What layers and tables of presence on streets say about themselves.
std::span<const Phrase> presence_phrases();
/// Everything about change and history.
std::span<const Phrase> change_phrases();
/// What outputs say about what they hide.
std::span<const Phrase> disclosure_phrases();
/// What public files say about points that were moved.
std::span<const Phrase> masking_phrases();
std::span<const Phrase> timeline_phrases();
/// Groups, questions and printed sheets of the project inside the file.
std::span<const Phrase> map_phrases();
/// Layers, columns and classes of mediation priority and further sites.
std::span<const Phrase> starting_point_phrases();

}  // namespace vigie

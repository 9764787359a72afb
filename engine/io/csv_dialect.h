// How a CSV writes its fields: delimiter and decimal sign.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigie {

/// The delimiter of the job file: one ASCII character, "tab" or "\t". Nothing for "". Throws UsageError.
std::optional<char> given_delimiter(const std::string& text);

/// The one of , ; tab and | that stands most often outside quotes; ',' where none does.
char detect_delimiter(std::string_view header_line);

/// The delimiter that a spreadsheet's first line "sep=;" names.
std::optional<char> separator_line(std::string_view line);

/// Throws UsageError unless 0, '.' or ','.
void check_decimal(char decimal);

/// Counts which decimal sign numbers are written with.
class DecimalVote {
 public:
  void add(std::string_view value);
  char winner() const { return commas_ > points_ ? ',' : '.'; }

 private:
  long commas_ = 0, points_ = 0;
};

/// "comma", "semicolon", "tab", ...: for notes.
std::string delimiter_name(char delimiter);

}  // namespace vigie

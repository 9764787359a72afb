// The words, numbers and dates of the report in one of the four languages.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>

namespace vigie {

/// One text of the report in four languages; {0}, {1}, ... stand for values. It is looked up by its English, or, where
/// it words a code such as "plp", by that code.
struct ReportPhrase {
  std::string_view en, fr, nl, de;
  std::string_view code = {};
  std::string_view key() const { return code.empty() ? en : code; }
};

/// All of them, for the test of completeness: sentences, labels, words of codes.
std::span<const ReportPhrase> report_phrases();
std::span<const ReportPhrase> sentence_phrases();
std::span<const ReportPhrase> label_phrases();
std::span<const ReportPhrase> code_phrases();

class Wording {
 public:
  /// `language` is en, fr, nl or de; anything else is English.
  explicit Wording(std::string_view language);

  /// The value of the lang attribute.
  std::string_view code() const { return code_; }
  /// In the report's language; the text itself where it is no known English text and no known code.
  std::string_view operator()(std::string_view english) const;
  /// The same with its {0}, {1}, ... filled in.
  template <class... Values>
  std::string fill(std::string_view english, const Values&... values) const {
    return fmt::format(fmt::runtime((*this)(english)), values...);
  }
  /// "12,138", "12 138", "12.138"; a dash for NaN.
  std::string number(double value, int decimals = 0) const;
  /// 0.478 as "47.8 %".
  std::string percent(double share, int decimals = 1) const;
  /// 2024-05-01 as "1 May 2024"; other texts as they are.
  std::string day(std::string_view iso) const;
  /// The day before that one: the last day of a period that ends, half open, at `iso`.
  std::string day_before(std::string_view iso) const;

 private:
  std::string_view code_;
  std::size_t index_ = 0;
};

}  // namespace vigie

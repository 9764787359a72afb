// Which records a job keeps, as one sentence about their columns; a language too small to do harm.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// Comparisons of a column with a value (= != < <= > >=), `in (...)`, `not in (...)`, `is null`, `is not null`, joined
/// by and, or, not and parentheses: severity >= 3 and "closed by" is not null and kind in ('noise', 'litter').
/// Texts stand in single quotes ('' for a quote), columns as they are or in double quotes. Words ignore case.
///
/// A value without quotes is a number: the column's text is read as a number, so 7 equals 07.0. A value in quotes is
/// compared letter by letter, so codes keep their zeros and ISO dates sort. Null tokens ("", NA, null, ...) and texts
/// that are no numbers compare as unknown, as in SQL; a record is kept only where the whole sentence is true.
class RowFilter {
 public:
  /// Throws UsageError naming the place and what was expected there.
  explicit RowFilter(std::string_view text);

  /// Columns that the sentence speaks of, each once, in order of appearance.
  const std::vector<std::string>& columns() const { return columns_; }

  /// `values` are the record's texts in the order of columns(). `decimal` is the file's decimal mark. Thread-safe.
  bool keeps(std::span<const std::string_view> values, char decimal = '.') const;

 private:
  friend class RowFilterParser;
  enum class Truth { no, unknown, yes };
  enum class Rule { equal, unequal, less, at_most, more, at_least, is_null, conjunction, disjunction, negation };
  struct Literal {
    std::string text;
    std::optional<double> number;  // set where the value stands without quotes
  };
  struct Node {
    Rule rule = Rule::equal;
    std::size_t column = 0;           // of comparisons
    Literal literal;                  // of comparisons
    std::size_t left = 0, right = 0;  // of and, or; left alone of not
  };

  Truth truth(std::size_t node, std::span<const std::string_view> values, char decimal) const;
  static Truth compared(const Node& node, std::string_view value, char decimal);

  std::vector<std::string> columns_;
  std::vector<Node> nodes_;
  std::size_t root_ = 0;
};

}  // namespace vigie

// Columns, not rows: the attributes of points, zones and result layers.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/base/calendar.h"

namespace vigie {

inline constexpr std::int64_t no_integer = std::numeric_limits<std::int64_t>::min();

/// Real numbers; NaN is NULL.
struct Reals {
  std::vector<double> values;
};

/// Whole numbers; `no_integer` is NULL.
struct Integers {
  std::vector<std::int64_t> values;
};

/// Instants in UTC; `no_instant` is NULL.
struct Instants {
  std::vector<Instant> values;
};

/// Texts, each distinct one stored once; code -1 is NULL.
class Texts {
 public:
  void push_back(std::string_view text);
  void push_null() { codes_.push_back(-1); }
  std::size_t size() const { return codes_.size(); }
  bool is_null(std::size_t row) const { return codes_[row] < 0; }
  /// "" for NULL.
  std::string_view at(std::size_t row) const;
  std::int32_t code(std::size_t row) const { return codes_[row]; }
  /// Distinct texts in order of first appearance.
  const std::vector<std::string>& distinct() const { return distinct_; }
  void reserve(std::size_t rows) { codes_.reserve(rows); }

 private:
  std::vector<std::int32_t> codes_;
  std::vector<std::string> distinct_;
  std::unordered_map<std::string, std::int32_t> index_;
};

using Values = std::variant<Reals, Integers, Texts, Instants>;

struct Column {
  std::string name;
  Values values;
};

/// Number of rows, missing values included.
std::size_t size(const Values& values);

/// The rows of `values` that `rows` lists, in that order.
Values select(const Values& values, const std::vector<std::size_t>& rows);

/// Columns of equal length.
class Table {
 public:
  /// Throws std::logic_error if the length differs from the columns that are there.
  void add(std::string name, Values values);
  const Column* find(std::string_view name) const;
  /// Null if there is no such column or it holds another type.
  template <class T>
  const T* find_as(std::string_view name) const {
    const Column* column = find(name);
    return column ? std::get_if<T>(&column->values) : nullptr;
  }
  const std::vector<Column>& columns() const { return columns_; }
  std::size_t rows() const { return columns_.empty() ? 0 : size(columns_.front().values); }
  Table select(const std::vector<std::size_t>& rows) const;

 private:
  std::vector<Column> columns_;
};

/// One column as numbers: Reals and Integers as they are, Texts where every value that is not NULL parses.
/// Throws DataError naming the first value that is no number.
std::vector<double> as_reals(const Column& column);

}  // namespace vigie

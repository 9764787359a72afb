// Columns, not rows: the attributes of points, zones and result layers.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/data/texts.h"

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
  /// Puts other values into a column that is there. Throws std::logic_error if it is not, or if the length differs.
  void replace(std::string_view name, Values values);
  /// Null if there is no such column or it holds another type.
  template <class T>
  const T* find_as(std::string_view name) const {
    const Column* column = find(name);
    return column ? std::get_if<T>(&column->values) : nullptr;
  }
  const std::vector<Column>& columns() const { return columns_; }
  std::size_t rows() const { return columns_.empty() ? 0 : size(columns_.front().values); }
  Table select(const std::vector<std::size_t>& rows) const;
  /// Drops these rows (ascending), without a second copy of any column.
  void leave_out(std::span<const std::size_t> rows);

 private:
  std::vector<Column> columns_;
};

/// One column as numbers: Reals and Integers as they are, Texts where every value that is not NULL parses.
/// Throws DataError naming the first value that is no number.
std::vector<double> as_reals(const Column& column);

}  // namespace vigie

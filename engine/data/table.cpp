// Column storage: selection by row, conversion to numbers.
#include "engine/data/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"
#include "engine/data/leave_out.h"

namespace vigie {

std::size_t size(const Values& values) {
  if (const Texts* texts = std::get_if<Texts>(&values)) return texts->size();
  if (const Reals* reals = std::get_if<Reals>(&values)) return reals->values.size();
  if (const Integers* integers = std::get_if<Integers>(&values)) return integers->values.size();
  return std::get<Instants>(values).values.size();
}

namespace {

template <class Plain>
Plain select_plain(const Plain& all, const std::vector<std::size_t>& rows) {
  Plain chosen;
  chosen.values.reserve(rows.size());
  for (std::size_t row : rows) chosen.values.push_back(all.values[row]);
  return chosen;
}

double text_as_real(const Texts& texts, std::size_t row, const std::string& column) {
  if (texts.is_null(row)) return std::nan("");
  const ParsedNumber number = parse_number(texts.at(row));
  if (number.fault == NumberFault::empty) return std::nan("");
  if (number.fault != NumberFault::none)
    throw DataError(fmt::format("column '{}' row {}: '{}' is no number; choose a numeric column", column, row + 1,
                                printable(texts.at(row))));
  return number.value;
}

}  // namespace

Values select(const Values& values, const std::vector<std::size_t>& rows) {
  if (const Texts* texts = std::get_if<Texts>(&values)) return texts->select(rows);
  if (const Reals* reals = std::get_if<Reals>(&values)) return select_plain(*reals, rows);
  if (const Integers* integers = std::get_if<Integers>(&values)) return select_plain(*integers, rows);
  return select_plain(std::get<Instants>(values), rows);
}

void Table::add(std::string name, Values values) {
  if (!columns_.empty() && size(values) != rows())
    throw std::logic_error(fmt::format("column {} has {} rows, the table {}", name, size(values), rows()));
  columns_.push_back({std::move(name), std::move(values)});
}

void Table::replace(std::string_view name, Values values) {
  const auto column = std::ranges::find(columns_, name, &Column::name);
  if (column == columns_.end() || size(values) != size(column->values))
    throw std::logic_error(fmt::format("column {} cannot be replaced", name));
  column->values = std::move(values);
}

const Column* Table::find(std::string_view name) const {
  for (const Column& column : columns_)
    if (column.name == name) return &column;
  return nullptr;
}

Table Table::select(const std::vector<std::size_t>& rows) const {
  Table chosen;
  for (const Column& column : columns_) chosen.add(column.name, vigie::select(column.values, rows));
  return chosen;
}

void Table::leave_out(std::span<const std::size_t> rows) {
  parallel_chunks(columns_.size(), 1, [&](std::size_t i, std::size_t) {
    std::visit(
        [&](auto& column) {
          if constexpr (std::is_same_v<std::decay_t<decltype(column)>, Texts>) {
            column.leave_out(rows);
          } else {
            vigie::leave_out(column.values, rows);
          }
        },
        columns_[i].values);
  });
}

std::vector<double> as_reals(const Column& column) {
  if (const Reals* reals = std::get_if<Reals>(&column.values)) return reals->values;
  std::vector<double> result(size(column.values));
  for (std::size_t row = 0; row < result.size(); ++row) {
    if (const Integers* integers = std::get_if<Integers>(&column.values)) {
      const std::int64_t value = integers->values[row];
      result[row] = value == no_integer ? std::nan("") : static_cast<double>(value);
    } else if (const Texts* texts = std::get_if<Texts>(&column.values)) {
      result[row] = text_as_real(*texts, row, column.name);
    } else {
      throw DataError(fmt::format("column '{}' holds times, not numbers; choose a numeric column", column.name));
    }
  }
  return result;
}

}  // namespace vigie

// Columns are appended, counts are added, and nothing is judged again.
#include "engine/io/slice_joiner.h"

#include <stdexcept>
#include <utility>
#include <variant>

namespace vigie {
namespace {

template <class T>
void append_to(std::vector<T>& all, const std::vector<T>& part, std::size_t expected) {
  if (all.empty()) all.reserve(expected);
  all.insert(all.end(), part.begin(), part.end());
}

void append_values(Values& all, const Values& part, std::size_t expected) {
  std::visit(
      [&](auto& values) {
        const auto* more = std::get_if<std::decay_t<decltype(values)>>(&part);
        if (more == nullptr) throw std::logic_error("slices of one source have columns of different types");
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, Texts>) {
          if (values.size() == 0) values.reserve(expected);
          values.append(*more);
        } else {
          append_to(values.values, more->values, expected);
        }
      },
      all);
}

Values empty_like(const Values& values) {
  return std::visit([](const auto& of) -> Values { return std::decay_t<decltype(of)>{}; }, values);
}

}  // namespace

SliceJoiner::SliceJoiner(std::string source, std::size_t expected, Deduplicate left_out) : expected_(expected) {
  all_.repeats = RepeatedRecords(left_out);
  all_.read.points.source = all_.read.ledger.source = std::move(source);
}

void SliceJoiner::append(SliceRead part) {
  StoredPoints &all = all_.read.points, &points = part.read.points;
  append_to(all.x, points.x, expected_);
  append_to(all.y, points.y, expected_);
  all.row.append(points.row, 0);
  append_columns(points.attributes);
  Ledger& ledger = all_.read.ledger;
  ledger.read += part.read.ledger.read;
  for (Reject& reject : part.read.ledger.rejects) ledger.rejects.push_back(std::move(reject));
  for (const auto& [category, count] : part.read.unlocated) all_.read.unlocated[category] += count;
  all_.read.blank_lines += part.read.blank_lines;
  all_.read.overlap_times += part.read.overlap_times;
  all_.read.leap_seconds += part.read.leap_seconds;
  all_.repeats.append(part.repeats, 0);
  all_.counts += part.counts;
}

void SliceJoiner::append_columns(const Table& attributes) {
  if (columns_.empty())
    for (const Column& column : attributes.columns()) columns_.push_back({column.name, empty_like(column.values)});
  if (columns_.size() != attributes.columns().size())
    throw std::logic_error("slices of one source have different columns");
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name != attributes.columns()[i].name)
      throw std::logic_error("slices of one source have different columns");
    append_values(columns_[i].values, attributes.columns()[i].values, expected_);
  }
}

SliceRead SliceJoiner::finish() && {
  for (Column& column : columns_) all_.read.points.attributes.add(std::move(column.name), std::move(column.values));
  return std::move(all_);
}

}  // namespace vigie

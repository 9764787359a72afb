// The first of equal records is used, so that what is left does not depend on how the file was cut.
#include "engine/io/repeated_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/data/leave_out.h"
#include "engine/data/stored.h"
#include "engine/data/text_hash.h"
#include "engine/io/csv_plain_values.h"

namespace vigie {
namespace {

void leave_out(StoredPoints& points, std::span<const std::size_t> these) {
  vigie::leave_out(points.x, these);
  vigie::leave_out(points.y, these);
  points.row.leave_out(these);
  points.attributes.leave_out(these);
}

std::uint64_t identifier_value(std::string_view text) {
  constexpr std::uint64_t no_number = std::uint64_t{1} << 63;
  const std::int64_t number = plain_whole(text);
  return number >= 0 ? static_cast<std::uint64_t>(number) : text_hash(text).first | no_number;
}

// Of records with the same text the first that can be used stays, whether or not it is the first of all.
void leave_out(const std::vector<RepeatedRow>& repeated, std::string_view what, ReportsRead& read) {
  if (repeated.empty()) return;
  const std::vector<std::int64_t> row = read.points.row.all();
  std::vector<std::int64_t> used = row;
  std::ranges::sort(used);
  std::unordered_map<std::int64_t, std::int64_t> stays;  // by the first of all
  std::unordered_map<std::int64_t, std::int64_t> leaves;
  for (const RepeatedRow& repeat : repeated) {
    if (!std::ranges::binary_search(used, repeat.row)) continue;
    const std::int64_t stay = std::ranges::binary_search(used, repeat.first) ? repeat.first : repeat.row;
    if (const auto [at, is_new] = stays.emplace(repeat.first, stay); !is_new || stay != repeat.row)
      leaves.emplace(repeat.row, at->second);
  }
  std::vector<std::size_t> left_out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto found = leaves.find(row[i]);
    if (found == leaves.end()) continue;
    left_out.push_back(i);
    read.ledger.rejects.push_back({found->first, Reason::duplicate, fmt::format("{} row {}", what, found->second), {}});
  }
  leave_out(read.points, left_out);
  std::ranges::stable_sort(read.ledger.rejects, {}, &Reject::row);
}

}  // namespace

RepeatedRecords::RepeatedRecords(Deduplicate left_out, RepeatSearch search)
    : left_out_(left_out),
      search_(search),
      records_(left_out == Deduplicate::none ? RowNumbers::left_out : RowNumbers::kept) {}

RepeatedRecords::RepeatedRecords(Kept kept) : RepeatedRecords(kept.left_out) {
  records_.append(kept.records, 0);
  identifiers_ = std::move(kept.identifiers);
}

RepeatedRecords::Kept RepeatedRecords::kept() const {
  return {.left_out = left_out_, .records = records_.kept(), .identifiers = identifiers_};
}

void RepeatedRecords::add_identifier(std::string_view text, std::int64_t row) {
  const std::string_view trimmed = trim(text);
  if (is_null_token(trimmed)) return;
  identifiers_.values.push_back(identifier_value(trimmed));
  if (left_out_ == Deduplicate::ids) identifiers_.rows.push_back(row);
}

void RepeatedRecords::watch_identifier(std::string_view text) {
  const std::int64_t number = plain_whole(trim(text));
  ascend_ = ascend_ && number > last_;
  if (first_ == none_yet) first_ = number;
  last_ = number;
}

void RepeatedRecords::append(const RepeatedRecords& part, std::int64_t rows_before) {
  if (part.first_ != none_yet || !part.ascend_) {
    ascend_ = ascend_ && part.ascend_ && part.first_ > last_;
    last_ = part.last_;
  }
  records_.append(part.records_, rows_before);
  const Identifiers& more = part.identifiers_;
  identifiers_.values.insert(identifiers_.values.end(), more.values.begin(), more.values.end());
  for (const std::int64_t row : more.rows) identifiers_.rows.push_back(row + rows_before);
}

void RepeatedRecords::expect(std::size_t records) {
  if (watches()) return;
  records_.expect(records);
  identifiers_.values.reserve(records);
}

void RepeatedRecords::clear() {
  records_.clear();
  identifiers_.values.clear();
  identifiers_.rows.clear();
  first_ = last_ = none_yet;
  ascend_ = true;
}

// Where they ascend none can repeat, and none needs to be looked up.
RowFingerprints RepeatedRecords::take_identifiers() {
  const Identifiers from = std::move(identifiers_);
  RowFingerprints all(left_out_ == Deduplicate::ids ? RowNumbers::kept : RowNumbers::left_out);
  if (std::ranges::adjacent_find(from.values, std::ranges::greater_equal{}) == from.values.end()) return all;
  all.expect(from.values.size());
  for (std::size_t i = 0; i < from.values.size(); ++i)
    all.add_number(from.values[i], from.rows.empty() ? 0 : from.rows[i]);
  return all;
}

void RepeatedRecords::settle(ReportsRead& read) && {
  if (left_out_ == Deduplicate::none) {
    read.exact_duplicates = std::move(records_).repeated();
  } else {
    const std::vector<RepeatedRow> repeated = std::move(records_).repeated_rows();
    read.exact_duplicates = static_cast<std::int64_t>(repeated.size());
    leave_out(repeated, "equal to", read);
  }
  if (left_out_ != Deduplicate::ids) {
    read.repeated_ids = take_identifiers().repeated();
    return;
  }
  const std::vector<RepeatedRow> repeated = take_identifiers().repeated_rows();
  read.repeated_ids = static_cast<std::int64_t>(repeated.size());
  leave_out(repeated, "the same identifier as", read);
}

}  // namespace vigie

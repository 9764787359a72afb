// The first of equal records is used, so that what is left does not depend on how the file was cut.
#include "engine/io/repeated_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/data/stored.h"
#include "engine/data/text_hash.h"

namespace vigie {
namespace {

void keep_only(StoredPoints& points, const std::vector<std::uint8_t>& keep) {
  vigie::keep_only(points.x, keep);
  vigie::keep_only(points.y, keep);
  vigie::keep_only(points.row, keep);
  points.attributes.keep_only(keep);
}

std::uint64_t identifier_value(std::string_view text) {
  constexpr std::size_t most_digits = 18;
  constexpr std::uint64_t no_number = std::uint64_t{1} << 63;
  if (text.size() <= most_digits && (text.size() == 1 || text.front() != '0')) {
    std::uint64_t number = 0;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
      number = number * 10 + static_cast<std::uint64_t>(text[i] - '0');
    if (i == text.size()) return number;
  }
  return text_hash(text).first | no_number;
}

// Of records with the same text the first that can be used stays, whether or not it is the first of all.
void leave_out(const std::vector<RepeatedRow>& repeated, std::string_view what, ReportsRead& read) {
  if (repeated.empty()) return;
  std::vector<std::int64_t> used = read.points.row;
  std::ranges::sort(used);
  std::unordered_map<std::int64_t, std::int64_t> stays;  // by the first of all
  std::unordered_map<std::int64_t, std::int64_t> leaves;
  for (const RepeatedRow& repeat : repeated) {
    if (!std::ranges::binary_search(used, repeat.row)) continue;
    const std::int64_t stay = std::ranges::binary_search(used, repeat.first) ? repeat.first : repeat.row;
    if (const auto [at, is_new] = stays.emplace(repeat.first, stay); !is_new || stay != repeat.row)
      leaves.emplace(repeat.row, at->second);
  }
  std::vector<std::uint8_t> keep(used.size(), 1);
  for (std::size_t i = 0; i < keep.size(); ++i) {
    const auto found = leaves.find(read.points.row[i]);
    if (found == leaves.end()) continue;
    keep[i] = 0;
    read.ledger.rejects.push_back({found->first, Reason::duplicate, fmt::format("{} row {}", what, found->second), {}});
  }
  keep_only(read.points, keep);
  std::ranges::stable_sort(read.ledger.rejects, {}, &Reject::row);
}

}  // namespace

RepeatedRecords::RepeatedRecords(Deduplicate left_out)
    : left_out_(left_out), records_(left_out == Deduplicate::none ? RowNumbers::left_out : RowNumbers::kept) {}

RepeatedRecords::RepeatedRecords(Kept kept) : RepeatedRecords(kept.left_out) {
  records_.append(std::move(kept.records));
  parts_.push_back(std::move(kept.identifiers));
}

RepeatedRecords::Kept RepeatedRecords::kept() const {
  Kept all{.left_out = left_out_, .records = records_.kept(), .identifiers = {}};
  const auto add = [&](const Identifiers& part) {
    all.identifiers.values.insert(all.identifiers.values.end(), part.values.begin(), part.values.end());
    all.identifiers.rows.insert(all.identifiers.rows.end(), part.rows.begin(), part.rows.end());
  };
  for (const Identifiers& part : parts_) add(part);
  add(last_);
  return all;
}

void RepeatedRecords::add_identifier(std::string_view text, std::int64_t row) {
  const std::string_view trimmed = trim(text);
  if (is_null_token(trimmed)) return;
  last_.values.push_back(identifier_value(trimmed));
  if (left_out_ == Deduplicate::ids) last_.rows.push_back(row);
}

void RepeatedRecords::append(RepeatedRecords&& part, std::int64_t rows_before) {
  records_.append(std::move(part.records_), rows_before);
  if (!part.last_.values.empty()) part.parts_.push_back(std::move(part.last_));
  for (Identifiers& some : part.parts_) {
    for (std::int64_t& row : some.rows) row += rows_before;
    parts_.push_back(std::move(some));
  }
  part.parts_.clear();
  part.last_ = {};
}

// As most systems number their reports: then none can repeat, and none needs to be looked up.
bool RepeatedRecords::identifiers_ascend() const {
  std::uint64_t before = 0;
  bool any = false;
  for (const Identifiers& part : parts_)
    for (const std::uint64_t value : part.values) {
      if (any && value <= before) return false;
      before = value;
      any = true;
    }
  return true;
}

RowFingerprints RepeatedRecords::take_identifiers() {
  RowFingerprints all(left_out_ == Deduplicate::ids ? RowNumbers::kept : RowNumbers::left_out);
  if (!last_.values.empty()) parts_.push_back(std::move(last_));
  if (!identifiers_ascend())
    for (Identifiers& part : parts_) {
      RowFingerprints some(left_out_ == Deduplicate::ids ? RowNumbers::kept : RowNumbers::left_out);
      for (std::size_t i = 0; i < part.values.size(); ++i)
        some.add_number(part.values[i], part.rows.empty() ? 0 : part.rows[i]);
      all.append(std::move(some), 0);
      part = {};
    }
  parts_.clear();
  return all;
}

void RepeatedRecords::clear() {
  *this = RepeatedRecords(left_out_);
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

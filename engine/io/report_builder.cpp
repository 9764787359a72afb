// Columns grow batch by batch; what was refused gets its place in the file.
#include "engine/io/report_builder.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/large_array.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::size_t longest_name = 60;  // characters of a column's name in a message

// Twice the memory is never needed, as it would be if a column doubled.
template <class T>
void append_to(std::vector<T>& all, const std::vector<T>& part) {
  if (all.size() + part.size() > all.capacity()) reserve_large(all, (all.size() + part.size()) * 9 / 8);
  all.insert(all.end(), part.begin(), part.end());
}

}  // namespace

ReportBuilder::ReportBuilder(std::string source, std::vector<std::string> columns, const ReportRules& rules)
    : columns_(std::move(columns)), rules_(&rules), all_(rules) {
  result_.points.source = result_.ledger.source = std::move(source);
}

void ReportBuilder::append(const ReportBatch& batch, Before before) {
  result_.ledger.read += static_cast<std::int64_t>(batch.x.size() + batch.refused.size());
  for (const RefusedRecord& refused : batch.refused) reject(refused, before);
  append_to(all_.x, batch.x);
  append_to(all_.y, batch.y);
  append_to(all_.weight, batch.weight);
  all_.row.append(batch.row, before.rows);
  for (std::size_t i = 0; i < all_.instants.size(); ++i) append_to(all_.instants[i], batch.instants[i]);
  for (std::size_t i = 0; i < all_.texts.size(); ++i) all_.texts[i].texts.append(batch.texts[i].texts);
  all_.overlap_times += batch.overlap_times;
  all_.leap_seconds += batch.leap_seconds;
}

void ReportBuilder::expect(std::size_t reports) {
  reserve_large(all_.x, reports);
  reserve_large(all_.y, reports);
  for (ReportBatch::TextColumn& column : all_.texts) column.texts.reserve(reports);
  for (Role role : time_roles)
    if (rules_->roles().has(role)) reserve_large(all_.instants[time_place(role)], reports);
  if (rules_->roles().has(Role::weight)) reserve_large(all_.weight, reports);
}

void ReportBuilder::reject(const RefusedRecord& refused, Before before) {
  std::string detail = refused.line > 0 ? fmt::format("line {}", refused.line + before.lines) : std::string{};
  if (refused.column && *refused.column < columns_.size())
    detail +=
        fmt::format("{}column '{}'", detail.empty() ? "" : ", ", printable(columns_[*refused.column], longest_name));
  if (!refused.detail.empty()) detail += (detail.empty() ? "" : ": ") + refused.detail;
  if (!refused.category.empty()) ++result_.unlocated[refused.category];
  result_.ledger.rejects.push_back({refused.row + before.rows, refused.reason, std::move(detail), refused.raw});
}

ReportsRead ReportBuilder::finish() && {
  result_.points.x = std::move(all_.x);
  result_.points.y = std::move(all_.y);
  result_.points.row = std::move(all_.row);
  Table& attributes = result_.points.attributes;
  for (ReportBatch::TextColumn& column : all_.texts)
    attributes.add(std::string(role_name(column.role)), std::move(column.texts));
  for (Role role : time_roles)
    if (rules_->roles().has(role))
      attributes.add(std::string(role_name(role)), Instants{std::move(all_.instants[time_place(role)])});
  if (rules_->roles().has(Role::weight)) attributes.add("weight", Reals{std::move(all_.weight)});
  result_.overlap_times = all_.overlap_times;
  result_.leap_seconds = all_.leap_seconds;
  return std::move(result_);
}

void note_overlaps(ReportsRead& read) {
  if (read.overlap_times > 0)
    read.notes.push_back(fmt::format("{}: {} times lie in the hour that autumn repeats; the earlier instant was taken",
                                     read.points.source, read.overlap_times));
}

}  // namespace vigie

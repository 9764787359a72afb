// Group by group, one operation each; the order of rows stays.
#include "engine/job/row_crs.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/data/leave_out.h"
#include "engine/data/stored.h"

namespace vigie {
namespace {

constexpr std::size_t most_codes = 100;

// "31370" and "epsg:31370" are what people write for EPSG:31370.
std::optional<Crs> crs_of_code(std::string_view code) {
  const bool digits = !code.empty() && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
  std::string text = digits ? fmt::format("EPSG:{}", code) : std::string(code);
  if (lower(text).starts_with("epsg:")) text.replace(0, 4, "EPSG");
  try {
    return crs_from_text(text);
  } catch (const UsageError&) {
    return std::nullopt;
  }
}

// Coordinates alone; attributes wait until it is known which rows are left.
StoredPoints points_at(const StoredPoints& all, const std::vector<std::size_t>& which) {
  StoredPoints part;
  part.source = all.source;
  for (const std::size_t i : which) {
    part.x.push_back(all.x[i]);
    part.y.push_back(all.y[i]);
    part.row.push_back(all.row[i]);
  }
  return part;
}

Table without_codes(const Table& attributes) {
  Table rest;
  for (const Column& column : attributes.columns())
    if (column.name != "crs") rest.add(column.name, column.values);
  return rest;
}

class RowProjection {
 public:
  RowProjection(const StoredPoints& stored, const Intake& intake, Ledger& ledger)
      : stored_(stored), intake_(intake), ledger_(ledger), keep_(stored.x.size(), 0) {
    points_.x.resize(stored.x.size());
    points_.y.resize(stored.x.size());
  }

  void reject(const std::vector<std::size_t>& rows, Reason reason, const std::string& detail, std::string_view code) {
    for (const std::size_t i : rows) ledger_.rejects.push_back({stored_.row[i], reason, detail, printable(code, 60)});
  }

  void project(const std::vector<std::size_t>& rows, const Crs& crs, std::string_view code, const Box& expected) {
    std::optional<Projection> projection;
    try {
      projection.emplace(crs, intake_.crs, intake_.degrees);
    } catch (const DataError& fault) {
      return reject(rows, Reason::out_of_range, fault.what(), code);
    }
    ProjectedPoints part = project_points(points_at(stored_, rows), *projection, {.expected = expected}, ledger_);
    std::size_t next = 0;  // rows of the part are some of these, in their order
    for (std::size_t j = 0; j < part.points.size(); ++j) {
      while (stored_.row[rows[next]] != part.points.row[j]) ++next;
      points_.x[rows[next]] = part.points.x[j];
      points_.y[rows[next]] = part.points.y[j];
      keep_[rows[next]] = 1;
    }
    result_.projected.swapped += part.swapped;
    result_.projected.interpolated += part.interpolated;
    result_.crs += (result_.crs.empty() ? "" : ", ") + crs.text;
    result_.operation +=
        fmt::format("{}{}: {}", result_.operation.empty() ? "" : "; ", crs.text, projection->operation());
  }

  ProjectedReports finish() && {
    points_.row = stored_.row;
    points_.attributes = without_codes(stored_.attributes);
    points_.leave_out(rows_not_kept(keep_));
    result_.projected.points = std::move(points_);
    return std::move(result_);
  }

 private:
  const StoredPoints& stored_;
  const Intake& intake_;
  Ledger& ledger_;
  std::vector<std::uint8_t> keep_;
  PointSet points_;
  ProjectedReports result_;
};

}  // namespace

ProjectedReports project_by_row(StoredPoints stored, const std::string& otherwise, const Intake& intake, Ledger& ledger,
                                const std::function<Box(const Crs&)>& expected) {
  const Texts& codes = *stored.attributes.find_as<Texts>("crs");
  const std::vector<std::string_view> known = codes.distinct();
  if (known.size() > most_codes)
    throw DataError(fmt::format("{}: {} different codes of a CRS; is [reports] crs_column the right column?",
                                stored.source, known.size()));
  std::vector<std::vector<std::size_t>> rows(known.size() + 1);  // the last: without a code
  const std::vector<std::int32_t> groups = codes.groups();
  for (std::size_t i = 0; i < groups.size(); ++i)
    rows[groups[i] < 0 ? known.size() : static_cast<std::size_t>(groups[i])].push_back(i);
  RowProjection projection(stored, intake, ledger);
  for (std::size_t group = 0; group < rows.size(); ++group) {
    if (rows[group].empty()) continue;
    const std::string_view code = group < known.size() ? known[group] : std::string_view(otherwise);
    const std::optional<Crs> crs = crs_of_code(code);
    if (crs) {
      projection.project(rows[group], *crs, code, expected(*crs));
    } else {
      projection.reject(rows[group], Reason::bad_number,
                        code.empty() ? "the row names no CRS, and [reports] crs is not set" : "not the code of a CRS",
                        code);
    }
  }
  return std::move(projection).finish();
}

}  // namespace vigie

// One door for every kind of file: what it is decides which reader opens it.
#include "engine/io/reader.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/io/csv_reports.h"
#include "engine/io/csv_zones.h"
#include "engine/io/repeated_records.h"
#include "engine/io/report_builder.h"
#include "engine/io/vector_file.h"

namespace vigie {
namespace {

// Fields and place; the feature's own number differs by nature.
void add_fingerprint(const VectorFeature& feature, const RoleColumns& roles, RepeatedRecords& repeats) {
  constexpr char separator = '\x1F';  // of units, in ASCII
  std::vector<std::string_view> fields;
  for (const std::optional<std::string>& field : feature.fields)
    fields.push_back(field ? std::string_view(*field) : std::string_view{});
  const std::string place = feature.point ? fmt::format("{} {}", feature.point->x, feature.point->y) : std::string{};
  fields.push_back(place);
  repeats.add(fields, separator, feature.fid);
  if (roles.identifier) repeats.add_identifier(fields[*roles.identifier], feature.fid);
}

constexpr std::size_t batch_size = 1 << 16;

ReportsRead read_vector_reports(const Source& source, const ReportRequest& request) {
  const Preview look = preview_vector(source, GeometryKind::point);
  const std::string name = source_name(source);
  const RoleColumns roles = find_roles(name, look.columns, request);
  const bool holds_points = look.geometry == GeometryKind::point || look.geometry == GeometryKind::none;
  const Reason without_point = holds_points ? Reason::missing_xy : Reason::bad_geometry;
  const ReportRules rules(request, roles, '.');
  ReportBuilder builder(name, look.columns, rules);
  ReportBatch batch(rules);
  RepeatedRecords repeats(request.deduplicate);
  std::vector<std::string_view> filtered(roles.filtered.size());
  const VectorLayer layer = scan_features(source, [&](const VectorFeature& feature) {
    ReportRecord record{.row = feature.fid, .point = feature.point, .without_point = without_point};
    for (std::size_t i = 0; i < role_count; ++i)
      if (roles.column[i] && feature.fields[*roles.column[i]]) record.value[i] = *feature.fields[*roles.column[i]];
    for (std::size_t i = 0; i < filtered.size(); ++i) {
      const std::optional<std::string>& field = feature.fields[roles.filtered[i]];
      filtered[i] = field ? std::string_view(*field) : std::string_view{};
    }
    record.filtered = filtered;
    batch.add(record);
    if (batch.row.size() + batch.refused.size() == batch_size) {
      builder.append(batch, {});
      batch.clear();
    }
    add_fingerprint(feature, roles, repeats);
  });
  if (layer.columns != look.columns)
    throw DataError(fmt::format("{} changed while it was read; run again when nobody writes to it", name));
  if (layer.features == 0) throw DataError(fmt::format("{} holds no features; ask for it again", name));
  builder.append(batch, {});
  ReportsRead read = std::move(builder).finish();
  note_overlaps(read);
  std::move(repeats).settle(read);
  read.points.crs = layer.crs;
  if (request.fingerprint) read.fingerprint = fingerprint(source);
  read.notes.insert(read.notes.begin(), layer.notes.begin(), layer.notes.end());
  return read;
}

}  // namespace

Preview preview(const Source& source) {
  return identify(source) == SourceKind::csv ? preview_csv(source) : preview_vector(source);
}

ReportsRead read_reports(const Source& source, const ReportRequest& request) {
  return identify(source) == SourceKind::csv ? read_csv_reports(source, request) : read_vector_reports(source, request);
}

ZonesRead read_zones(const Source& source, const std::string& wkt) {
  if (identify(source) != SourceKind::csv) return read_vector_zones(source);
  Preview look = preview_csv(source);
  ZonesRead read = read_csv_zones(source, wkt);
  read.look = std::move(look);
  return read;
}

}  // namespace vigie

// Binding of columns and geometries, row by row.
#include "engine/io/geopackage_rows.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "engine/base/parallel.h"
#include "engine/io/geopackage_geometry.h"
#include "engine/io/geopackage_rtree.h"
#include "engine/io/geopackage_schema.h"

namespace vigie {
namespace {

constexpr int first_value = 2;  // parameter 1 is the fid

std::vector<const Values*> written_columns(const Layer& layer) {
  std::vector<const Values*> columns;
  for (const Field& field : layer.fields) columns.push_back(&layer.table.find(field.name)->values);
  return columns;
}

std::string insert_sql(const Layer& layer, bool is_spatial) {
  std::string columns = sql_identifier(feature_id_column), marks = "?";
  const auto add = [&](std::string_view name) {
    columns += "," + sql_identifier(name);
    marks += ",?";
  };
  for (const Field& field : layer.fields) add(field.name);
  if (is_spatial) add(geometry_column);
  return fmt::format("INSERT INTO {}({}) VALUES({})", sql_identifier(layer.name), columns, marks);
}

// Binds one value; instants need a text that lives until the step, kept in `clock`.
void bind_value(SqliteStatement& insert, int parameter, const Values& values, std::size_t row, std::string& clock) {
  if (const auto* reals = std::get_if<Reals>(&values)) {
    const double value = reals->values[row];
    std::isnan(value) ? insert.bind_null(parameter) : insert.bind(parameter, value);
  } else if (const auto* integers = std::get_if<Integers>(&values)) {
    const std::int64_t value = integers->values[row];
    value == no_integer ? insert.bind_null(parameter) : insert.bind(parameter, value);
  } else if (const auto* texts = std::get_if<Texts>(&values)) {
    texts->is_null(row) ? insert.bind_null(parameter) : insert.bind(parameter, texts->at(row));
  } else {
    const Instant instant = std::get<Instants>(values).values[row];
    if (instant == no_instant) return insert.bind_null(parameter);
    clock = iso_text(instant, Precision::milliseconds);
    insert.bind(parameter, std::string_view(clock));
  }
}

EncodedGeometry encode(GeometryEncoder& encoder, const Geometries& geometries, std::size_t row) {
  if (const auto* points = std::get_if<std::vector<Point>>(&geometries)) return encoder.point((*points)[row]);
  if (const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&geometries))
    return encoder.multi_polygon((*shapes)[row]);
  if (const auto* lines = std::get_if<std::vector<MultiLine>>(&geometries)) return encoder.multi_line((*lines)[row]);
  const auto& cells = std::get<GridCells>(geometries);
  return encoder.polygon(cells.grid.outline(cells.index[row]));
}

void check_lengths(const Layer& layer) {
  const auto rows = static_cast<std::size_t>(row_count(layer));
  for (const Values* column : written_columns(layer))
    if (size(*column) != rows)
      throw std::logic_error(fmt::format("layer {}: {} geometries, {} rows", layer.name, rows, size(*column)));
}

std::int32_t srs_id_of(const SqliteDatabase& database, const std::string& table) {
  return static_cast<std::int32_t>(
      database.integer(fmt::format("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name={}", sql_text(table))));
}

void write_extent(SqliteDatabase& database, const WrittenLayer& written) {
  SqliteStatement extent =
      database.prepare("UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=? WHERE table_name=?");
  if (!written.extent.empty()) {
    extent.bind(1, written.extent.min_x);
    extent.bind(2, written.extent.min_y);
    extent.bind(3, written.extent.max_x);
    extent.bind(4, written.extent.max_y);
  }
  extent.bind(5, std::string_view(written.table));
  extent.run();
}

void write_count(SqliteDatabase& database, const WrittenLayer& written) {
  SqliteStatement count = database.prepare("INSERT OR REPLACE INTO gpkg_ogr_contents VALUES(?,?)");
  count.bind(1, std::string_view(written.table));
  count.bind(2, written.rows);
  count.run();
}

}  // namespace

std::int64_t row_count(const Layer& layer) {
  if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometries)) return std::ssize(*points);
  if (const auto* shapes = std::get_if<std::vector<MultiPolygon>>(&layer.geometries)) return std::ssize(*shapes);
  if (const auto* lines = std::get_if<std::vector<MultiLine>>(&layer.geometries)) return std::ssize(*lines);
  if (const auto* cells = std::get_if<GridCells>(&layer.geometries)) return std::ssize(cells->index);
  return static_cast<std::int64_t>(layer.table.rows());
}

WrittenLayer write_rows(SqliteDatabase& database, const Layer& layer, double metres_per_unit) {
  check_lengths(layer);
  constexpr std::int64_t rows_between_checks = 65536;
  WrittenLayer written{.table = layer.name,
                       .is_spatial = !std::holds_alternative<std::monostate>(layer.geometries),
                       .rows = row_count(layer)};
  const std::vector<const Values*> columns = written_columns(layer);
  const int geometry_parameter = first_value + static_cast<int>(columns.size());
  GeometryEncoder encoder(written.is_spatial ? srs_id_of(database, layer.name) : 0, metres_per_unit);
  SqliteStatement insert = database.prepare(insert_sql(layer, written.is_spatial));
  std::vector<std::string> clocks(columns.size());
  std::vector<IndexEntry> index;
  for (std::int64_t row = 0; row < written.rows; ++row) {
    if (row % rows_between_checks == 0) check_stop();
    const auto at = static_cast<std::size_t>(row);
    insert.bind(1, row + 1);
    for (std::size_t c = 0; c < columns.size(); ++c)
      bind_value(insert, first_value + static_cast<int>(c), *columns[c], at, clocks[c]);
    if (written.is_spatial) {
      const EncodedGeometry geometry = encode(encoder, layer.geometries, at);
      if (geometry.bytes.empty()) {
        insert.bind_null(geometry_parameter);
      } else {
        insert.bind(geometry_parameter, geometry.bytes);
        index.push_back(index_entry(row + 1, geometry.box));
        written.extent.add(geometry.box);
      }
    }
    insert.run();
  }
  written.shapes = std::ssize(index);
  if (written.is_spatial) {
    pack_rtree(database, fmt::format("rtree_{}_{}", layer.name, geometry_column), index);
    write_extent(database, written);
  }
  write_count(database, written);
  return written;
}

}  // namespace vigie

// A GeoPackage from a stranger, looked at by a locked-down SQLite before GDAL may open it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// A database opened read-only with SQLite's defensive settings: no views, no triggers, no trusted schema, no attached
/// files, small limits, a time limit. While it lives no other program can write to the file (except in WAL mode, where
/// the state of the main file is read and a change shows in file_state).
class UntrustedDatabase {
 public:
  /// `name` stands in messages. Runs PRAGMA quick_check. Throws DataError (damaged, cut, or a write-ahead log or
  /// journal of a crash beside it), BusyError (another program writes to it).
  UntrustedDatabase(const std::string& path, std::string name);
  ~UntrustedDatabase();
  UntrustedDatabase(UntrustedDatabase&&) noexcept;
  UntrustedDatabase& operator=(UntrustedDatabase&&) noexcept;

  using Row = std::vector<std::optional<std::string>>;
  /// All rows as text. `values` are bound to ?1, ?2, ... Throws DataError with SQLite's reason, Interrupted.
  std::vector<Row> rows(const std::string& sql, const std::vector<std::string>& values = {}) const;
  /// Number of rows of a table, counted.
  std::int64_t count(std::string_view table) const;
  /// True for a real table of this name: no view, no virtual table.
  bool has_table(std::string_view table) const;

  const std::string& name() const;
  /// In WAL mode: others must open it as immutable, or they would write files beside it.
  bool immutable() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A layer as gpkg_contents lists it.
struct GeoPackageLayer {
  std::string name, title;
  std::string data_type;      // features, attributes, tiles, 2d-gridded-coverage
  std::string geometry_type;  // POINT, MULTIPOLYGON, GEOMETRY, ...; "" without geometry
};

/// Every entry of gpkg_contents by name. Throws DataError if this is no GeoPackage, or one whose own tables are views.
std::vector<GeoPackageLayer> geopackage_layers(const UntrustedDatabase& database);

/// Throws DataError unless the layer is a plain table: views and generated columns can run for ever or make values of
/// a gigabyte.
void require_plain_table(const UntrustedDatabase& database, const std::string& layer);

}  // namespace vigie

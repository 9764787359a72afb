// Tables of an earlier result, read back without trusting them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/geopackage_precheck.h"

namespace vigie {

/// Opens the GeoPackage. Throws NoInputError and BusyError; DataError, which ends in `advice`, if it is none.
UntrustedDatabase open_geopackage(const std::string& path, std::string_view advice);

/// A GeoPackage that is there already.
class ResultFile {
 public:
  /// Throws NoInputError, BusyError, DataError if the file is no GeoPackage.
  explicit ResultFile(const std::string& path);

  bool has(std::string_view table) const { return database_.has_table(table); }
  /// Every row in order, NULL as nothing. Throws DataError where a column is missing.
  std::vector<UntrustedDatabase::Row> rows(std::string_view table, const std::vector<std::string>& columns) const;

 private:
  UntrustedDatabase database_;
};

/// True if something lies under that name.
bool is_there(const std::string& path);

}  // namespace vigie

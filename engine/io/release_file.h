// An earlier output of vigie read back: what a comparison and a history need of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/io/inspect.h"

namespace vigie {

/// One row of `history`. "" and nothing where a value is NULL.
struct HistoryRow {
  std::string run;
  Instant time = no_instant;
  std::string zone, area;  // zone_id or hs_id
  std::optional<std::int64_t> n, hot;
};

struct ReleasedZone {
  std::string id;
  std::optional<std::int64_t> n;
};

struct ReleasedCell {
  std::string id;
  std::optional<std::int64_t> n, bin;
};

/// Tables that the file does not hold are empty.
struct ReleaseFile {
  std::vector<ManifestRow> manifest;
  std::vector<ReleasedZone> zones, zones_before;  // of the release itself; of the one that it was compared with
  std::vector<ReleasedCell> cells, cells_before;
  std::vector<HistoryRow> history;  // in file order

  /// "" where the manifest has no such row.
  std::string fact(std::string_view section, std::string_view key) const;
};

/// Read-only and without trust. Nothing if there is no such file. Throws DataError if it is damaged or was not written
/// by vigie, BusyError if another program writes to it.
std::optional<ReleaseFile> read_release(const std::string& path);

/// The manifest alone, which is quick. Nothing also for a file that cannot be read or was not written by vigie.
std::optional<ReleaseFile> read_release_manifest(const std::string& path);

}  // namespace vigie

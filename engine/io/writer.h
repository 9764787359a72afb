// One GeoPackage, written beside its place, verified, and moved there whole.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/map_plan.h"

namespace vigie {

enum class OnBusy { fail, wait, suffix };

/// What is written beside the GeoPackage.
struct WriteOptions {
  std::string geotiff_folder = {};  // "": no rasters as files
  bool qgz_beside = false;          // the project as NAME.qgz, too
};

/// Holds the output's place from before the inputs are read until the new file stands: a lock (NAME.lock), old
/// temporary files swept, the target checked. The lock file may stay; nothing else does.
class OutputPlace {
 public:
  /// Throws CannotCreateError (directory, symlink, no permission, same file as an input), BusyError (locked, or open
  /// for editing in another program: a -wal or -journal lies beside it).
  OutputPlace(const std::string& path, const std::vector<std::string>& inputs, OnBusy on_busy);
  ~OutputPlace();
  OutputPlace(OutputPlace&&) noexcept;
  OutputPlace& operator=(OutputPlace&&) noexcept;

  /// The path that will be written; differs from the wish with OnBusy::suffix.
  const std::string& path() const;
  /// What analysts had saved into the file that was replaced, now beside it.
  const std::vector<std::string>& saved_aside() const;

 private:
  friend void write_geopackage(const ResultSet&, OutputPlace&, const MapPlan&, const WriteOptions&);
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes, verifies by reopening, puts analysts' own work aside, syncs and renames. Same results and file name, same
/// bytes. Any failure leaves the old file
/// untouched and no temporary file behind. Throws IoError, BusyError.
void write_geopackage(const ResultSet& results, OutputPlace& place, const MapPlan& plan = {},
                      const WriteOptions& options = {});

/// Versions of the libraries behind the file, for the manifest: {"GDAL", "3.6.2"}, {"SQLite", "3.40.1"}.
std::vector<std::pair<std::string, std::string>> storage_library_versions();

}  // namespace vigie

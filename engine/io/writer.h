// One GeoPackage, written beside its place, verified, and moved there whole.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/layer.h"

namespace vigie {

enum class OnBusy { fail, wait, suffix };

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

 private:
  friend void write_geopackage(const ResultSet&, OutputPlace&);
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes, verifies by reopening, syncs and renames. Same results, same bytes. Any failure leaves the old file
/// untouched and no temporary file behind. Throws IoError, BusyError.
void write_geopackage(const ResultSet& results, OutputPlace& place);

/// Versions of the libraries behind the file, for the manifest: {"GDAL", "3.6.2"}, {"SQLite", "3.40.1"}.
std::vector<std::pair<std::string, std::string>> storage_library_versions();

}  // namespace vigie

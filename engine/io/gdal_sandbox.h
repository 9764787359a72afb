// GDAL made small before its first use: four vector drivers, no network, every failure counted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie {

/// Call before any other GDAL call, as often as you like and from any thread. Registers GeoPackage (vector and raster),
/// GeoJSON, Shapefile, FlatGeobuf, GeoTIFF and MEM and nothing else; denies all virtual file systems that leave the
/// machine and HTTP itself; fixes the options that the environment could change; counts failures (GdalErrors). For the
/// process: umask 077, no core dumps, and a file that grows too large is an error instead of a signal.
void open_gdal_sandbox();

/// PostgreSQL joins the drivers: only for a job that allows a database. Throws UsageError where GDAL has no such
/// driver.
void register_database_driver();

/// Counts GDAL's failures (CE_Failure and worse, of every thread) from its construction or the last reset.
/// GDAL ends a loop over features in the same way at the end of a file and at damage; only this count tells.
class GdalErrors {
 public:
  /// Opens the sandbox.
  GdalErrors();
  ~GdalErrors();
  GdalErrors(const GdalErrors&) = delete;
  GdalErrors& operator=(const GdalErrors&) = delete;

  void reset();
  std::int64_t count() const;
  /// The first three different messages, printable; "" if there was no failure.
  std::string messages() const;

 private:
  friend struct GdalErrorLedger;
  std::int64_t count_ = 0;  // guarded by the ledger's mutex, as are the messages
  std::vector<std::string> messages_;
};

/// While it lives, GDAL's failures on this thread are not counted: for questions whose answer may be no.
class GdalQuiet {
 public:
  GdalQuiet();
  ~GdalQuiet();
  GdalQuiet(const GdalQuiet&) = delete;
  GdalQuiet& operator=(const GdalQuiet&) = delete;
};

/// "3.6.2"
std::string gdal_version();

}  // namespace vigie

// Drivers, options, deny handlers and the process-wide error handler.
#include "engine/io/gdal_sandbox.h"

#include "engine/base/error.h"
#include "engine/base/words.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_vsi_virtual.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <mutex>
#include <utility>

// Exported by the library, declared in no installed header (GDAL 3.6.2).
extern "C" {
void RegisterOGRGeoPackage();
void RegisterOGRGeoJSON();
void RegisterOGRShape();
void RegisterOGRFlatGeobuf();
[[gnu::weak]] void RegisterOGRPG();  // absent where GDAL was built without it
}

namespace vigie {

// Every living GdalErrors, told of each failure.
struct GdalErrorLedger {
  std::mutex mutex;
  std::vector<GdalErrors*> open;

  static GdalErrorLedger& instance() {
    static GdalErrorLedger ledger;
    return ledger;
  }

  void record(const std::string& message) {
    constexpr std::size_t kept = 3;
    const std::scoped_lock lock(mutex);
    for (GdalErrors* errors : open) {
      ++errors->count_;
      if (errors->messages_.size() < kept && std::ranges::find(errors->messages_, message) == errors->messages_.end())
        errors->messages_.push_back(message);
    }
  }
};

namespace {

// Set over whatever the environment and a gdalrc file say (the configuration is part of the result).
constexpr std::pair<const char*, const char*> safe_options[] = {
    {"GDAL_DRIVER_PATH", "disable"},
    {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"GDAL_CACHEMAX", "256"},   // MB
    {"GDAL_NUM_THREADS", "1"},  // more threads compress to other bytes
    {"CPL_ALLOW_VSISTDIN", "NO"},
    {"CPL_CURL_ENABLE_VSIMEM", "NO"},
    {"OGR_SQLITE_PRAGMA", "trusted_schema=0,cell_size_check=1"},
    {"OGR_GPKG_ALLOW_THREADED_RTREE", "NO"},
    {"OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES"},  // we close and count them
    {"SHAPE_RESTORE_SHX", "NO"},
    {"PROJ_NETWORK", "OFF"},
};

// Options for which no value is harmless: they must not be set at all, not even by the environment.
constexpr const char* unset_options[] = {"OGR_SQLITE_LOAD_EXTENSIONS",
                                         "OGR_ENABLE_PARTIAL_REPROJECTION",
                                         "OGR_SQLITE_JOURNAL",
                                         "GDAL_CONFIG_FILE",
                                         "CPL_LOG",
                                         "CPL_DEBUG"};

// Longer forms stand for themselves: a handler for "/vsicurl/" does not cover "/vsicurl?url=".
constexpr const char* denied_prefixes[] = {"/vsicurl/",
                                           "/vsicurl?",
                                           "/vsicurl_streaming/",
                                           "/vsis3/",
                                           "/vsis3_streaming/",
                                           "/vsigs/",
                                           "/vsigs_streaming/",
                                           "/vsiaz/",
                                           "/vsiadls/",
                                           "/vsiaz_streaming/",
                                           "/vsioss/",
                                           "/vsioss_streaming/",
                                           "/vsiswift/",
                                           "/vsiswift_streaming/",
                                           "/vsihdfs/",
                                           "/vsiwebhdfs/",
                                           "/vsistdin/",
                                           "/vsistdin?"};

class DeniedFiles : public VSIFilesystemHandler {
 public:
  VSIVirtualHandle* Open(const char* name, const char*, bool, CSLConstList) override {
    CPLError(CE_Failure, CPLE_OpenFailed, "%s: refused, only files of this machine are read", name);
    errno = EACCES;
    return nullptr;
  }
  int Stat(const char*, VSIStatBufL*, int) override {
    errno = EACCES;
    return -1;
  }
  bool IsLocal(const char*) override { return false; }
};

// GDAL owns the handlers for the life of the process, but forgets those that are replaced; they stay reachable here.
void deny_remote_files() {
  [[gnu::used]] static std::array<VSIFilesystemHandler*, std::size(denied_prefixes)> replaced{};
  for (std::size_t i = 0; i < replaced.size(); ++i) {
    replaced[i] = VSIFileManager::GetHandler(denied_prefixes[i]);
    VSIFileManager::InstallHandler(denied_prefixes[i], std::make_unique<DeniedFiles>().release());
  }
}

// GeoJSON's "crs" member may hold a link, which GDAL fetches without asking any file system. A null result would make
// GDAL fall back to curl; the result is freed by GDAL, therefore its allocator.
CPLHTTPResult* refuse_fetch(const char* url, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc, void*,
                            void*) {
  CPLError(CE_Failure, CPLE_AppDefined, "%s: refused, vigie does not use the network", url);
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("vigie does not use the network");
  return result;
}

void CPL_STDCALL count_failure(CPLErr level, CPLErrorNum, const char* message) {
  if (level == CE_Failure || level == CE_Fatal) GdalErrorLedger::instance().record(printable(message, 300));
}

void restrict_process() {
  umask(077);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  for (const char* name : unset_options) unsetenv(name);
  setenv("PROJ_NETWORK", "OFF", 1);
}

void register_drivers() {
  RegisterOGRGeoPackage();
  RegisterOGRGeoJSON();
  RegisterOGRShape();
  RegisterOGRFlatGeobuf();
  GDALRegister_GTiff();
  GDALRegister_MEM();
}

bool open_once() {
  restrict_process();
  register_drivers();  // reads a gdalrc file, if there is one; our options come after it
  for (const auto& [name, value] : safe_options) CPLSetConfigOption(name, value);
  for (const char* name : unset_options) CPLSetConfigOption(name, nullptr);
  OSRSetPROJEnableNetwork(0);
  deny_remote_files();
  CPLHTTPSetFetchCallback(refuse_fetch, nullptr);
  sqlite3_hard_heap_limit64(std::int64_t{4} << 30);
  GdalErrorLedger::instance();  // before the handler, so that it outlives GDAL's last message
  CPLSetErrorHandler(count_failure);
  return true;
}

}  // namespace

void open_gdal_sandbox() {
  [[maybe_unused]] static const bool opened = open_once();
}

void register_database_driver() {
  open_gdal_sandbox();
  if (RegisterOGRPG == nullptr)
    throw UsageError("this build of GDAL cannot read PostgreSQL; export the table to a file");
  RegisterOGRPG();
}

GdalErrors::GdalErrors() {
  open_gdal_sandbox();
  GdalErrorLedger& ledger = GdalErrorLedger::instance();
  const std::scoped_lock lock(ledger.mutex);
  ledger.open.push_back(this);
}

GdalErrors::~GdalErrors() {
  GdalErrorLedger& ledger = GdalErrorLedger::instance();
  const std::scoped_lock lock(ledger.mutex);
  std::erase(ledger.open, this);
}

void GdalErrors::reset() {
  const std::scoped_lock lock(GdalErrorLedger::instance().mutex);
  count_ = 0;
  messages_.clear();
}

std::int64_t GdalErrors::count() const {
  const std::scoped_lock lock(GdalErrorLedger::instance().mutex);
  return count_;
}

std::string GdalErrors::messages() const {
  const std::scoped_lock lock(GdalErrorLedger::instance().mutex);
  return fmt::format("{}", fmt::join(messages_, "; "));
}

GdalQuiet::GdalQuiet() {
  CPLPushErrorHandler(CPLQuietErrorHandler);
}
GdalQuiet::~GdalQuiet() {
  CPLPopErrorHandler();
}

std::string gdal_version() {
  return GDALVersionInfo("RELEASE_NAME");
}

}  // namespace vigie

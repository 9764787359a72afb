// What GDAL may not do any more once the sandbox is open.
#include "engine/io/gdal_sandbox.h"

#include "tests/io/sample_vectors.h"

#include <arpa/inet.h>
#include <cpl_http.h>
#include <cpl_vsi.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <memory>
#include <set>
#include <thread>

namespace vigie {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// A server of this machine that notices whether anybody called.
class Listener {
 public:
  Listener() : number_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");  // it never answers whoever gets through
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    bind(number_, reinterpret_cast<const sockaddr*>(&address), size);
    listen(number_, 8);
    getsockname(number_, reinterpret_cast<sockaddr*>(&address), &size);
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/zones.geojson";
  }
  ~Listener() { close(number_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  const std::string& url() const { return url_; }
  bool was_called() const {
    const int caller = accept(number_, nullptr, nullptr);
    if (caller >= 0) close(caller);
    return caller >= 0;
  }

 private:
  int number_;
  std::string url_;
};

TEST(GdalSandbox, knows_six_drivers_and_no_other) {
  open_gdal_sandbox();
  open_gdal_sandbox();
  std::set<std::string> names;
  GDALDriverManager& manager = *GetGDALDriverManager();
  for (int i = 0; i < manager.GetDriverCount(); ++i) names.insert(manager.GetDriver(i)->GetDescription());
  EXPECT_EQ(names, (std::set<std::string>{"ESRI Shapefile", "FlatGeobuf", "GPKG", "GTiff", "GeoJSON", "MEM"}));
}

TEST(GdalSandbox, opens_nothing_outside_this_machine) {
  open_gdal_sandbox();
  const Listener server;
  const GdalQuiet quiet;
  for (const std::string& path :
       {"/vsicurl/" + server.url(), "/vsicurl?url=" + server.url(), "/vsicurl_streaming/" + server.url(),
        "/vsizip//vsicurl/" + server.url(), "/vsigzip//vsicurl/" + server.url(),
        "/vsigzip//vsicurl?url=" + server.url(), "/vsisubfile/0_10,/vsicurl/" + server.url(),
        std::string("/vsis3/bucket/key"), std::string("/vsistdin/")}) {
    VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
    EXPECT_EQ(file, nullptr) << path;
    if (file) VSIFCloseL(file);
    VSIStatBufL status;
    EXPECT_NE(VSIStatL(path.c_str(), &status), 0) << path;
  }
  EXPECT_FALSE(server.was_called());
}

TEST(GdalSandbox, fetches_nothing_by_http) {
  const Listener server;
  GdalErrors errors;
  CPLHTTPResult* result = CPLHTTPFetch(server.url().c_str(), nullptr);
  EXPECT_TRUE(!result || result->pabyData == nullptr);
  CPLHTTPDestroyResult(result);
  EXPECT_FALSE(server.was_called());
  EXPECT_THAT(errors.messages(), HasSubstr("does not use the network"));
}

TEST(GdalSandbox, is_stronger_than_the_configuration) {
  open_gdal_sandbox();
  EXPECT_STREQ(CPLGetConfigOption("OGR_SQLITE_PRAGMA", ""), "trusted_schema=0,cell_size_check=1");
  EXPECT_STREQ(CPLGetConfigOption("GDAL_DRIVER_PATH", ""), "disable");
  EXPECT_EQ(CPLGetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", nullptr), nullptr);
  rlimit core{};
  getrlimit(RLIMIT_CORE, &core);
  EXPECT_EQ(core.rlim_cur, 0u);
}

TEST(GdalErrors, counts_failures_of_every_thread_and_no_warnings) {
  GdalErrors errors;
  EXPECT_THAT(errors.messages(), IsEmpty());
  CPLError(CE_Warning, CPLE_AppDefined, "a warning");
  CPLError(CE_Failure, CPLE_AppDefined, "first");
  std::thread([] { CPLError(CE_Failure, CPLE_AppDefined, "second\x1B[31m"); }).join();
  CPLError(CE_Failure, CPLE_AppDefined, "first");
  EXPECT_EQ(errors.count(), 3);
  EXPECT_EQ(errors.messages(), "first; second?[31m");
  errors.reset();
  EXPECT_EQ(errors.count(), 0);
  EXPECT_THAT(errors.messages(), IsEmpty());
}

TEST(GdalErrors, counts_from_its_own_beginning) {
  GdalErrors outer;
  CPLError(CE_Failure, CPLE_AppDefined, "before");
  GdalErrors inner;
  CPLError(CE_Failure, CPLE_AppDefined, "after");
  EXPECT_EQ(outer.count(), 2);
  EXPECT_EQ(inner.count(), 1);
  EXPECT_EQ(inner.messages(), "after");
}

TEST(GdalErrors, leaves_out_what_is_asked_quietly) {
  GdalErrors errors;
  {
    const GdalQuiet quiet;
    CPLError(CE_Failure, CPLE_AppDefined, "is there a file?");
  }
  EXPECT_EQ(errors.count(), 0);
  CPLError(CE_Failure, CPLE_AppDefined, "loud again");
  EXPECT_EQ(errors.count(), 1);
}

TEST(GdalVersion, is_a_number) {
  EXPECT_THAT(gdal_version(), testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+.*"));
}

}  // namespace
}  // namespace vigie

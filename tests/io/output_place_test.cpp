// Who may write where, and what becomes of the old file when something goes wrong.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <future>
#include <random>
#include <thread>

#include "engine/base/error.h"
#include "engine/io/sqlite_handle.h"
#include "engine/io/writer.h"
#include "tests/io/sample_city.h"
#include "tests/io/sample_vectors.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::sample_city;
using test::SampleFolder;
using test::write_file;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  return names;
}

template <class Expected>
std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Expected& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("another error: ") + error.what();
  }
  return "no error";
}

void claim(const std::string& path, const std::vector<std::string>& inputs = {}, OnBusy on_busy = OnBusy::fail) {
  const OutputPlace place(path, inputs, on_busy);
}

/// Runs `act` in a process of its own and gives its exit code, -1 if it was killed.
int in_child(const std::function<int()>& act) {
  const pid_t child = fork();
  if (child == 0) _exit(act());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int write_in_child(const std::string& path, const ResultSet& results) {
  try {
    OutputPlace place(path, {}, OnBusy::fail);
    write_geopackage(results, place);
    return 0;
  } catch (const Error& error) {
    return static_cast<int>(error.code());
  } catch (...) {
    return 99;
  }
}

/// Another program that has begun to edit a GeoPackage, as QGIS does: WAL mode and an open transaction.
class Editor {
 public:
  explicit Editor(const std::string& path) {
    int ready[2];
    EXPECT_EQ(pipe(ready), 0);
    process_ = fork();
    if (process_ == 0) {
      SqliteDatabase database(path, DatabaseAccess::read_write);
      database.execute("PRAGMA journal_mode=WAL; CREATE TABLE saved(x); BEGIN; INSERT INTO saved VALUES(1)");
      EXPECT_EQ(write(ready[1], "x", 1), 1);
      pause();
      _exit(0);
    }
    char sign = 0;
    EXPECT_EQ(read(ready[0], &sign, 1), 1);
    close(ready[0]);
    close(ready[1]);
  }
  ~Editor() { crash(); }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;

  /// Ends without closing its database: its side files stay.
  void crash() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  pid_t process_ = 0;
};

class OutputPlaceTest : public testing::Test {
 protected:
  void write_output() {
    OutputPlace place(out, {}, OnBusy::fail);
    write_geopackage(sample_city(5), place);
  }

  const SampleFolder folder;
  const std::string out = folder / "out.gpkg";
};

TEST_F(OutputPlaceTest, R119_RefusesAFolder) {
  fs::create_directory(out);
  EXPECT_THAT(message_of<CannotCreateError>([&] { claim(out); }), HasSubstr("is a folder"));
  EXPECT_THAT(message_of<CannotCreateError>([&] { claim(out + "/"); }), HasSubstr("is a folder"));
  EXPECT_THAT(message_of<CannotCreateError>([&] { claim(""); }), HasSubstr("is a folder"));
}

TEST_F(OutputPlaceTest, R120_RefusesAFolderThatIsNotThere) {
  EXPECT_THAT(message_of<CannotCreateError>([&] { claim(folder / "no/such/out.gpkg"); }),
              HasSubstr("no/such does not exist; create it first"));
  write_file(folder / "file", "");
  EXPECT_THROW(claim(folder / "file/out.gpkg"), CannotCreateError);
}

TEST_F(OutputPlaceTest, R120_RefusesAFolderThatMayNotBeWritten) {
  constexpr uid_t nobody = 65534;
  const auto folder_mode = [&](fs::perms mode) { fs::permissions(folder.path(), mode); };
  const auto try_as_nobody = [&] {
    return in_child([&] {
      if (geteuid() == 0 && setuid(nobody) != 0) return 98;  // root may write everywhere
      return write_in_child(out, sample_city(5));
    });
  };
  folder_mode(fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
  EXPECT_EQ(try_as_nobody(), static_cast<int>(ExitCode::cannot_create));
  folder_mode(fs::perms::none);
  EXPECT_EQ(try_as_nobody(), static_cast<int>(ExitCode::cannot_create));
  folder_mode(fs::perms::all);
  EXPECT_EQ(try_as_nobody(), 0);
}

TEST_F(OutputPlaceTest, R122_RefusesAnInputAlsoByHardLink) {
  write_file(folder / "input.gpkg", "precious");
  fs::create_hard_link(folder / "input.gpkg", out);
  EXPECT_THAT(message_of<CannotCreateError>([&] {
                claim(out, {folder / "other", folder / "input.gpkg"});
              }),
              HasSubstr("input.gpkg; choose another output"));
  EXPECT_EQ(read_file(out), "precious");
  EXPECT_NO_THROW(claim(out, {folder / "other"}));
}

TEST_F(OutputPlaceTest, R123_RefusesASymbolicLinkAlsoAsLockFile) {
  fs::create_symlink(folder / "elsewhere", out);
  EXPECT_THAT(message_of<CannotCreateError>([&] { claim(out); }), HasSubstr("is a symbolic link"));
  fs::create_symlink(folder / "elsewhere", folder / "b.gpkg.lock");
  EXPECT_THROW(claim(folder / "b.gpkg"), CannotCreateError);
  EXPECT_FALSE(fs::exists(folder / "elsewhere"));
}

TEST_F(OutputPlaceTest, R124_TheSecondRunIsToldThatTheFirstHoldsThePlace) {
  const OutputPlace first(out, {}, OnBusy::fail);
  EXPECT_THAT(message_of<BusyError>([&] { claim(out); }), HasSubstr("is being written by another run"));
  EXPECT_EQ(first.path(), out);
}

TEST_F(OutputPlaceTest, R124_WaitsUntilThePlaceIsFree) {
  auto first = std::make_unique<OutputPlace>(out, std::vector<std::string>{}, OnBusy::fail);
  auto second = std::async(std::launch::async, [&] { claim(out, {}, OnBusy::wait); });
  EXPECT_EQ(second.wait_for(std::chrono::milliseconds(250)), std::future_status::timeout);
  first.reset();
  EXPECT_NO_THROW(second.get());
}

TEST_F(OutputPlaceTest, R124_WritesBesideWhereAskedToAndOverwritesNobodysFile) {
  const OutputPlace first(out, {}, OnBusy::fail);
  OutputPlace second(out, {}, OnBusy::suffix);
  EXPECT_EQ(second.path(), folder / "out-2.gpkg");
  write_file(folder / "out-3.gpkg", "somebody's");
  OutputPlace third(out, {}, OnBusy::suffix);
  EXPECT_EQ(third.path(), folder / "out-4.gpkg");
  write_geopackage(sample_city(5), third);
  EXPECT_TRUE(fs::exists(folder / "out-4.gpkg"));
  EXPECT_EQ(read_file(folder / "out-3.gpkg"), "somebody's");
}

TEST_F(OutputPlaceTest, R125_SweepsWhatADeadRunLeftAndNothingElse) {
  for (const char* name :
       {"out.gpkg.tmp-123.gpkg", "out.gpkg.tmp-123.gpkg-journal", "out.gpkg.tmp-9-v.gpkg",
        "out.gpkg.tmp-77.gpkg.tmp_rtree_cells.db", "out.gpkg.tmp-mine", "out.gpkg.bak", "other.gpkg.tmp-1.gpkg"})
    write_file(folder / name, "x");
  fs::create_directory(folder / "out.gpkg.tmp-5");
  claim(out);
  EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre("out.gpkg.lock", "out.gpkg.tmp-mine", "out.gpkg.bak",
                                                            "other.gpkg.tmp-1.gpkg", "out.gpkg.tmp-5"));
}

TEST_F(OutputPlaceTest, R128_TakesNamesWithSpacesPercentAndNewlines) {
  const std::string odd = folder / "a b%s\n'c\".gpkg";
  OutputPlace place(odd, {}, OnBusy::fail);
  write_geopackage(sample_city(5), place);
  EXPECT_TRUE(fs::exists(odd));
}

TEST_F(OutputPlaceTest, KnowsThatAnotherProgramEdits) {
  write_output();
  {
    const Editor analyst(out);
    EXPECT_THAT(message_of<BusyError>([&] { claim(out); }), HasSubstr("is open for editing in another program"));
    const OutputPlace beside(out, {}, OnBusy::suffix);
    EXPECT_EQ(beside.path(), folder / "out-2.gpkg");
  }
}

TEST_F(OutputPlaceTest, NoticesAnEditThatBeganDuringTheRun) {
  write_output();
  OutputPlace place(out, {}, OnBusy::fail);
  OutputPlace patient(folder / "b.gpkg", {}, OnBusy::suffix);
  write_geopackage(sample_city(5), patient);
  {
    const Editor analyst(out);
    EXPECT_THAT(message_of<BusyError>([&] { write_geopackage(sample_city(6), place); }), HasSubstr("meanwhile"));
    const Editor other(folder / "b.gpkg");
    write_geopackage(sample_city(6), patient);
    EXPECT_EQ(patient.path(), folder / "b-2.gpkg");
  }
  EXPECT_EQ(SqliteDatabase(out, DatabaseAccess::read_only).integer("SELECT count(*) FROM cells"), 25);
  EXPECT_EQ(SqliteDatabase(folder / "b-2.gpkg", DatabaseAccess::read_only).integer("SELECT count(*) FROM cells"), 36);
}

// SQLite would replay the old log into the new file ("database disk image is malformed").
TEST_F(OutputPlaceTest, R97_ClearsAStaleLogBeforeTheNewFileTakesItsPlace) {
  write_output();
  Editor(out).crash();
  ASSERT_TRUE(fs::exists(out + "-wal"));
  OutputPlace place(out, {}, OnBusy::fail);
  write_geopackage(sample_city(6), place);
  EXPECT_FALSE(fs::exists(out + "-wal"));
  const SqliteDatabase fresh(out, DatabaseAccess::read_only);
  EXPECT_EQ(fresh.integer("SELECT count(*) FROM cells"), 36);
  EXPECT_EQ(fresh.text("PRAGMA integrity_check"), "ok");
}

TEST_F(OutputPlaceTest, ClaimingAndGivingUpLeavesTheOldFileAsItWas) {
  write_output();
  Editor(out).crash();
  const std::string before = read_file(out), log = read_file(out + "-wal");
  claim(out);
  EXPECT_EQ(read_file(out), before);
  EXPECT_EQ(read_file(out + "-wal"), log);
}

// A disk that is full after N bytes, for many N: through GDAL's tables, rasters, rows, indexes and VACUUM INTO.
TEST_F(OutputPlaceTest, R121_AFullDiskLeavesTheOldFileAndNoDraft) {
  write_output();
  const std::string before = read_file(out);
  const ResultSet results = sample_city(12);
  int failed = 0, written = 0;
  for (rlim_t limit = 0; written == 0 && limit < 2'000'000; limit += limit < 4096 ? 1000 : 20'480) {
    const int code = in_child([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit bytes{limit, limit};
      setrlimit(RLIMIT_FSIZE, &bytes);
      return write_in_child(out, results);
    });
    if (code == 0) {
      ++written;
      EXPECT_EQ(SqliteDatabase(out, DatabaseAccess::read_only).integer("SELECT count(*) FROM cells"), 144);
    } else {
      ++failed;
      EXPECT_EQ(code, static_cast<int>(ExitCode::io)) << limit;
      EXPECT_EQ(read_file(out), before) << limit;
    }
    EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre("out.gpkg", "out.gpkg.lock")) << limit;
  }
  EXPECT_GT(failed, 10);
  EXPECT_EQ(written, 1);
}

TEST_F(OutputPlaceTest, R125_AKillAtAnyTimeLeavesAWholeFile) {
  const auto before = std::chrono::steady_clock::now();
  write_output();
  const auto one_write =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before);
  const std::string small = read_file(out);
  const ResultSet larger = sample_city(14), smaller = sample_city(5);
  std::mt19937_64 random(3);
  std::string large;
  int seen_small = 0, seen_large = 0;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  for (int round = 0; round < 60 && std::chrono::steady_clock::now() < deadline; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      for (;;) {
        write_in_child(out, larger);
        write_in_child(out, smaller);
      }
    }
    // In turn too short for a whole write, and long enough for either file to be the last one written, whatever the
    // speed of the machine.
    const auto longest = static_cast<std::uint64_t>(round % 2 == 0 ? one_write.count() / 4 : 8 * one_write.count());
    std::this_thread::sleep_for(std::chrono::microseconds(random() % (longest + 1)));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const std::string now = read_file(out);
    if (now == small) {
      ++seen_small;
      continue;
    }
    ++seen_large;
    if (large.empty()) {
      const SqliteDatabase file(out, DatabaseAccess::read_only);
      ASSERT_EQ(file.text("PRAGMA integrity_check"), "ok");
      ASSERT_EQ(file.integer("SELECT count(*) FROM cells"), 196);
      large = now;
    }
    ASSERT_EQ(now, large) << "neither the old file nor the new one";
  }
  EXPECT_GT(seen_small, 0);
  claim(out);
  EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre("out.gpkg", "out.gpkg.lock"));
  RecordProperty("small", seen_small);
  RecordProperty("large", seen_large);
}

}  // namespace
}  // namespace vigie

// Whole or not at all, and nothing left over.
#include "engine/io/small_file.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "engine/base/error.h"
#include "tests/io/sample_vectors.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

TEST(SmallFile, IsReplacedWhole) {
  const test::SampleFolder folder;
  const std::string path = folder / "vigie.prom";
  EXPECT_EQ(small_file_text(path), "");
  replace_small_file(path, "first\n");
  replace_small_file(path, "second\n");
  EXPECT_EQ(small_file_text(path), "second\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  EXPECT_EQ(fs::status(path).permissions() & fs::perms::others_read, fs::perms::others_read);
}

TEST(SmallFile, SweepsWhatTheDeadLeft) {
  const test::SampleFolder folder;
  for (const char* name : {"vigie.prom.999999999", "vigie.prom.1", "vigie.prom.bak", "vigie.prom."})
    test::write_file(folder / name, "x");
  replace_small_file(folder / "vigie.prom", "text");
  EXPECT_FALSE(fs::exists(folder / "vigie.prom.999999999"));
  for (const char* name : {"vigie.prom.1", "vigie.prom.bak", "vigie.prom."})
    EXPECT_TRUE(fs::exists(folder / name)) << name;
}

TEST(SmallFile, FailsWithoutTrace) {
  const test::SampleFolder folder;
  EXPECT_THROW(replace_small_file(folder / "no/such.prom", "text"), CannotCreateError);
  fs::create_directory(folder / "a.prom");
  EXPECT_THROW(replace_small_file(folder / "a.prom", "text"), IoError);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace vigie

// docs/validation.md is what the command writes.
#include "tests/validation/page.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace vigie::validation {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Page, IsWhatTheCommandWrites) {
  std::ifstream file(std::string(VIGIE_SOURCE_DIR) + "/docs/validation.md", std::ios::binary);
  ASSERT_TRUE(file) << "docs/validation.md is missing: run tests/validation/run";
  std::ostringstream stored;
  stored << file.rdbuf();
  const std::vector<std::string> on_disk = lines_of(stored.str()), written = lines_of(page());
  for (std::size_t i = 0; i < std::min(on_disk.size(), written.size()); ++i)
    ASSERT_EQ(on_disk[i], written[i]) << "line " << i + 1 << " is stale: run tests/validation/run";
  EXPECT_EQ(on_disk.size(), written.size()) << "run tests/validation/run";
}

}  // namespace
}  // namespace vigie::validation

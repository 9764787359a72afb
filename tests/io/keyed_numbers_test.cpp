// Numbers by a secret: those that Python's hmac gives, and no secret that is easy to guess.
#include "engine/io/keyed_numbers.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/error.h"

namespace vigie {
namespace {

std::string file_with(const std::string& text) {
  const std::string path = testing::TempDir() + "mask_" + std::to_string(std::hash<std::string>{}(text)) + ".key";
  std::ofstream(path) << text;
  return path;
}

// Python 3.11.7: hmac.new(b"0123456789abcdef0123456789abcdef", b"donut 16 1 2 0", "sha256"), 53 bits of each of the
// first two words of 64; and the first eight digits for b"check".
TEST(SecretKey, GivesTheNumbersOfHmacSha256) {
  const SecretKey key(file_with("0123456789abcdef0123456789abcdef\n"));
  const auto [first, second] = key.uniform("donut 16 1 2 0");
  EXPECT_DOUBLE_EQ(first, 0.0077056140853744015);
  EXPECT_DOUBLE_EQ(second, 0.28876677024924524);
  EXPECT_EQ(key.check(), "fc565083");
}

TEST(SecretKey, RefusesWhatIsEasyToGuess) {
  EXPECT_THROW(SecretKey(file_with("secret")), UsageError);
  EXPECT_THROW(SecretKey(file_with(std::string(64, 'a'))), UsageError);
  EXPECT_THROW(SecretKey(file_with("")), NoInputError);
  EXPECT_THROW(SecretKey(testing::TempDir() + "no such file"), NoInputError);
}

}  // namespace
}  // namespace vigie

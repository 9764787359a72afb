// Few voices and many.
#include "engine/statistics/voices.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace vigie {
namespace {

Voices of(const std::vector<std::int32_t>& keys) {
  return voices(keys);
}

TEST(Voices, AreAsManyAsThereAreIfAllSayTheSame) {
  const Voices eight = of({1, 2, 3, 4, 5, 6, 7, 8});
  EXPECT_NEAR(eight.effective, 8, 1e-12);
  EXPECT_NEAR(eight.largest, 0.125, 1e-15);
  EXPECT_FALSE(eight.one_voice());
}

TEST(Voices, AreFewWhereOneSaysMost) {
  std::vector<std::int32_t> keys(70, 1);
  for (std::int32_t key = 2; key < 32; ++key) keys.push_back(key);
  const Voices one = of(keys);
  EXPECT_NEAR(one.effective, 1 / (0.7 * 0.7 + 30 * 0.0001), 1e-12);
  EXPECT_NEAR(one.largest, 0.7, 1e-15);
  EXPECT_TRUE(one.one_voice());
  // 31 reporters: a tenth are 3.1 of them, 70 + 2.1 reports.
  EXPECT_NEAR(one.top_tenth, 0.721, 1e-12);
}

TEST(Voices, CountReportsWithoutKeyAsReportersOfTheirOwn) {
  const Voices some = of({1, 1, 1, -1, -1});
  EXPECT_EQ(some.reporters, 3);
  EXPECT_NEAR(some.effective, 25.0 / (9 + 1 + 1), 1e-12);
  EXPECT_TRUE(std::isnan(of({1, -1, -1}).effective)) << "under half of them have a key";
  EXPECT_FALSE(of({1, -1, -1}).one_voice());
  EXPECT_TRUE(std::isnan(of({}).effective));
  EXPECT_TRUE(std::isnan(some.top_tenth)) << "fewer than 20 reporters";
}

// Doubling every report changes no share.
TEST(Voices, DoNotGrowWhenEveryReportCountsTwice) {
  EXPECT_NEAR(of({1, 1, 2, 3, 1, 1, 2, 3}).effective, of({1, 1, 2, 3}).effective, 1e-12);
}

}  // namespace
}  // namespace vigie

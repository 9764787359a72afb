// Rows left out of columns, against a copy made row by row.
#include "engine/data/leave_out.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/base/large_array.h"
#include "engine/base/parallel.h"

namespace vigie {
namespace {

TEST(LeaveOut, KeepsTheOthersInOrder) {
  std::mt19937_64 dice(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> values, kept;
    std::vector<std::uint8_t> keep;
    for (std::size_t i = dice() % 40; i > 0; --i) {
      values.push_back(std::to_string(dice()));
      keep.push_back(dice() % static_cast<std::uint64_t>(2 + round % 7) != 0 ? 1 : 0);
      if (keep.back() != 0) kept.push_back(values.back());
    }
    leave_out(values, rows_not_kept(keep));
    EXPECT_EQ(values, kept) << round;
  }
}

TEST(LeaveOut, OfNothingAndOfEverything) {
  std::vector<int> values{1, 2, 3};
  leave_out(values, {});
  EXPECT_EQ(values, (std::vector<int>{1, 2, 3}));
  leave_out(values, std::vector<std::size_t>{0, 1, 2});
  EXPECT_TRUE(values.empty());
}

TEST(FilledVector, IsAsAnyOtherForAnyThreads) {
  for (const int count : {1, 3}) {
    set_threads(count);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5'000'011}})
      EXPECT_EQ(filled_vector<std::int32_t>(size, -7), std::vector<std::int32_t>(size, -7));
  }
  set_threads(0);
}

}  // namespace
}  // namespace vigie

// Runs against a plain list of the same rows.
#include "engine/data/row_runs.h"

#include <gtest/gtest.h>

#include <random>

#include "engine/data/leave_out.h"

namespace vigie {
namespace {

RowRuns runs_of(const std::vector<std::int64_t>& rows) {
  RowRuns runs;
  for (const std::int64_t row : rows) runs.push_back(row);
  return runs;
}

// Mostly one after the other, with gaps and steps back.
std::vector<std::int64_t> some_rows(std::mt19937_64& dice) {
  std::vector<std::int64_t> rows;
  std::int64_t row = 1;
  for (std::size_t i = dice() % 300; i > 0; --i) {
    rows.push_back(row);
    row += dice() % 8 == 0 ? static_cast<std::int64_t>(dice() % 40) - 20 : 1;
  }
  return rows;
}

TEST(RowRuns, AreTheRowsThatWereAdded) {
  std::mt19937_64 dice(1);
  for (int round = 0; round < 200; ++round) {
    const std::vector<std::int64_t> rows = some_rows(dice);
    const RowRuns runs = runs_of(rows);
    ASSERT_EQ(runs.size(), rows.size());
    EXPECT_EQ(runs.all(), rows);
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(runs[i], rows[i]);
    RowRuns again;
    for (const RowRuns::Run& run : runs.runs()) again.add(run);
    EXPECT_EQ(again, runs);
  }
}

TEST(RowRuns, TakeRowsBehindTheirOwn) {
  std::mt19937_64 dice(2);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> rows = some_rows(dice);
    const std::vector<std::int64_t> part = some_rows(dice);
    RowRuns runs = runs_of(rows);
    runs.append(runs_of(part), 7);
    for (const std::int64_t row : part) rows.push_back(row + 7);
    EXPECT_EQ(runs, runs_of(rows));
    EXPECT_EQ(runs.all(), rows);
  }
}

TEST(RowRuns, KeepWhatIsKept) {
  std::mt19937_64 dice(3);
  for (int round = 0; round < 200; ++round) {
    const std::vector<std::int64_t> rows = some_rows(dice);
    RowRuns runs = runs_of(rows);
    std::vector<std::uint8_t> keep;
    std::vector<std::int64_t> kept;
    for (const std::int64_t row : rows) {
      keep.push_back(dice() % static_cast<std::uint64_t>(2 + round % 9) != 0 ? 1 : 0);
      if (keep.back() != 0) kept.push_back(row);
    }
    runs.leave_out(rows_not_kept(keep));
    EXPECT_EQ(runs, runs_of(kept));
    EXPECT_EQ(runs.all(), kept);
  }
}

TEST(RowRuns, ThatFollowEachOtherAreOne) {
  RowRuns runs;
  for (std::int64_t row = 5; row < 1005; ++row) runs.push_back(row);
  ASSERT_EQ(runs.runs().size(), 1U);
  EXPECT_EQ(runs.runs().front(), (RowRuns::Run{5, 1000}));
  runs.clear();
  EXPECT_TRUE(runs.empty());
  EXPECT_TRUE(runs.runs().empty());
}

}  // namespace
}  // namespace vigie

// Every index once, the same chunks for any number of threads, the first failure, and a stop.
#include "engine/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <vector>

#include "engine/base/error.h"
#include "tests/base/chosen_threads.h"

namespace vigie {
namespace {

TEST(ParallelChunks, EveryIndexOnce) {
  for (int count : {1, 2, 7}) {
    const ChosenThreads threads(count);
    std::vector<std::atomic<int>> seen(1003);
    parallel_chunks(seen.size(), 10, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++seen[i];
    });
    for (const std::atomic<int>& times : seen) ASSERT_EQ(times, 1);
  }
}

TEST(ParallelChunks, BordersDependOnTheChunkAlone) {
  const auto borders = [](int count) {
    const ChosenThreads threads(count);
    std::mutex mutex;
    std::set<std::pair<std::size_t, std::size_t>> found;
    parallel_chunks(25, 10, [&](std::size_t begin, std::size_t end) {
      const std::lock_guard lock(mutex);
      found.emplace(begin, end);
    });
    return found;
  };
  const std::set<std::pair<std::size_t, std::size_t>> expected{{0, 10}, {10, 20}, {20, 25}};
  EXPECT_EQ(borders(1), expected);
  EXPECT_EQ(borders(5), expected);
}

TEST(ParallelChunks, NothingToDoCallsNothing) {
  parallel_chunks(0, 10, [](std::size_t, std::size_t) { FAIL(); });
}

TEST(ParallelChunks, TheLowestFailureIsThrown) {
  for (int count : {1, 4}) {
    const ChosenThreads threads(count);
    try {
      parallel_chunks(1000, 1, [](std::size_t begin, std::size_t) {
        if (begin >= 17) throw DataError("chunk " + std::to_string(begin));
      });
      FAIL() << "no failure arrived";
    } catch (const DataError& error) {
      EXPECT_STREQ(error.what(), "chunk 17");
    }
  }
}

TEST(Threads, AreOnePerProcessorUnlessChosen) {
  EXPECT_GE(threads(), 1);
  const ChosenThreads chosen(3);
  EXPECT_EQ(threads(), 3);
}

// A stop cannot be taken back, so that it is asked for in a process of its own.
TEST(StopDeathTest, EndsTheLoopAtItsNextChunk) {
  const auto run = [] {
    int chunks = 0;
    set_threads(1);
    try {
      parallel_chunks(100, 10, [&](std::size_t, std::size_t) {
        if (++chunks == 3) request_stop();
      });
    } catch (const Interrupted&) {
      std::exit(stop_requested() && chunks == 3 ? 42 : 1);
    }
    std::exit(2);
  };
  EXPECT_EXIT(run(), testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace vigie

// The result, the failure, and an end soon after nobody waits for it any more.
#include "engine/base/background.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "engine/base/error.h"
#include "tests/base/chosen_threads.h"

namespace vigie {
namespace {

TEST(Background, GivesItsResult) {
  for (const int count : {1, 4}) {
    const ChosenThreads threads(count);
    Background<std::string> work([] { return std::string("read"); });
    EXPECT_EQ(work.get(), "read");
  }
}

TEST(Background, WorksBesideItsCaller) {
  const ChosenThreads threads(2);
  std::promise<void> begun;
  Background<int> work([&] {
    begun.set_value();
    return 7;
  });
  ASSERT_EQ(begun.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
  EXPECT_EQ(work.get(), 7);
}

TEST(Background, WithOneThreadWaitsToBeAsked) {
  const ChosenThreads threads(1);
  bool begun = false;
  Background<int> work([&] {
    begun = true;
    return 7;
  });
  EXPECT_FALSE(begun);
  EXPECT_EQ(work.get(), 7);
  EXPECT_TRUE(begun);
}

TEST(Background, ThrowsWhatTheWorkThrew) {
  for (const int count : {1, 4}) {
    const ChosenThreads threads(count);
    Background<int> work([]() -> int { throw DataError("no such column"); });
    try {
      work.get();
      FAIL() << "no failure arrived";
    } catch (const DataError& error) {
      EXPECT_STREQ(error.what(), "no such column");
    }
  }
}

// A loop within a loop runs in other threads, and ends, too.
TEST(Background, EndsAtTheNextChunkWhereNobodyAsks) {
  const ChosenThreads threads(3);
  constexpr std::size_t many = 1'000'000'000;  // would take days
  std::atomic<std::size_t> chunks{0};
  std::promise<void> begun;
  {
    const Background<int> work([&] {
      begun.set_value();
      parallel_chunks(many, 1, [&](std::size_t, std::size_t) {
        parallel_chunks(many, 1, [&](std::size_t, std::size_t) {
          ++chunks;
          std::this_thread::sleep_for(std::chrono::milliseconds(1));
        });
      });
      return 0;
    });
    begun.get_future().wait();
    while (chunks < 10) std::this_thread::yield();
  }
  const std::size_t ended = chunks;
  EXPECT_LT(ended, many);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(chunks, ended) << "a thread goes on";
  parallel_chunks(3, 1, [&](std::size_t, std::size_t) { ++chunks; });
  EXPECT_EQ(chunks, ended + 3) << "loops of others are no part of it";
}

}  // namespace
}  // namespace vigie

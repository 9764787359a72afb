// Branch and bound against every choice tried out.
#include "engine/solver/integer_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/base/error.h"

namespace vigie {
namespace {

IntegerProgram knapsack(std::uint32_t seed, std::size_t things) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> number(5, 60);
  IntegerProgram program;
  for (int row = 0; row < 3; ++row) {
    std::vector<std::int32_t> columns;
    std::vector<double> factors;
    double sum = 0;
    for (std::size_t j = 0; j < things; ++j) {
      columns.push_back(static_cast<std::int32_t>(j));
      factors.push_back(number(random));
      sum += factors.back();
    }
    program.add_row(columns, factors, sum / 3);
  }
  for (std::size_t j = 0; j < things; ++j) {
    program.gain.push_back(number(random));
    program.whole.push_back(1);
  }
  return program;
}

bool is_allowed(const IntegerProgram& program, const std::vector<double>& x) {
  for (std::size_t row = 0; row < program.upper.size(); ++row) {
    double sum = 0;
    for (std::size_t e = program.start[row]; e < program.start[row + 1]; ++e)
      sum += program.factor[e] * x[static_cast<std::size_t>(program.column[e])];
    if (sum > program.upper[row] + 1e-6) return false;
  }
  return true;
}

double gain_of(const IntegerProgram& program, const std::vector<double>& x) {
  double sum = 0;
  for (std::size_t j = 0; j < x.size(); ++j) sum += program.gain[j] * x[j];
  return sum;
}

TEST(IntegerProgram, EqualsEveryChoiceTriedOut) {
  for (std::uint32_t seed = 1; seed <= 25; ++seed) {
    const IntegerProgram program = knapsack(seed, 12);
    double best = 0;
    for (unsigned bits = 0; bits < 1U << 12; ++bits) {
      std::vector<double> x;
      for (unsigned j = 0; j < 12; ++j) x.push_back(bits >> j & 1U);
      if (is_allowed(program, x)) best = std::max(best, gain_of(program, x));
    }
    const IntegerSolution solution = maximize(program, std::vector<double>(12, 0), 10'000);
    EXPECT_TRUE(solution.optimal);
    EXPECT_TRUE(is_allowed(program, solution.values));
    EXPECT_NEAR(gain_of(program, solution.values), best, 1e-6) << seed;
    EXPECT_NEAR(solution.bound, best, 1e-6) << seed;
  }
}

TEST(IntegerProgram, StopsAtItsNodesWithABound) {
  const IntegerProgram program = knapsack(3, 60);
  const IntegerSolution few = maximize(program, std::vector<double>(60, 0), 1);
  const IntegerSolution many = maximize(program, std::vector<double>(60, 0), 100'000);
  EXPECT_TRUE(is_allowed(program, few.values));
  EXPECT_TRUE(many.optimal);
  EXPECT_GE(few.bound, gain_of(program, many.values) - 1e-6);
  EXPECT_LE(gain_of(program, few.values), gain_of(program, many.values) + 1e-6);
  const IntegerSolution again = maximize(program, std::vector<double>(60, 0), 1);
  EXPECT_EQ(few.values, again.values);
  EXPECT_EQ(few.bound, again.bound);
}

TEST(IntegerProgram, KeepsTheKnownChoiceWhereNothingIsBetter) {
  IntegerProgram program;
  program.gain = {1, 1};
  program.whole = {1, 1};
  program.add_row({0, 1}, {1, 1}, 1);
  const IntegerSolution solution = maximize(program, {0, 1}, 100);
  EXPECT_EQ(solution.values, (std::vector<double>{0, 1}));
  EXPECT_NEAR(solution.bound, 1, 1e-9);
  EXPECT_TRUE(solution.optimal);
  EXPECT_TRUE(maximize({}, {}, 1).optimal);
}

}  // namespace
}  // namespace vigie

// Table, transform and saddlepoint against every subset of small populations, and against each other on large ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/base/parallel.h"
#include "engine/statistics/permutation_table.h"
#include "engine/statistics/permutation_transform.h"
#include "engine/statistics/saddlepoint.h"
#include "tests/statistics/enumeration.h"

namespace vigie {
namespace {

using test::enumerated;
using test::without_one;

// Distinct values with zeros, ties, a gap and a heavy one; multiples of 3 above 2, so that the lattice is not trivial.
const std::vector<double> small{2, 2, 2, 5, 5, 8, 11, 11, 11, 14, 29, 62};

// All questions about up to half of the values: any number drawn, any sum that can occur.
struct Asked {
  std::vector<DrawQuestion> questions;
  std::vector<Tails> truth;
};

Asked all_total_questions(const ValueLattice& lattice, const std::vector<double>& values) {
  Asked asked;
  for (std::int64_t drawn = 1; 2 * drawn <= lattice.size; ++drawn) {
    for (std::int64_t sum = 0; sum <= lattice.total; ++sum) {
      const double value = static_cast<double>(sum * lattice.span + drawn * lattice.origin);
      const Tails truth = enumerated(values, static_cast<std::size_t>(drawn), value);
      if (truth.upper + truth.lower <= 1) continue;  // no subset has this sum
      asked.questions.push_back({nobody, drawn, sum});
      asked.truth.push_back(truth);
    }
  }
  return asked;
}

Asked all_conditional_questions(const ValueLattice& lattice, const std::vector<double>& values) {
  Asked asked;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::vector<double> others = without_one(values, i);
    const std::size_t own = lattice.index_of((static_cast<std::int64_t>(values[i]) - lattice.origin) / lattice.span);
    for (std::int64_t drawn : {1, 2, 4, 5}) {
      for (std::int64_t sum = 0; sum <= lattice.total; sum += 1 + drawn / 4) {
        const double value = static_cast<double>(sum * lattice.span + drawn * lattice.origin);
        const Tails truth = enumerated(others, static_cast<std::size_t>(drawn), value);
        if (truth.upper + truth.lower <= 1) continue;
        asked.questions.push_back({own, drawn, sum});
        asked.truth.push_back(truth);
      }
    }
  }
  return asked;
}

void expect_relative(const std::vector<Tails>& answers, const std::vector<Tails>& truth, double tolerance) {
  ASSERT_EQ(answers.size(), truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    EXPECT_NEAR(answers[i].upper / truth[i].upper, 1, tolerance) << "question " << i;
    EXPECT_NEAR(answers[i].lower / truth[i].lower, 1, tolerance) << "question " << i;
  }
}

void expect_absolute(const std::vector<Tails>& answers, const std::vector<Tails>& truth, double tolerance) {
  ASSERT_EQ(answers.size(), truth.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    EXPECT_NEAR(answers[i].upper, truth[i].upper, tolerance) << "question " << i;
    EXPECT_NEAR(answers[i].lower, truth[i].lower, tolerance) << "question " << i;
  }
}

TEST(ValueLattice, StartsAtZeroInUnitSteps) {
  const ValueLattice lattice = *lattice_of(small);
  EXPECT_THAT(lattice.value, testing::ElementsAre(0, 1, 2, 3, 4, 9, 20));
  EXPECT_THAT(lattice.copies, testing::ElementsAre(3, 2, 1, 3, 1, 1, 1));
  EXPECT_EQ(lattice.origin, 2);
  EXPECT_EQ(lattice.span, 3);
  EXPECT_EQ(lattice.size, 12);
  EXPECT_EQ(lattice.total, 2 + 2 + 9 + 4 + 9 + 20);
  EXPECT_THAT(extreme_sums(lattice, 4).smallest, testing::ElementsAre(0, 0, 0, 0, 1));
  EXPECT_THAT(extreme_sums(lattice, 4).largest, testing::ElementsAre(0, 20, 29, 33, 36));
}

TEST(ValueLattice, NeedsWholeNumbersWithExactSums) {
  EXPECT_FALSE(lattice_of(std::vector<double>{1, 2.5}));
  EXPECT_FALSE(lattice_of(std::vector<double>{1, 8e15, 8e15}));
  EXPECT_TRUE(lattice_of(std::vector<double>{-4, 0, 1e12}));
}

TEST(PermutationTable, EqualsEnumerationForTheTotalNull) {
  const ValueLattice lattice = *lattice_of(small);
  const Asked asked = all_total_questions(lattice, small);
  ASSERT_GT(asked.questions.size(), 100U);
  expect_relative(tails_by_table(lattice, asked.questions), asked.truth, 1e-13);
}

TEST(PermutationTable, EqualsEnumerationForTheConditionalNull) {
  const ValueLattice lattice = *lattice_of(small);
  const Asked asked = all_conditional_questions(lattice, small);
  ASSERT_GT(asked.questions.size(), 500U);
  expect_relative(tails_by_table(lattice, asked.questions), asked.truth, 1e-13);
}

TEST(PermutationTransform, EqualsEnumerationForTheTotalNull) {
  const ValueLattice lattice = *lattice_of(small);
  const Asked asked = all_total_questions(lattice, small);
  expect_absolute(*tails_by_transform(lattice, asked.questions), asked.truth, 1e-13);
}

TEST(PermutationTransform, EqualsEnumerationForTheConditionalNull) {
  const ValueLattice lattice = *lattice_of(small);
  const Asked asked = all_conditional_questions(lattice, small);
  expect_absolute(*tails_by_transform(lattice, asked.questions), asked.truth, 1e-13);
}

// Far tails keep relative accuracy: the 8 ones among 50000 values are all drawn with probability 1 / C(50000, 8).
TEST(PermutationTable, FarTailsAreExact) {
  std::vector<double> values(50000, 0);
  double ways = 1;
  for (int i = 0; i < 8; ++i) {
    values[static_cast<std::size_t>(i) * 100] = 1;
    ways *= (50000.0 - i) / (i + 1);
  }
  const ValueLattice lattice = *lattice_of(values);
  const Tails tails = tails_by_table(lattice, std::vector<DrawQuestion>{{nobody, 8, 8}})[0];
  EXPECT_NEAR(tails.upper * ways, 1, 1e-12);
  EXPECT_EQ(tails.lower, 1);
}

std::vector<double> skewed_counts(std::size_t n, std::mt19937_64& random) {
  std::vector<double> values(n);
  for (double& v : values) {
    const double mean = std::lognormal_distribution<double>(0, 1.2)(random);
    v = static_cast<double>(std::poisson_distribution<int>(mean)(random));
  }
  return values;
}

// Mean and variance of the sum follow from those of the population: k m and k s^2 (N-k)/(N-1).
TEST(PermutationTable, HasTheMomentsOfSamplingWithoutReplacement) {
  std::mt19937_64 random(3);
  const ValueLattice lattice = *lattice_of(skewed_counts(300, random));
  const std::int64_t drawn = 9;
  const std::int64_t most = extreme_sums(lattice, drawn).largest.back();
  std::vector<DrawQuestion> questions;
  for (std::int64_t sum = 0; sum <= most; ++sum) questions.push_back({nobody, drawn, sum});
  const std::vector<Tails> tails = tails_by_table(lattice, questions);
  double mean = 0, second = 0;
  for (std::size_t s = 0; s < tails.size(); ++s) {
    const double p = tails[s].upper - (s + 1 < tails.size() ? tails[s + 1].upper : 0);
    mean += p * static_cast<double>(s);
    second += p * static_cast<double>(s) * static_cast<double>(s);
  }
  const double n = 300, k = 9, m = static_cast<double>(lattice.total) / n;
  double variance = 0;
  for (std::size_t i = 0; i < lattice.value.size(); ++i)
    variance += static_cast<double>(lattice.copies[i]) / n * std::pow(static_cast<double>(lattice.value[i]) - m, 2);
  EXPECT_NEAR(mean, k * m, 1e-10);
  EXPECT_NEAR(second - mean * mean, k * variance * (n - k) / (n - 1), 1e-9);
}

struct Sizes {
  std::size_t n;
  std::int64_t drawn;
};

class TableAndTransform : public testing::TestWithParam<Sizes> {};

TEST_P(TableAndTransform, AgreeUnderBothNulls) {
  std::mt19937_64 random(GetParam().n);
  const ValueLattice lattice = *lattice_of(skewed_counts(GetParam().n, random));
  std::vector<DrawQuestion> total, conditional;
  const std::int64_t most = extreme_sums(lattice, GetParam().drawn).largest.back();
  for (std::int64_t sum = 1; sum < most; sum += 1 + most / 60) {
    total.push_back({nobody, GetParam().drawn, sum});
    conditional.push_back({static_cast<std::size_t>(sum) % lattice.value.size(), GetParam().drawn - sum % 2, sum});
  }
  expect_absolute(*tails_by_transform(lattice, total), tails_by_table(lattice, total), 1e-13);
  expect_absolute(*tails_by_transform(lattice, conditional), tails_by_table(lattice, conditional), 1e-13);
}

INSTANTIATE_TEST_SUITE_P(Populations, TableAndTransform,
                         testing::Values(Sizes{60, 4}, Sizes{60, 29}, Sizes{200, 12}, Sizes{200, 99}, Sizes{2000, 48}));

// Sums at the end of the range are counted, the others are within a few percent even for twelve values.
TEST(Saddlepoint, CountsTheEndsOfTheRange) {
  const ValueLattice lattice = *lattice_of(small);
  const Asked asked = all_total_questions(lattice, small);
  for (std::size_t i = 0; i < asked.questions.size(); ++i) {
    const DrawQuestion& q = asked.questions[i];
    const ExtremeSums extremes = extreme_sums(lattice, q.drawn);
    const std::optional<Tails> tails = saddlepoint_tails(lattice, q.drawn, q.sum);
    if (q.sum == extremes.largest.back()) {
      EXPECT_NEAR(tails->upper / asked.truth[i].upper, 1, 1e-13);
      EXPECT_EQ(tails->lower, 1);
    }
    if (q.sum == extremes.smallest.back()) {
      EXPECT_NEAR(tails->lower / asked.truth[i].lower, 1, 1e-13);
      EXPECT_EQ(tails->upper, 1);
    }
  }
}

// A harsh population: where the normal p is orders off, the saddlepoint is 2 to 12 percent off in the tails.
TEST(Saddlepoint, FollowsTheTailsOfSkewedCounts) {
  std::mt19937_64 random(5);
  const ValueLattice lattice = *lattice_of(skewed_counts(20000, random));
  int far = 0;
  for (std::int64_t sum = 1; sum <= 300; sum += 3) {
    const Tails exact = tails_by_table(lattice, std::vector<DrawQuestion>{{nobody, 9, sum}})[0];
    const std::optional<Tails> tails = saddlepoint_tails(lattice, 9, sum);
    ASSERT_TRUE(tails) << sum;
    EXPECT_NEAR(tails->upper / exact.upper, 1, exact.upper < 0.01 ? 0.12 : 0.25) << "sum " << sum;
    EXPECT_NEAR(tails->lower / exact.lower, 1, 0.12) << "sum " << sum;
    if (exact.upper < 1e-8) ++far;
  }
  EXPECT_GT(far, 10);
}

// A mild one, the quantiles of an exponential distribution: about one percent everywhere.
TEST(Saddlepoint, IsWithinTwoPercentForExponentialValues) {
  std::vector<double> values;
  for (int i = 0; i < 225; ++i) values.push_back(std::floor(-1000 * std::log((i + 0.5) / 225)));
  const ValueLattice lattice = *lattice_of(values);
  for (std::int64_t sum = 3000; sum < 19'000; sum += 250) {
    const Tails exact = (*tails_by_transform(lattice, std::vector<DrawQuestion>{{nobody, 9, sum}}))[0];
    const Tails tails = *saddlepoint_tails(lattice, 9, sum);
    EXPECT_NEAR(tails.upper / exact.upper, 1, 0.02) << "sum " << sum;
    EXPECT_NEAR(tails.lower / exact.lower, 1, 0.02) << "sum " << sum;
  }
}

// Near the mean the saddlepoint formula is 0/0; what takes its place must join on smoothly.
TEST(Saddlepoint, PassesTheMeanSmoothly) {
  std::vector<double> values;
  for (int v = 0; v <= 20; ++v) values.insert(values.end(), 10, v);
  const ValueLattice lattice = *lattice_of(values);
  double before = 1;
  for (std::int64_t sum = 80; sum <= 120; ++sum) {
    const Tails exact = tails_by_table(lattice, std::vector<DrawQuestion>{{nobody, 10, sum}})[0];
    const Tails tails = *saddlepoint_tails(lattice, 10, sum);
    EXPECT_NEAR(tails.upper, exact.upper, 2e-4) << sum;
    EXPECT_NEAR(tails.lower, exact.lower, 2e-4) << sum;
    EXPECT_LT(tails.upper, before);
    before = tails.upper;
  }
}

TEST(ExactMethods, GiveTheSameBitsForAnyThreads) {
  std::mt19937_64 random(9);
  const ValueLattice lattice = *lattice_of(skewed_counts(500, random));
  std::vector<DrawQuestion> questions;
  for (std::size_t i = 0; i < 400; ++i)
    questions.push_back(
        {i % lattice.value.size(), static_cast<std::int64_t>(1 + i % 12), static_cast<std::int64_t>(i)});
  std::vector<std::vector<double>> seen;
  for (int count : {1, 2, 7}) {
    set_threads(count);
    std::vector<double>& bits = seen.emplace_back();
    const std::vector<Tails> by_transform = *tails_by_transform(lattice, questions);
    for (const auto& tails : {tails_by_table(lattice, questions), by_transform})
      for (const Tails& t : tails) bits.insert(bits.end(), {t.upper, t.lower});
  }
  set_threads(0);
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_EQ(seen[0], seen[2]);
}

}  // namespace
}  // namespace vigie

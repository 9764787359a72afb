// Variates against the distribution functions of Boost: moments and the largest gap between the two curves.
#include "engine/statistics/random_variates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace vigie {
namespace {

constexpr std::uint32_t many = 60'000;

template <typename Draw>
std::vector<double> sample(Draw draw) {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < many; ++i) {
    AddressedRandom random(7, RandomPurpose::criterion_values, 3, i);
    values.push_back(draw(random));
  }
  return values;
}

// Kolmogorov's distance; 1.63 / sqrt(n) is exceeded once in a hundred samples.
template <typename Distribution>
void expect_law(std::vector<double> values, const Distribution& law) {
  std::ranges::sort(values);
  double gap = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    gap = std::max(gap, std::fabs(cdf(law, values[i]) - (static_cast<double>(i) + 0.5) / many));
  EXPECT_LT(gap, 1.63 / std::sqrt(double{many}));
}

TEST(RandomVariates, FollowTheirLaws) {
  expect_law(sample([](AddressedRandom& r) { return normal_variate(r); }), boost::math::normal());
  for (double shape : {0.3, 1.0, 4.7, 180.0})
    expect_law(sample([&](AddressedRandom& r) { return gamma_variate(r, shape); }),
               boost::math::gamma_distribution<>(shape));
  expect_law(sample([](AddressedRandom& r) { return beta_variate(r, GammaShape(2.5), GammaShape(8)); }),
             boost::math::beta_distribution<>(2.5, 8));
}

TEST(RandomVariates, ReachTheTails) {
  const std::vector<double> values = sample([](AddressedRandom& r) { return normal_variate(r); });
  const auto beyond = std::ranges::count_if(values, [](double v) { return std::fabs(v) > 3.442619855899; });
  const double expected = 2 * many * cdf(complement(boost::math::normal(), 3.442619855899));
  EXPECT_NEAR(static_cast<double>(beyond), expected, 4 * std::sqrt(expected));
}

}  // namespace
}  // namespace vigie

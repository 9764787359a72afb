// Draws k of n by a partial shuffle that is undone afterwards: O(k) per draw, and each draw starts from the same order.
#include "engine/statistics/monte_carlo.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

class Pool {
 public:
  explicit Pool(std::span<const double> population) : values_(population.begin(), population.end()) {}

  // Takes the value at `own` out of the draws until the next call.
  void leave_out(std::size_t own) {
    if (left_out_ != nobody) std::swap(values_[left_out_], values_.back());
    left_out_ = own;
    if (left_out_ != nobody) std::swap(values_[left_out_], values_.back());
  }

  double draw_sum(const DrawTest& test, AddressedRandom random) {
    const std::size_t size = values_.size() - (left_out_ == nobody ? 0 : 1);
    picks_.resize(test.drawn);
    double sum = 0;
    for (std::size_t j = 0; j < test.drawn; ++j) {
      picks_[j] = j + random.below(static_cast<std::uint32_t>(size - j));
      std::swap(values_[j], values_[picks_[j]]);
      sum += test.weight.empty() ? values_[j] : test.weight[j] * values_[j];
    }
    for (std::size_t j = test.drawn; j-- > 0;) std::swap(values_[j], values_[picks_[j]]);
    return sum;
  }

 private:
  std::vector<double> values_;
  std::vector<std::size_t> picks_;
  std::size_t left_out_ = nobody;
};

double mean_magnitude(std::span<const double> population) {
  double sum = 0;
  for (double x : population) sum += std::abs(x);
  return sum / static_cast<double>(std::max<std::size_t>(1, population.size()));
}

Tails simulate(Pool& pool, const DrawTest& test, double tolerance, int permutations, std::uint64_t seed) {
  pool.leave_out(test.own);
  int upper = 0, lower = 0;
  for (int draw = 0; draw < permutations; ++draw) {
    const double sum =
        pool.draw_sum(test, AddressedRandom(seed, RandomPurpose::neighbor_permutation,
                                            static_cast<std::uint32_t>(test.place), static_cast<std::uint32_t>(draw)));
    if (sum >= test.observed - tolerance) ++upper;
    if (sum <= test.observed + tolerance) ++lower;
  }
  const double draws = permutations + 1.0;
  return {(upper + 1) / draws, (lower + 1) / draws};
}

}  // namespace

std::vector<Tails> tails_by_monte_carlo(std::span<const double> population, std::span<const DrawTest> tests,
                                        int permutations, std::uint64_t seed) {
  const double magnitude = mean_magnitude(population);  // for observed sums near 0
  std::vector<Tails> tails(tests.size());
  parallel_chunks(tests.size(), 64, [&](std::size_t begin, std::size_t end) {
    Pool pool(population);
    for (std::size_t i = begin; i < end; ++i) {
      const double tolerance = 1e-9 * std::max(std::abs(tests[i].observed), magnitude);
      tails[i] = simulate(pool, tests[i], tolerance, permutations, seed);
    }
  });
  return tails;
}

}  // namespace vigie

// std::mt19937_64 is the same everywhere; the distributions of the standard library are not, hence these.
#include "tests/simulations/random_maps.h"

#include <cmath>
#include <numbers>
#include <random>

namespace vigie::simulation {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : bits_(seed) {}

  double unit() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53; }
  // Box & Muller 1958.
  double normal() { return std::sqrt(-2 * std::log(unit())) * std::cos(2 * std::numbers::pi * unit()); }
  // Arrivals in a time of `mean`, some 30 at a time so that products stay within range.
  double poisson(double mean) {
    double count = 0;
    for (; mean > 30; mean -= 30) count += arrivals(30);
    return count + arrivals(mean);
  }

 private:
  double arrivals(double mean) {
    const double limit = std::exp(-mean);
    double count = 0;
    for (double product = unit(); product > limit; product *= unit()) count += 1;
    return count;
  }

  std::mt19937_64 bits_;
};

}  // namespace

std::vector<double> random_map(Counts kind, std::size_t places, std::uint64_t map) {
  Dice dice(1000 * map + (kind == Counts::poisson ? 1 : 2));
  std::vector<double> counts(places);
  for (double& count : counts) count = dice.poisson(kind == Counts::poisson ? 2 : std::exp(0.2 + 1.2 * dice.normal()));
  return counts;
}

}  // namespace vigie::simulation

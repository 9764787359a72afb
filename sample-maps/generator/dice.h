// Random numbers that come out the same with every standard library: own distributions over std::mt19937_64.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace vigie::sample {

/// One stream of draws. Each part of the town has its own, so that a change in one part leaves the others as they were.
class Dice {
 public:
  explicit Dice(std::uint64_t stream);

  /// Uniform in [0, 1), 53 bits.
  double unit();
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// Uniform in 0..count-1, without bias; count > 0.
  std::size_t below(std::size_t count);
  bool chance(double probability) { return unit() < probability; }
  /// Index drawn in proportion to the weights.
  std::size_t pick(std::span<const double> weights);
  /// Twelve uniforms less six: near enough to a bell, and free of the mathematics library.
  double bell();
  /// Mean 1.
  double exponential();
  int poisson(double mean);

 private:
  std::mt19937_64 engine_;
};

/// A number without visible order; equal for equal arguments.
std::uint64_t scrambled(std::uint64_t value);

}  // namespace vigie::sample

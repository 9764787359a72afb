// What people value, as a distribution of weights that sum to one: about a centre, or anywhere within ranges.
#pragma once

#include <cstdint>
#include <vector>

namespace vigie {

/// Weights of criteria, drawn by address. Two laws: Dirichlet(concentration * centre), or uniform on the part of the
/// simplex where every weight lies in its range (Lahdelma, Hokkanen & Salminen 1998).
class WeightDraws {
 public:
  /// `centre` >= 0 with a positive sum (it is scaled to 1; a weight of 0 stays 0), `concentration` > 0.
  /// Throws UsageError otherwise.
  static WeightDraws around(std::vector<double> centre, double concentration);

  /// 0 <= lower <= upper <= 1, sum of lower <= 1 <= sum of upper. Throws UsageError otherwise, and where the ranges
  /// leave so little room that fewer than one try in a million would fit.
  static WeightDraws within(std::vector<double> lower, std::vector<double> upper);

  std::size_t size() const { return lower_.size(); }
  /// The centre, or the mean of the ranges scaled to 1: weights for one reference score.
  std::vector<double> central() const;
  /// Sums to 1. The same for the same (seed, draw).
  std::vector<double> draw(std::uint64_t seed, std::uint32_t draw) const;

 private:
  WeightDraws() = default;
  std::vector<double> from_simplex(std::uint64_t seed, std::uint32_t draw) const;

  std::vector<double> lower_, upper_;  // of the ranges; 0 and 1 for Dirichlet
  std::vector<double> shape_;          // Dirichlet shapes; empty: ranges
  std::size_t widest_ = 0;             // the weight that takes up the rest
  enum class Way { dirichlet, fixed, box, simplex } way_ = Way::dirichlet;
};

}  // namespace vigie

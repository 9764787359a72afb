// One part of the demand, small enough that its best sites are found by trying: what the parts of a tighter bound
// share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace vigie {

/// Demand points and the candidates that reach any of them. Each candidate has a cost here, which it must earn here:
/// the profit of a set of candidates is the demand it covers here less its costs. The largest profit of all sets is an
/// upper limit that prices of single points cannot give, because a whole set covers each point once.
class District {
 public:
  /// A point and the candidates (numbers of the cover, ascending) that cover it. `price` (0..demand): what covering the
  /// point is worth to candidates; each candidate's cost begins as the sum of the prices it covers.
  void add_point(double demand, double price, std::span<const std::uint32_t> covering);

  /// One district of two: their points, and for each candidate the sum of its costs. What the two profit together is an
  /// upper limit of what it does.
  static District joined(const District& first, const District& second);

  std::size_t points() const { return demand_.size(); }
  std::size_t links() const;
  double pair_work() const;  // pairs of candidates of one point, over all points: what each limit takes at least
  std::span<const std::uint32_t> candidates() const { return candidate_; }  // by their numbers in the cover
  std::span<double> costs() { return cost_; }                               // >= 0, in the same order
  std::span<const double> costs() const { return cost_; }

  /// An upper limit on the profit of any set at the present costs, at most `tolerance` (> 0) too large unless the work
  /// ran out; from branch and bound over sets, after the prices were fitted to the costs. Remembers sets whose profit
  /// came within `near` of the best.
  struct Limit {
    double profit = 0;
    double work = 0;     // links visited
    bool whole = false;  // the tree was searched to its end
  };
  Limit limit(double tolerance, double near, double most_work);

  /// Remembers the set of those candidates (numbers of the cover) that reach any point here.
  void suggest(std::span<const std::uint32_t> candidates);

  /// Of the remembered sets (the empty one is among them) the one of largest profit at the present costs; members are
  /// places in candidates().
  struct Remembered {
    double covers = 0;
    std::vector<std::uint32_t> members;
  };
  const Remembered& best_remembered() const;
  double profit(const Remembered& set) const;

 private:
  static constexpr int steps_of_fit = 10;
  static constexpr std::size_t sets_joined = 8;  // of each of two districts that become one
  static constexpr double least_stride = 0.002;  // of the limit, where it is close to the best set that is known
  friend class DistrictTree;
  std::uint32_t place_of(std::uint32_t candidate);
  void remember(double covers, std::vector<std::uint32_t> members);
  std::vector<std::vector<std::uint32_t>> best_sets() const;
  void fit_prices();
  void measure_overlaps();

  std::vector<double> demand_, price_, cost_;
  std::vector<std::uint32_t> candidate_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers_;  // candidate and its place, by candidate
  std::vector<std::vector<std::uint32_t>> of_point_, of_candidate_;
  std::vector<double> shared_demand_, shared_price_;  // of each pair of candidates
  std::vector<Remembered> remembered_{Remembered{}};
  std::set<std::vector<std::uint32_t>> known_{{}};
};

}  // namespace vigie

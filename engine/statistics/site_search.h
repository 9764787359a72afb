// Good choices of sites by greedy steps and swaps, and upper limits on what any choice could cover.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/statistics/site_cover.h"

namespace vigie {

/// A reduced cover with its transpose, and what a set of its candidates covers. Locked demand is not in it.
class SiteSearch {
 public:
  explicit SiteSearch(const ReducedCover& reduced);

  std::size_t candidates() const { return own().size(); }
  const std::vector<double>& own() const { return reduced_->own; }
  const SiteCover& cover() const { return reduced_->cover; }
  const CoveredPoints& covered() const { return covered_; }
  std::size_t links() const { return cover().candidate.size(); }

  /// Demand that the chosen candidates cover.
  double value(const std::vector<std::uint32_t>& chosen) const;

  /// The candidate of largest gain, again and again (equal gains: the first), and limits met on the way.
  struct Greedy {
    std::vector<std::uint32_t> chosen;
    std::vector<double> bound;  // bound[k]: no k + 1 candidates cover more (Nemhauser, Wolsey & Fisher 1978)
  };
  Greedy greedy(std::size_t sites) const;

  /// Swaps one chosen candidate for another while that covers more, the best swap first.
  std::vector<std::uint32_t> swapped(std::vector<std::uint32_t> chosen) const;

  /// Goes on from there: always the best exchange, also where it covers less, but never one that was just undone (tabu
  /// search, Glover 1989). The best choice on the way; ends after `patience` exchanges without a better one.
  std::vector<std::uint32_t> searched(const std::vector<std::uint32_t>& start, int patience) const;

  /// A third of the chosen candidates replaced by chance: another start, the same for each turn.
  std::vector<std::uint32_t> shaken(std::vector<std::uint32_t> chosen, std::uint32_t turn) const;

  /// The chosen candidates by what each adds, largest first.
  std::vector<std::uint32_t> by_gain(const std::vector<std::uint32_t>& chosen) const;

  /// What a Lagrangian relaxation of the covers tells about choices of `sites` candidates.
  struct Relaxed {
    double bound = 0;
    std::vector<double> price;          // of each point at the bound, 0 to its demand
    std::vector<double> reduced;        // of each candidate: what it adds to the bound's sum
    std::vector<std::uint32_t> chosen;  // of the relaxed choices on the way, the one that covers most
  };
  /// So many subgradient steps at most, from prices that fit a known choice of as many candidates.
  Relaxed relaxed(const std::vector<std::uint32_t>& known, int most_steps) const;

  /// A lower bound than that one, where the work allows: demand is split into districts, each district takes the most
  /// profitable set of sites instead of fractions of many, and the costs of sites per district are moved until the
  /// districts agree as far as they will (Lagrangian decomposition, Guignard & Kim 1987). `most_work` counts links
  /// visited; a round more may be begun. The prices stay those of the relaxation.
  Relaxed tightened(const Relaxed& relaxed, const std::vector<std::uint32_t>& known, double most_work) const;

 private:
  std::vector<double> gains(const std::vector<std::uint32_t>& times) const;
  void count(std::uint32_t candidate, std::vector<std::uint32_t>& times) const;

  const ReducedCover* reduced_;
  CoveredPoints covered_;
};

}  // namespace vigie

// Step-up control of the false discovery rate (Benjamini & Hochberg 1995; Benjamini & Yekutieli 2001).
#include "engine/statistics/fdr.h"

#include <algorithm>
#include <cmath>

namespace vigie {

std::vector<double> q_values(std::span<const double> p, Correction correction) {
  std::vector<double> q(p.begin(), p.end());
  if (correction == Correction::none) return q;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) order.push_back(i);
  std::ranges::sort(order, {}, [&](std::size_t i) { return p[i]; });

  auto family = static_cast<double>(order.size());
  if (correction == Correction::fdr_by) {
    double harmonic = 0;
    for (std::size_t rank = order.size(); rank > 0; --rank) harmonic += 1 / static_cast<double>(rank);
    family *= harmonic;
  }
  // From the largest p down, so that the largest passing rank decides and ties share one decision.
  double smallest = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    smallest = std::min(smallest, family * p[i] / static_cast<double>(rank));
    q[i] = smallest;
  }
  return q;
}

}  // namespace vigie

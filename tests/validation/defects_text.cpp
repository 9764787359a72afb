// Known defects of programs of this kind, each with its small example, for the page.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "tests/validation/conventions.h"
#include "tests/validation/defects.h"
#include "tests/validation/inputs.h"
#include "tests/validation/page.h"

namespace vigie::validation {
namespace {

std::string lines_text() {
  const EdgePoints counted = points_on_lines();
  const PeerNumber peer = peer_convention("points on lines counted by intersection");
  return fmt::format(
      "**Points on lines counted twice.** Nine points on a lattice of four squares, five of them on lines. Counting by "
      "intersection gives {:.0f} ({}). vigie counts {} in cells and {} in zones: each point is in exactly one.\n",
      peer.value, peer.program, counted.in_cells, counted.in_zones);
}

std::string axes_text() {
  const SwappedAxes found = swapped_axes(Kernel::quartic, BandwidthRule::oversmoothed);
  return fmt::format(
      "**A bandwidth from one axis.** Exchanging x and y must not change it. The invented pattern: {:.6f} m, and "
      "{:.6f} m with the axes exchanged, equal in every bit.\n",
      found.as_given, found.swapped);
}

std::string mass_text() {
  const PeerNumber quartic = peer_convention("mass of one report quartic");
  const PeerNumber epanechnikov = peer_convention("mass of one report epanechnikov");
  return fmt::format(
      "**Densities that do not integrate to the reports.** The constant of the quartic kernel in the plane is 3/pi. "
      "The scaled quartic heatmap of {} gives one report the mass {:.3f} (its Epanechnikov {:.3f}); vigie's gives it "
      "{:.3f}, Epanechnikov {:.3f}, triangular {:.3f}, uniform {:.3f}, Gaussian {:.3f}.\n",
      quartic.program, quartic.value, epanechnikov.value, mass_of_one_report(Kernel::quartic),
      mass_of_one_report(Kernel::epanechnikov), mass_of_one_report(Kernel::triangular),
      mass_of_one_report(Kernel::uniform), mass_of_one_report(Kernel::gaussian));
}

std::string threads_text() {
  const ThreadBits bits = bits_by_threads();
  return fmt::format(
      "**Results that depend on the number of threads.** z, p by the exact method and by draws, q, and density on 8100 "
      "cells with 1, 2 and 7 threads: {} numbers, {} of which differ in any bit.\n",
      bits.numbers, bits.different);
}

std::string floor_text() {
  const Floors floors = lowest_q();
  return fmt::format(
      "**Discovery control that cannot discover.** With R draws no p lies below 1/(R + 1). 10,000 cells hold one block "
      "of 36 with six times the reports. Exact p: {} cells at q <= 0.05, the smallest q is {:.1e}. With 99 draws the "
      "smallest two-sided p is 0.02, which 4000 cells would have to share before any could be called: {} cells, the "
      "smallest q is {:.2f}. vigie warns where draws are too few.\n",
      floors.exact_hot, floors.exact_q, floors.drawn_hot, floors.drawn_q);
}

std::string normal_text() {
  const std::vector<double> counts = skewed_counts();
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0), largest = std::ranges::max(counts);
  std::string text = fmt::format(
      "**Normal p-values for skewed counts.** {} invented counts, mean {:.2f}, largest {}. The chance that a "
      "neighborhood reaches a sum, by rational numbers, by vigie, by its saddlepoint (used where exact tables would be "
      "too large), and from the z of Gi* by the normal distribution:\n\n| cells | sum | true p | vigie, exact | vigie, "
      "saddlepoint | normal |\n|---:|---:|---:|---:|---:|---:|\n",
      counts.size(), total / static_cast<double>(counts.size()), largest);
  double saddlepoint_off = 1, normal_off = 1;
  for (const TailOfSum& tail : tails_of_skewed_counts()) {
    text += fmt::format("| {} | {} | {:.4g} | {:.4g} | {:.2g} | {:.1g} |\n", tail.drawn, tail.sum, tail.truth,
                        tail.exact, tail.saddlepoint, tail.normal);
    saddlepoint_off = std::max({saddlepoint_off, tail.saddlepoint / tail.truth, tail.truth / tail.saddlepoint});
    normal_off = std::max(normal_off, tail.truth / tail.normal);
  }
  return text +
         fmt::format(
             "\nThe saddlepoint knows no lumps: where a single count holds {:.0f} % of all reports, as here, it is "
             "off by up to a factor of {:.1f}. The normal distribution is off by up to a factor of {:.0e}.\n",
             100 * largest / total, saddlepoint_off, normal_off);
}

std::string folded_text() {
  const Folded p = folded_p();
  const PeerNumber both = peer_convention("two-sided p of draws at area 16");
  const PeerNumber one = peer_convention("folded p of draws at area 16");
  return fmt::format(
      "**The smaller tail sold as two-sided.** Bladen (North Carolina), Gi*, total null: upper tail {:.8g}, lower tail "
      "{:.8g}; two-sided {:.8g} = min(1, 2 x {:.8g}). {} prints both for its draws, {} two-sided and {} folded "
      "(Columbus, area 16); what some programs print as p is the folded one.\n",
      p.upper, p.lower, p.two_sided, p.smaller, both.program, both.value, one.value);
}

std::string island_text() {
  const Islands found = islands();
  const PeerNumber zero = peer_convention("local Moran of an island");
  return fmt::format(
      "**Numbers for islands.** Of {} counties {} have no neighbors (Cressie & Chan 1989). vigie tests {}; the islands "
      "have {} numbers among z, p and q, and are not in the family of tests. {} gives an island a local Moran of "
      "{:.0f}.\n",
      found.places, found.islands, found.tested, found.with_number == 0 ? "no" : "some", zero.program,
      zero.value == 0 ? 0.0 : zero.value);
}

}  // namespace

std::string defects_text() {
  return wrapped(
      "\n## Defects that vigie does not share\n\nEach is a test in `tests/validation/defects_test.cpp`. A program is "
      "named "
      "where it was run for this page.\n\n" +
      lines_text() + "\n" + axes_text() + "\n" + mass_text() + "\n" + threads_text() + "\n" + floor_text() + "\n" +
      normal_text() + "\n" + folded_text() + "\n" + island_text());
}

}  // namespace vigie::validation

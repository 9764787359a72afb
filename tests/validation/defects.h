// Small examples of what goes wrong in programs of this kind, and of what vigie does there.
#pragma once

#include <string>
#include <vector>

#include "engine/statistics/density.h"

namespace vigie::validation {

/// Nine points on the lines and in the middle of four squares, as cells and as zones.
struct EdgePoints {
  int points = 0, in_cells = 0, in_zones = 0;
};
EdgePoints points_on_lines();

/// Of the invented pattern, as it is and with x and y exchanged, metres.
struct SwappedAxes {
  double as_given, swapped;
};
SwappedAxes swapped_axes(Kernel kernel, BandwidthRule rule);

/// Integral of the density of one report over a large grid.
double mass_of_one_report(Kernel kernel);

/// Results with 1, 2 and 7 threads on 90 x 90 cells: how many numbers there are, and how many differ in any bit.
struct ThreadBits {
  std::size_t numbers = 0, different = 0;
};
ThreadBits bits_by_threads();

/// 100 x 100 cells with one dense block: smallest q and cells at q <= 0.05, with exact p and with 99 draws.
struct Floors {
  double exact_q, drawn_q;
  int exact_hot, drawn_hot;
};
Floors lowest_q();

/// Upper tail of a sum of counts with a long tail: true (by rational numbers), ours, and from the normal distribution.
struct TailOfSum {
  int drawn, sum;
  double truth, exact, normal, saddlepoint;
};
std::vector<TailOfSum> tails_of_skewed_counts();

/// p of one county: both tails exactly, two-sided, and the smaller tail alone.
struct Folded {
  double upper, lower, two_sided, smaller;
};
Folded folded_p();

/// Two counties without neighbors.
struct Islands {
  int places = 0, islands = 0, tested = 0, with_number = 0;  // islands that have a z, p or q
};
Islands islands();

}  // namespace vigie::validation

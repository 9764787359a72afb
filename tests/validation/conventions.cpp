// Our side of each convention, and the step to the other side.
#include "tests/validation/conventions.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/geometry/boundary_edges.h"
#include "engine/geometry/neighbors.h"
#include "engine/statistics/density.h"
#include "engine/statistics/local_moran.h"
#include "engine/statistics/moran.h"
#include "engine/statistics/nearest_neighbor.h"
#include "engine/statistics/rates.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::size_t position(const Areas& areas, const std::string& id) {
  return static_cast<std::size_t>(std::ranges::find(areas.id, id) - areas.id.begin());
}

Convention with_peer(const std::string& item, Convention convention) {
  const PeerNumber peer = peer_convention(item);
  convention.theirs = peer.value;
  convention.program = peer.program;
  return convention;
}

void add_columbus(std::vector<Convention>& all) {
  const Areas areas = columbus();
  const double n = static_cast<double>(areas.id.size());
  const NeighborSums sums = neighbor_sums(areas.value, areas.weights);
  const double moran = local_moran(areas.value, sums).value[0];
  all.push_back(with_peer("local Moran over n - 1", {"local Moran, divisor (Columbus, area 1)", "second moment over n",
                                                     "over n - 1, as GeoDa and esda; spdep with `mlvar = FALSE`", moran,
                                                     0, "", moran * (n - 1) / n}));
  const double z = gearys_c(areas.value, sums, link_moments(sums, areas.weights, Standardization::rows)).z;
  all.push_back(with_peer("sign of Geary's z", {"z of Geary's c (Columbus)", "(c - E)/sd: below 0 for clustering",
                                                "(E - c)/sd", z, 0, "", -z}));
  const double star = gi_z(areas.value, sums, Self::included)[0];
  all.push_back(with_peer("Gi* with the place in its row",
                          {"Gi*, rows standardized with the place in them (Columbus, area 1)", "binary weights",
                           "each of the k + 1 counts 1/(k + 1)", star, 0, "", star}));
  all.push_back(with_peer("Gi* with the place beside its row",
                          {"Gi*, the place added with weight 1 to standardized rows (the same area)", "binary weights",
                           "each neighbor counts 1/k, the place 1", star, 0, "",
                           gi_star(areas.value, row_standardized(areas.weights))[0]}));
}

void add_islands(std::vector<Convention>& all) {
  const Areas areas = north_carolina_with_islands();
  const NeighborSums sums = neighbor_sums(areas.value, areas.weights);
  const LinkMoments rows = link_moments(sums, areas.weights, Standardization::rows);
  const double moran = morans_i(areas.value, sums, rows).value;
  const auto n = static_cast<double>(areas.id.size());
  all.push_back(
      with_peer("islands lower n in I", {"Moran's I with two islands (North Carolina, Cressie & Chan)",
                                         "n = 98 places with neighbors", "the same by default", moran, 0, "", moran}));
  all.push_back(with_peer("islands keep n in I",
                          {"the same, n kept", "n = 98", "n = 100, as GeoDa and esda; spdep with `adjust.n = FALSE`",
                           moran, 0, "", moran * n / rows.linked}));
  const GlobalTest geary = gearys_c(areas.value, sums, rows);
  all.push_back(with_peer("c with islands",
                          {"Geary's c on the same map", "n = 98", "the same", geary.value, 0, "", geary.value}));
  all.push_back(with_peer("variance of c with islands",
                          {"its variance", "n = 98 throughout", "n = 98 in some places of the formula, 100 in others",
                           geary.variance, 0, "", no_value}));
  const std::vector<double> local = local_moran(areas.value, sums).value;
  std::size_t island = 0;
  while (sums.weight[island] != 0) ++island;
  all.push_back(
      with_peer("local Moran of an island", {"local Moran of an island", "NULL: there is no neighbor to compare",
                                             "0, which enters ranks", local[island], 0, "", no_value}));
}

void add_rates(std::vector<Convention>& all) {
  const Areas areas = north_carolina();
  const double local = local_empirical_bayes(areas.value, areas.population, areas.weights)[position(areas, "37155")];
  all.push_back(with_peer(
      "local EB from each local mean",
      {"local empirical Bayes (North Carolina, county 37155)", "deviations from the mean around the county under study",
       "each neighbor's from the mean around itself", local, 0, "", no_value}));
}

void add_kernel(std::vector<Convention>& all) {
  const double at_the_report = kernel_value(Kernel::quartic, 0, 400) * 1e6;
  all.push_back(with_peer("quartic with sigma 400",
                          {"quartic kernel, \"bandwidth 400 m\": per km2 at the report", "400 m is the radius",
                           "400 m is the standard deviation; the radius is 400 times the square root of 8",
                           at_the_report, 0, "", kernel_value(Kernel::quartic, 0, 400 * std::sqrt(8.0)) * 1e6}));
}

void add_donnelly(std::vector<Convention>& all) {
  const Pattern points = pattern_in_a_box();
  const NearestNeighborResult found =
      nearest_neighbors(points.x, points.y, area(points.boundary), perimeter(points.boundary), Coincident::kept);
  const Box box = bounds(points.boundary);
  const double n = static_cast<double>(points.x.size()), size = box.width() * box.height();
  const double around = 2 * (box.width() + box.height());
  const double expected = 0.5 * std::sqrt(size / n) + (0.0514 + 0.0412 / std::sqrt(n)) * around / n;
  all.push_back(with_peer("Donnelly's correction with 0.0412",
                          {"nearest neighbor ratio, edge-corrected (the reports in a box)",
                           "0.0514 + 0.041/sqrt(n) of the perimeter over n (Donnelly 1978)", "0.0412 for 0.041",
                           found.edge.index, 0, "", found.mean / expected}));
}

void add_median(std::vector<Convention>& all) {
  const double median = WaitingCurve({{1, true}, {2, true}, {3, true}, {4, true}}).median().value;
  all.push_back(with_peer("median on a flat half",
                          {"median of the waiting times 1, 2, 3 and 4", "the first time by which half have ended",
                           "the middle of the times at which exactly half have", median, 0, "", (median + 3) / 2}));
}

// Numbers of the tables, with what the tables had to carry over.
void add_from_tables(std::vector<Convention>& all) {
  Book book;
  add_density(book);
  add_risk(book);
  const auto beside = [&](const std::string& statistic, const std::string& as_it_is, const std::string& data_set,
                          const std::string& item, Convention convention) {
    for (const PeerNumber& peer : peer_numbers()) {
      if (peer.statistic != statistic || peer.data_set != data_set || peer.item != item) continue;
      convention.ours = book.value(as_it_is, data_set, item);
      convention.theirs = peer.value;
      convention.carried_over = book.value(statistic, data_set, item);
      convention.program = peer.program;
      all.push_back(convention);
    }
  };
  beside("edge_uniform_epanechnikov", "edge_uniform_as_it_is_epanechnikov", "pattern by cells", "column 2 row 2",
         {"`uniform` edge correction, Epanechnikov, 400 m on cells of 100 m (column 2, row 2)",
          "the kernel inside over its mass on an endless grid of cells", "the kernel inside alone", 0, 0, ""});
  beside("bandwidth_sparr", "bandwidth_as_it_is", "pattern", "NS",
         {"normal-scale bandwidth of points that spread more along x", "root of the mean of both variances",
          "mean of both standard deviations", 0, 0, ""});
  beside("log_risk_none", "log_risk_as_it_is_none", "pattern by cells", "column 14 row 17",
         {"log relative risk without edge correction (column 14, row 17)", "densities integrate to 1 over the plane",
          "over the study area", 0, 0, ""});
}

}  // namespace

PeerNumber peer_convention(const std::string& item) {
  for (const PeerNumber& peer : peer_numbers())
    if (peer.statistic == "convention" && peer.item == item) return peer;
  throw std::out_of_range("no convention in peers.csv: " + item);
}

std::vector<Convention> conventions() {
  std::vector<Convention> all;
  add_columbus(all);
  add_islands(all);
  add_rates(all);
  add_kernel(all);
  add_donnelly(all);
  add_median(all);
  add_from_tables(all);
  return all;
}

}  // namespace vigie::validation

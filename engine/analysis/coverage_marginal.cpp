// Ground that one watch area has to itself among those that count, and what lies on it.
#include "engine/analysis/coverage_marginal.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

// The others that count and lie over the same ground, by the pairs that overlap.
std::vector<std::vector<MultiPolygon>> others_over(const Study& study, const WatchState& state) {
  const std::vector<MultiPolygon>& shapes = study.watch.zones.shapes;
  std::vector<std::vector<MultiPolygon>> others(shapes.size());
  for (const Overlap& pair : overlaps(shapes, 0)) {
    if (state.counts(pair.second)) others[pair.first].push_back(shapes[pair.second]);
    if (state.counts(pair.first)) others[pair.second].push_back(shapes[pair.first]);
  }
  return others;
}

// Share of each neighbourhood's area that only watch area `w` covers.
std::vector<double> shares_alone(const Study& study, const std::vector<double>& whole, std::size_t w,
                                 const std::vector<MultiPolygon>& others) {
  const MultiPolygon& shape = study.watch.zones.shapes[w];
  const MultiPolygon alone = others.empty() ? shape : subtract(shape, unite(others));
  std::vector<double> shares(whole.size(), 0);
  if (alone.empty()) return shares;
  const std::vector<double> shared = shared_areas(study.neighbourhoods.zones.shapes, alone);
  for (std::size_t z = 0; z < whole.size(); ++z)
    if (whole[z] > 0) shares[z] = std::min(1.0, shared[z] / whole[z]);
  return shares;
}

double homes_on(const Homes& homes, const std::vector<double>& shares) {
  if (homes.word == "area") return no_number;
  double sum = 0;
  for (std::size_t z = 0; z < shares.size(); ++z)
    if (homes.count[z] > 0) sum += homes.count[z] * shares[z];
  return sum;
}

void add_ground(const Study& study, const WatchState& state, const Homes& homes, const Burden& burden,
                MarginalCover& out) {
  std::vector<double> whole;
  for (const MultiPolygon& zone : study.neighbourhoods.zones.shapes) whole.push_back(area(zone));
  const std::vector<std::vector<MultiPolygon>> others = others_over(study, state);
  out.homes.assign(others.size(), no_number);
  out.excess = out.homes;
  parallel_chunks(others.size(), 4, [&](std::size_t begin, std::size_t end) {
    for (std::size_t w = begin; w < end; ++w) {
      const std::vector<double> shares = shares_alone(study, whole, w, others[w]);
      out.homes[w] = homes_on(homes, shares);
      out.excess[w] = burden.covered(shares);
    }
  });
}

// By place, whatever the dates: what lies on the ground that the area has to itself today.
void add_incidents_on_ground(const Study& study, const WatchState& state, MarginalCover& out) {
  const ZoneIndex index(study.watch.zones.shapes);
  for (const std::size_t report : study.incident.first_reports()) {
    const std::vector<std::int32_t> over = index.all_at({study.reports.x[report], study.reports.y[report]});
    const auto counts = [&](std::int32_t w) { return state.counts(static_cast<std::size_t>(w)); };
    const auto counting = std::ranges::count_if(over, counts);
    for (const std::int32_t w : over)
      if (counting == (counts(w) ? 1 : 0)) ++out.incidents[static_cast<std::size_t>(w)];
  }
}

}  // namespace

MarginalCover marginal_cover(const Study& study, const WatchState& state, const IncidentCover& incidents,
                             const Homes& homes, const Burden& burden) {
  MarginalCover out;
  const std::size_t size = study.watch.zones.size();
  add_ground(study, state, homes, burden, out);
  out.incidents.assign(size, study.has_reports ? 0 : no_integer);
  out.only_incidents = out.incidents;
  if (!study.has_reports) return out;
  add_incidents_on_ground(study, state, out);
  for (std::size_t i = 0; i < incidents.by.size(); ++i)
    if (incidents.dated[i] && incidents.by[i].size() == 1)
      ++out.only_incidents[static_cast<std::size_t>(incidents.by[i].front())];
  return out;
}

std::array<Values, 4> values_of(const MarginalCover& marginal) {
  return {Reals{marginal.homes}, Integers{marginal.incidents}, Reals{marginal.excess},
          Integers{marginal.only_incidents}};
}

}  // namespace vigie

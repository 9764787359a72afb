// Overlays of watch areas with neighbourhoods, and their union over time.
#include "engine/analysis/watched_ground.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr double least_ground = 1;  // square metres; less is rounding along a border

bool any_known(const std::vector<double>& values) {
  return std::ranges::any_of(values, [](double v) { return v > 0; });
}

}  // namespace

Homes homes_of(const Study& study) {
  const Neighbourhoods& zones = study.neighbourhoods;
  if (any_known(zones.dwellings)) return {zones.dwellings, "dwellings"};
  if (any_known(zones.population)) return {zones.population, "population"};
  Homes ground{{}, "area"};
  for (const MultiPolygon& shape : zones.zones.shapes) ground.count.push_back(area(shape));
  return ground;
}

WatchedGround::WatchedGround(const Study& study) : study_(study), over_(study.neighbourhoods.zones.size()) {
  const std::vector<MultiPolygon>& zones = study.neighbourhoods.zones.shapes;
  std::vector<double> whole;
  for (const MultiPolygon& zone : zones) whole.push_back(area(zone));
  for (std::size_t w = 0; w < study.watch.zones.size(); ++w) {
    const std::vector<double> shared = shared_areas(zones, study.watch.zones.shapes[w]);
    for (std::size_t z = 0; z < zones.size(); ++z)
      if (shared[z] > least_ground)
        over_[z].push_back({static_cast<std::int32_t>(w), std::min(1.0, shared[z] / whole[z])});
  }
}

std::vector<double> WatchedGround::homes_in_watch(const std::vector<double>& homes) const {
  std::vector<double> inside(study_.watch.zones.size(), any_known(homes) ? 0 : no_number);
  for (std::size_t z = 0; z < over_.size(); ++z)
    for (const Part& part : over_[z])
      if (homes[z] > 0) inside[static_cast<std::size_t>(part.watch)] += homes[z] * part.share;
  return inside;
}

double WatchedGround::covered_in(std::size_t zone, const std::vector<std::int32_t>& watch) const {
  if (watch.empty()) return 0;
  if (watch.size() == 1) return std::ranges::find(over_[zone], watch.front(), &Part::watch)->share;
  std::vector<MultiPolygon> shapes;
  for (std::int32_t w : watch) shapes.push_back(study_.watch.zones.shapes[static_cast<std::size_t>(w)]);
  const std::vector<MultiPolygon> here{study_.neighbourhoods.zones.shapes[zone]};
  return std::min(1.0, shared_areas(here, unite(shapes)).front() / area(here.front()));
}

// Between two dates on which something begins or ends here, the cover stays as it is.
double WatchedGround::covered_on_average(std::size_t zone, const std::vector<Instant>& times,
                                         const std::vector<Validity>& valid,
                                         const std::vector<std::uint8_t>& members) const {
  std::vector<std::int32_t> here;
  std::vector<Instant> changes{std::numeric_limits<Instant>::min()};
  for (const Part& part : over_[zone]) {
    const auto w = static_cast<std::size_t>(part.watch);
    if (!members[w] || valid[w].from >= valid[w].to) continue;
    here.push_back(part.watch);
    changes.insert(changes.end(), {valid[w].from, valid[w].to});
  }
  if (times.empty()) return covered_in(zone, here);
  std::ranges::sort(changes);
  changes.erase(std::ranges::unique(changes).begin(), changes.end());
  std::map<std::vector<std::int32_t>, double> known;
  double sum = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto begin = std::ranges::lower_bound(times, changes[i]);
    const auto end = i + 1 < changes.size() ? std::ranges::lower_bound(times, changes[i + 1]) : times.end();
    if (begin == end) continue;
    std::vector<std::int32_t> active;
    for (std::int32_t w : here)
      if (valid[static_cast<std::size_t>(w)].holds(*begin)) active.push_back(w);
    const auto [place, is_new] = known.try_emplace(active, 0.0);
    if (is_new) place->second = covered_in(zone, active);
    sum += place->second * static_cast<double>(end - begin);
  }
  return sum / static_cast<double>(times.size());
}

std::vector<double> WatchedGround::covered_at(const std::vector<Instant>& sorted_times,
                                              const std::vector<Validity>& valid,
                                              const std::vector<std::uint8_t>& members) const {
  std::vector<double> shares(over_.size(), 0);
  parallel_chunks(shares.size(), 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t z = begin; z < end; ++z) shares[z] = covered_on_average(z, sorted_times, valid, members);
  });
  return shares;
}

double weighted_share(const std::vector<double>& homes, const std::vector<double>& shares) {
  double part = 0, whole = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!(homes[i] > 0) || std::isnan(shares[i])) continue;
    part += homes[i] * shares[i];
    whole += homes[i];
  }
  return whole > 0 ? part / whole : no_number;
}

}  // namespace vigie

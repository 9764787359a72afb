// Overlays of watch areas with each other.
#include "engine/analysis/coverage_structure.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/base/missing.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/shared_outline.h"

namespace vigie {
namespace {

constexpr double touching_from = 10;   // metres of shared outline
constexpr double error_from = 0.01;    // of a form's ground that it covers twice
constexpr double present_from = 0.01;  // of a neighbourhood's ground; less is how a border was drawn

std::vector<std::size_t> counting(const WatchState& state, const std::vector<std::uint8_t>& members) {
  std::vector<std::size_t> which;
  for (std::size_t w = 0; w < members.size(); ++w)
    if (members[w] && state.counts(w)) which.push_back(w);
  return which;
}

std::vector<MultiPolygon> shapes_of(const Study& study, const std::vector<std::size_t>& which) {
  std::vector<MultiPolygon> shapes;
  for (std::size_t w : which) shapes.push_back(study.watch.zones.shapes[w]);
  return shapes;
}

double touching_share(const std::vector<MultiPolygon>& shapes) {
  const std::vector<double> shared = shared_outlines(shapes, touching_from);
  double part = 0, whole = 0;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    part += shared[i];
    whole += outline_length(shapes[i]);
  }
  return whole > 0 ? part / whole : no_number;
}

double sum(const std::vector<double>& values) {
  double total = 0;
  for (double v : values) total += v;
  return total;
}

// Homes under the ground, spread evenly over each neighbourhood.
double homes_under(const Study& study, const Homes& homes, const MultiPolygon& ground) {
  const std::vector<MultiPolygon>& zones = study.neighbourhoods.zones.shapes;
  const std::vector<double> shared = shared_areas(zones, ground);
  double total = 0;
  for (std::size_t z = 0; z < zones.size(); ++z)
    if (homes.count[z] > 0) total += homes.count[z] * std::min(1.0, shared[z] / area(zones[z]));
  return total;
}

}  // namespace

CoverStructure cover_structure(const Study& study, const WatchState& state, const WatchedGround& ground,
                               const Homes& homes, const std::vector<std::uint8_t>& members) {
  const std::vector<std::size_t> which = counting(state, members);
  if (which.empty()) return {no_number, no_number, no_number, no_number, no_number};
  const std::vector<MultiPolygon> shapes = shapes_of(study, which), whole{study.area};
  const MultiPolygon cover = unite(shapes);
  CoverStructure result{no_number, no_number, no_number, static_cast<double>(cover.size()), touching_share(shapes)};
  double stacked = 0;
  for (const MultiPolygon& shape : shapes) stacked += shared_areas(whole, shape).front();
  if (const double covered = shared_areas(whole, cover).front(); covered > 0) result.redundancy = stacked / covered;
  const std::vector<double> inside = ground.homes_in_watch(homes.count);
  double stacked_homes = 0;
  for (std::size_t w : which) stacked_homes += inside[w];
  if (const double covered = homes_under(study, homes, cover); covered > 0)
    result.home_redundancy = stacked_homes / covered;
  std::vector<MultiPolygon> deep;
  for (OverlapPiece& piece : overlap_pieces(shapes)) deep.push_back(std::move(piece.shape));
  double all = 0;
  for (double count : homes.count) all += count > 0 ? count : 0;
  if (all > 0) result.deep = deep.empty() ? 0 : homes_under(study, homes, unite(deep)) / all;
  return result;
}

std::vector<FormPair> form_pairs(const Study& study, const WatchState& state, const WatchedGround& ground) {
  const std::vector<std::uint8_t> everyone(study.watch.form.size(), 1);
  std::map<std::string, std::vector<MultiPolygon>> shapes;
  for (std::size_t w : counting(state, everyone)) shapes[study.watch.form[w]].push_back(study.watch.zones.shapes[w]);
  std::map<std::string, std::set<std::size_t>> zones;
  for (std::size_t z = 0; z < study.neighbourhoods.zones.size(); ++z)
    for (const WatchedGround::Part& part : ground.over(z))
      if (part.share >= present_from && state.counts(static_cast<std::size_t>(part.watch)))
        zones[study.watch.form[static_cast<std::size_t>(part.watch)]].insert(z);
  std::map<std::string, MultiPolygon> cover;
  for (const auto& [form, parts] : shapes) cover[form] = unite(parts);
  std::vector<FormPair> pairs;
  for (auto first = cover.begin(); first != cover.end(); ++first)
    for (auto second = first; second != cover.end(); ++second) {
      FormPair pair{first->first, second->first};
      const bool same = first == second;
      if (same) {
        std::vector<MultiPolygon> deep;
        for (OverlapPiece& piece : overlap_pieces(shapes[pair.first])) deep.push_back(std::move(piece.shape));
        pair.shared = deep.empty() ? 0 : area(unite(deep));
      } else {
        pair.shared = sum(shared_areas(std::vector<MultiPolygon>{first->second}, second->second));
      }
      pair.share = pair.shared / std::min(area(first->second), area(second->second));
      pair.probable_error = same && pair.share > error_from;
      pair.zones =
          std::ranges::count_if(zones[pair.first], [&](std::size_t z) { return zones[pair.second].contains(z); });
      pairs.push_back(std::move(pair));
    }
  return pairs;
}

ZoneForms zone_forms(const Study& study, const WatchState& state, const WatchedGround& ground,
                     const std::vector<double>& covered) {
  ZoneForms result;
  for (std::size_t z = 0; z < study.neighbourhoods.zones.size(); ++z) {
    std::set<std::string> forms;
    double stacked = 0;
    for (const WatchedGround::Part& part : ground.over(z)) {
      const auto w = static_cast<std::size_t>(part.watch);
      if (!state.counts(w)) continue;
      if (part.share >= present_from) forms.insert(study.watch.form[w]);
      stacked += part.share;
    }
    result.forms.push_back(static_cast<std::int64_t>(forms.size()));
    result.depth.push_back(covered[z] > 0 && stacked > 0 ? stacked / covered[z] : no_number);
  }
  return result;
}

}  // namespace vigie

// From the words of a job to weights: stencils for grids, compressed rows for neighbourhoods.
#include "engine/analysis/place_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 4> kinds{"distance_band", "queen", "rook", "k_nearest"};

double required_band(const Settings& settings) {
  const std::optional<double> band = settings.number(distance_band_parameter);
  if (!band)
    throw UsageError(
        fmt::format("[{}] weights = \"distance_band\" on neighbourhoods needs distance_band, such as \"500m\"",
                    settings.section().name));
  return *band;
}

WeightsKind kind_of(const Settings& settings, WeightsKind otherwise) {
  if (settings.given(weights_parameter)) return settings.choice<WeightsKind>(weights_parameter);
  return settings.given(distance_band_parameter) ? WeightsKind::distance_band : otherwise;
}

int neighbors_of(const Settings& settings, std::size_t places) {
  const int k = static_cast<int>(settings.required_number(neighbors_parameter));
  if (places <= static_cast<std::size_t>(k))
    throw UsageError(fmt::format("[{}] neighbors = {} needs more than {} places, there are {}", settings.section().name,
                                 k, k, places));
  return k;
}

// The k nearest analyzed cells, written back to the numbering of the whole grid.
SpatialWeights nearest_cells(const Cells& cells, int k, std::vector<Finding>& findings) {
  std::vector<Point> centres;
  std::vector<std::uint32_t> index;
  for (std::size_t i = 0; i < cells.analyzed.size(); ++i) {
    if (!cells.analyzed[i]) continue;
    centres.push_back(cells.grid.centre(static_cast<std::int64_t>(i)));
    index.push_back(static_cast<std::uint32_t>(i));
  }
  const NearestNeighbors nearest = k_nearest(centres, k);
  findings.push_back(
      {"cells", "broken_ties", static_cast<double>(nearest.broken_ties), Unit::count, Finding::Level::ok, ""});
  SpatialWeights spread;
  spread.start.assign(cells.analyzed.size() + 1, 0);
  for (std::size_t i = 0; i < index.size(); ++i) spread.start[index[i] + 1] = nearest.weights.row(i).size();
  for (std::size_t i = 1; i < spread.start.size(); ++i) spread.start[i] += spread.start[i - 1];
  for (std::uint32_t neighbor : nearest.weights.neighbor) spread.neighbor.push_back(index[neighbor]);
  return spread;
}

}  // namespace

const Parameter weights_parameter{
    .name = "weights",
    .kind = ParameterKind::choice,
    .otherwise = "the adjacent cells (queen); for neighbourhoods queen contiguity",
    .choices = kinds,
    .help =
        "Who counts as a neighbor: places within a distance band, places that touch at a point (queen) or along a "
        "line (rook), or the k nearest."};

const Parameter distance_band_parameter{
    .name = "distance_band",
    .kind = ParameterKind::length,
    .otherwise = "from the data: cell_size * sqrt(2) for square cells, cell_size for hexagons",
    .unit = Unit::metre,
    .minimum = 0,
    .help = "Places whose centres lie within this distance are neighbors."};

const Parameter neighbors_parameter{
    .name = "neighbors",
    .kind = ParameterKind::integer,
    .fallback = "8",
    .unit = Unit::count,
    .minimum = 1,
    .maximum = 1000,
    .help = "Number of neighbors of each place with weights = \"k_nearest\"; ties are broken by order."};

PlaceWeights cell_weights(const Cells& cells, const Settings& settings) {
  PlaceWeights result;
  const WeightsKind kind = kind_of(settings, WeightsKind::queen);
  const double size = cells.grid.cell_size;
  if (kind == WeightsKind::k_nearest) {
    std::size_t places = 0;
    for (std::uint8_t analyzed : cells.analyzed) places += analyzed;
    result.weights = nearest_cells(cells, neighbors_of(settings, places), result.findings);
    return result;
  }
  // A hexagon touches its six neighbors along edges, so queen and rook are the same there.
  const double adjacent =
      cells.grid.shape == CellShape::square && kind != WeightsKind::rook ? size * std::numbers::sqrt2 : size;
  const std::optional<double> band = settings.number(distance_band_parameter);
  const double distance = kind == WeightsKind::distance_band && band ? *band : adjacent;
  if (!settings.given(weights_parameter))
    result.chosen.push_back({&weights_parameter, kind == WeightsKind::distance_band ? "distance_band" : "queen",
                             kind == WeightsKind::distance_band ? "a distance band is given" : "adjacent cells"});
  if (!band)
    result.chosen.push_back({&distance_band_parameter, number_text(std::round(distance * 1000) / 1000) + "m",
                             "centres of adjacent cells lie within it"});
  result.weights = GridStencil{cells.grid, cells.analyzed, distance};
  return result;
}

Contiguous touching_zones(const ZoneSet& zones, Contiguity rule) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const MultiPolygon& shape : zones.shapes) smallest = std::min(smallest, area(shape));
  return contiguity(zones.shapes, rule, std::min(0.01, 1e-3 * std::sqrt(smallest)));
}

PlaceWeights zone_weights(const ZoneSet& zones, const Settings& settings) {
  PlaceWeights result;
  const WeightsKind kind = kind_of(settings, WeightsKind::queen);
  if (!settings.given(weights_parameter))
    result.chosen.push_back(
        {&weights_parameter, std::string(kinds[static_cast<std::size_t>(kind)]), "areas differ in size"});
  if (kind == WeightsKind::queen || kind == WeightsKind::rook) {
    Contiguous touching = touching_zones(zones, kind == WeightsKind::queen ? Contiguity::queen : Contiguity::rook);
    result.findings.push_back(
        {"neighbourhoods", "neighbors_by_snap", static_cast<double>(touching.by_snap), Unit::count,
         touching.by_snap > 0 ? Finding::Level::notice : Finding::Level::ok,
         touching.by_snap > 0 ? fmt::format("{} pairs of neighbourhoods touch only across small gaps", touching.by_snap)
                              : ""});
    result.weights = std::move(touching.weights);
    return result;
  }
  std::vector<Point> centroids;
  for (const MultiPolygon& shape : zones.shapes) centroids.push_back(centroid(shape));
  if (kind == WeightsKind::distance_band) {
    result.weights = distance_band(centroids, required_band(settings));
    return result;
  }
  NearestNeighbors nearest = k_nearest(centroids, neighbors_of(settings, centroids.size()));
  result.findings.push_back(
      {"neighbourhoods", "broken_ties", static_cast<double>(nearest.broken_ties), Unit::count, Finding::Level::ok, ""});
  result.weights = std::move(nearest.weights);
  return result;
}

}  // namespace vigie

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
#include "engine/statistics/gi.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 6> kinds{"distance_band",    "queen", "rook", "k_nearest",
                                                "inverse_distance", "kernel"};
constexpr std::array<std::string_view, 4> kernels{"triangular", "epanechnikov", "quartic", "gaussian"};
constexpr std::array<std::string_view, 3> policies{"drop", "nearest", "error"};
enum class Islands { drop, nearest, error };

bool by_distance(WeightsKind kind) {
  return kind == WeightsKind::distance_band || kind == WeightsKind::inverse_distance || kind == WeightsKind::kernel;
}

Decay decay_of(WeightsKind kind, const Settings& settings) {
  if (kind == WeightsKind::inverse_distance)
    return {Decay::Shape::inverse_distance, settings.required_number(distance_power_parameter)};
  if (kind != WeightsKind::kernel) return {};
  constexpr std::array<Decay::Shape, 4> shapes{Decay::Shape::triangular, Decay::Shape::epanechnikov,
                                               Decay::Shape::quartic, Decay::Shape::gaussian};
  return {shapes[settings.choice<std::size_t>(weights_kernel_parameter)], 1};
}

double required_band(const Settings& settings) {
  const std::optional<double> band = settings.number(distance_band_parameter);
  if (!band)
    throw UsageError(fmt::format("[{}] weights = \"{}\" on neighbourhoods needs distance_band, such as \"500m\"",
                                 settings.section().name, settings.text(weights_parameter)));
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

[[noreturn]] void refuse_islands(const Settings& settings, std::string_view places, std::size_t count) {
  throw DataError(fmt::format(
      "[{}] islands = \"error\": {} {} have no neighbors; widen distance_band, or choose islands = \"drop\"",
      settings.section().name, count, places));
}

void check_cells(const Cells& cells, const Weights& weights, const Settings& settings) {
  const auto policy = settings.choice<Islands>(islands_parameter);
  if (policy == Islands::drop) return;
  if (policy == Islands::nearest)
    throw UsageError(fmt::format(
        "[{}] islands = \"nearest\" needs on = \"neighbourhoods\"; for cells widen distance_band, or use weights = "
        "\"k_nearest\"",
        settings.section().name));
  std::vector<double> ones(cells.analyzed.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < ones.size(); ++i)
    if (cells.analyzed[i]) ones[i] = 1;
  const NeighborSums sums = std::visit([&](const auto& given) { return neighbor_sums(ones, given); }, weights);
  std::size_t alone = 0;
  for (std::size_t i = 0; i < ones.size(); ++i) alone += sums.weight[i] == 0 ? 1 : 0;
  if (alone > 0) refuse_islands(settings, "cells", alone);
}

SpatialWeights settle_islands(SpatialWeights weights, std::span<const Point> centroids, const Settings& settings,
                              std::vector<Finding>& findings) {
  const auto policy = settings.choice<Islands>(islands_parameter);
  if (policy == Islands::drop) return weights;
  std::size_t alone = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) alone += weights.row(i).empty() ? 1 : 0;
  if (policy == Islands::error && alone > 0) refuse_islands(settings, "neighbourhoods", alone);
  JoinedIslands joined = join_islands(weights, centroids);
  if (!joined.islands.empty())
    findings.push_back(
        {"neighbourhoods", "islands_joined", static_cast<double>(joined.islands.size()), Unit::count,
         Finding::Level::warning,
         fmt::format("{} neighbourhoods without neighbors were linked to the nearest one", joined.islands.size())});
  return std::move(joined.weights);
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
        "line (rook), the k nearest, or all within the distance band by weights that fall with distance "
        "(inverse_distance, kernel)."};

const Parameter distance_power_parameter{
    .name = "distance_power",
    .kind = ParameterKind::number,
    .fallback = "1",
    .minimum = 0.01,
    .maximum = 10,
    .help =
        "With weights = \"inverse_distance\": weights fall with this power of the distance; the closest pair of "
        "places counts 1."};

const Parameter weights_kernel_parameter{
    .name = "weights_kernel",
    .kind = ParameterKind::choice,
    .fallback = "triangular",
    .choices = kernels,
    .help = "With weights = \"kernel\": how weights fall from 1 at the place itself to the distance band."};

const Parameter islands_parameter{
    .name = "islands",
    .kind = ParameterKind::choice,
    .fallback = "drop",
    .choices = policies,
    .help =
        "Places without neighbors: they get no result (drop), are linked with the nearest neighbourhood (nearest), "
        "or stop the run (error)."};

const Parameter distance_band_parameter{
    .name = "distance_band",
    .kind = ParameterKind::length,
    .otherwise =
        "from the data: cell_size * sqrt(2) for square cells, cell_size for hexagons; three times the "
        "cell_size for weights that fall with distance",
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

namespace {

// Without a given band: the adjacent cells, or for weights that fall with distance a reach in which they can fall.
double cell_band(const Cells& cells, WeightsKind kind, const Settings& settings) {
  const double size = cells.grid.cell_size;
  if (const std::optional<double> band = settings.number(distance_band_parameter); band && by_distance(kind))
    return *band;
  if (kind == WeightsKind::inverse_distance || kind == WeightsKind::kernel) return 3 * size;
  // A hexagon touches its six neighbors along edges, so queen and rook are the same there.
  return cells.grid.shape == CellShape::square && kind != WeightsKind::rook ? size * std::numbers::sqrt2 : size;
}

void choose_cell_weights(WeightsKind kind, double distance, const Settings& settings, PlaceWeights& result) {
  if (!settings.given(weights_parameter))
    result.chosen.push_back({&weights_parameter, kind == WeightsKind::distance_band ? "distance_band" : "queen",
                             kind == WeightsKind::distance_band ? "a distance band is given" : "adjacent cells"});
  if (!settings.given(distance_band_parameter))
    result.chosen.push_back({&distance_band_parameter, number_text(std::round(distance * 1000) / 1000) + "m",
                             kind == WeightsKind::inverse_distance || kind == WeightsKind::kernel
                                 ? "three cells, so that weights can fall with distance"
                                 : "centres of adjacent cells lie within it"});
}

}  // namespace

PlaceWeights cell_weights(const Cells& cells, const Settings& settings) {
  PlaceWeights result;
  const WeightsKind kind = kind_of(settings, WeightsKind::queen);
  if (kind == WeightsKind::k_nearest) {
    std::size_t places = 0;
    for (std::uint8_t analyzed : cells.analyzed) places += analyzed;
    result.weights = nearest_cells(cells, neighbors_of(settings, places), result.findings);
    return result;
  }
  const double distance = cell_band(cells, kind, settings);
  choose_cell_weights(kind, distance, settings, result);
  result.weights = GridStencil{cells.grid, cells.analyzed, distance, decay_of(kind, settings)};
  check_cells(cells, result.weights, settings);
  return result;
}

Contiguous touching_zones(const ZoneSet& zones, Contiguity rule) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const MultiPolygon& shape : zones.shapes) smallest = std::min(smallest, area(shape));
  return contiguity(zones.shapes, rule, std::min(0.01, 1e-3 * std::sqrt(smallest)));
}

namespace {

SpatialWeights contiguous_weights(const ZoneSet& zones, WeightsKind kind, std::vector<Finding>& findings) {
  Contiguous touching = touching_zones(zones, kind == WeightsKind::queen ? Contiguity::queen : Contiguity::rook);
  findings.push_back({"neighbourhoods", "neighbors_by_snap", static_cast<double>(touching.by_snap), Unit::count,
                      touching.by_snap > 0 ? Finding::Level::notice : Finding::Level::ok,
                      touching.by_snap > 0
                          ? fmt::format("{} pairs of neighbourhoods touch only across small gaps", touching.by_snap)
                          : ""});
  return std::move(touching.weights);
}

SpatialWeights nearest_weights(std::span<const Point> centroids, const Settings& settings,
                               std::vector<Finding>& findings) {
  NearestNeighbors nearest = k_nearest(centroids, neighbors_of(settings, centroids.size()));
  findings.push_back(
      {"neighbourhoods", "broken_ties", static_cast<double>(nearest.broken_ties), Unit::count, Finding::Level::ok, ""});
  return std::move(nearest.weights);
}

}  // namespace

PlaceWeights zone_weights(const ZoneSet& zones, const Settings& settings) {
  PlaceWeights result;
  const WeightsKind kind = kind_of(settings, WeightsKind::queen);
  if (!settings.given(weights_parameter))
    result.chosen.push_back(
        {&weights_parameter, std::string(kinds[static_cast<std::size_t>(kind)]), "areas differ in size"});
  std::vector<Point> centroids;
  for (const MultiPolygon& shape : zones.shapes) centroids.push_back(centroid(shape));
  SpatialWeights weights;
  if (kind == WeightsKind::queen || kind == WeightsKind::rook) {
    weights = contiguous_weights(zones, kind, result.findings);
  } else if (kind == WeightsKind::k_nearest) {
    weights = nearest_weights(centroids, settings, result.findings);
  } else if (kind == WeightsKind::distance_band) {
    weights = distance_band(centroids, required_band(settings));
  } else {
    weights = decaying_weights(centroids, required_band(settings), decay_of(kind, settings));
  }
  result.weights = settle_islands(std::move(weights), centroids, settings, result.findings);
  return result;
}

}  // namespace vigie

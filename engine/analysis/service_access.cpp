// People are taken as spread evenly over their neighbourhood, as coverage does.
#include "engine/analysis/service_access.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/data/grid.h"
#include "engine/geometry/kd_tree.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

constexpr double most_points = 100'000;
constexpr double usual_spacing = 100;

double median(std::vector<double>& values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

GroundPoints ground_points(const Study& study, double spacing) {
  const std::vector<MultiPolygon>& shapes = study.neighbourhoods.zones.shapes;
  Box box;
  double surface = 0;
  for (const MultiPolygon& shape : shapes) {
    box.add(bounds(shape));
    surface += area(shape);
  }
  GroundPoints ground;
  ground.spacing = std::max({spacing, std::ceil(std::sqrt(surface / most_points)), 1.0});
  // A box far larger than what lies in it must not make the lattice huge.
  while (box.width() / ground.spacing * (box.height() / ground.spacing) > 40 * most_points) ground.spacing *= 2;
  const Grid grid = grid_over(box, CellShape::square, ground.spacing);
  std::vector<double> x, y;
  for (std::int64_t cell = 0; cell < grid.size(); ++cell) {
    const Point centre = grid.centre(cell);
    x.push_back(centre.x);
    y.push_back(centre.y);
  }
  const std::vector<std::int32_t> zone = ZoneIndex(shapes).zones_at(x, y);
  std::vector<std::uint8_t> met(shapes.size(), 0);
  for (std::size_t i = 0; i < zone.size(); ++i) {
    if (zone[i] < 0) continue;
    ground.at.push_back({x[i], y[i]});
    ground.zone.push_back(zone[i]);
    met[static_cast<std::size_t>(zone[i])] = 1;
  }
  for (std::size_t z = 0; z < shapes.size(); ++z) {
    if (met[z] != 0) continue;
    ground.at.push_back(interior_point(shapes[z]));
    ground.zone.push_back(static_cast<std::int32_t>(z));
  }
  return ground;
}

std::vector<double> distances_to_service(const Study& study, const std::vector<Point>& services) {
  const GroundPoints ground = ground_points(study, usual_spacing);
  const KdTree tree(services);
  std::vector<std::vector<double>> by_zone(study.neighbourhoods.zones.size());
  constexpr std::uint32_t nobody = ~0U;  // no service is left out
  for (std::size_t i = 0; i < ground.at.size(); ++i)
    by_zone[static_cast<std::size_t>(ground.zone[i])].push_back(
        std::sqrt(tree.kth_squared_distance(ground.at[i], nobody, 1)));
  std::vector<double> result;
  for (std::vector<double>& distances : by_zone) result.push_back(median(distances));
  return result;
}

std::vector<double> unserved_shares(const Study& study, const std::vector<MultiPolygon>& areas) {
  const std::vector<MultiPolygon>& shapes = study.neighbourhoods.zones.shapes;
  std::vector<double> shares = shared_areas(shapes, unite(areas));
  for (std::size_t z = 0; z < shares.size(); ++z) shares[z] = std::clamp(1 - shares[z] / area(shapes[z]), 0.0, 1.0);
  return shares;
}

}  // namespace vigie

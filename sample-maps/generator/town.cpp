// Seeds in four belts make the neighbourhoods; their borders are roughened once and used from both sides.
#include "sample-maps/generator/town.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "sample-maps/generator/borders.h"
#include "sample-maps/generator/census.h"
#include "sample-maps/generator/dice.h"

namespace vigie::sample {
namespace {

struct Belt {
  int count;
  double radius;  // metres
};
// The last belt lies outside the town and only bounds the others.
constexpr std::array<Belt, 6> seed_belts{{{1, 0}, {6, 430}, {14, 1000}, {19, 1780}, {21, 2620}, {32, 3600}}};
constexpr int inner_seeds = 61;

constexpr int belt_of_seed(int seed) {
  return seed < 7 ? 0 : seed < 21 ? 1 : seed < 40 ? 2 : 3;
}

/// Towns are longer along their river, and reach farther out along some roads than along others.
Point spread(double radius, double angle) {
  const double reach = 1 + 0.13 * std::sin(2 * angle + 0.4) + 0.08 * std::sin(3 * angle + 2.0);
  return town_centre + Point{1.15 * std::cos(angle), 0.92 * std::sin(angle)} * (radius * reach);
}

std::vector<Point> scatter_seeds() {
  Dice dice(1);
  std::vector<Point> seeds;
  for (const Belt& belt : seed_belts) {
    const double start = dice.unit();
    for (int i = 0; i < belt.count; ++i) {
      const double angle = 2 * std::numbers::pi * (start + (i + dice.between(-0.22, 0.22)) / belt.count);
      seeds.push_back(spread(belt.radius * dice.between(0.86, 1.14), angle));
    }
  }
  return seeds;
}

/// Half a step of Lloyd's relaxation: no needles, and still no honeycomb.
std::vector<Point> relaxed(std::vector<Point> seeds) {
  const Mosaic mosaic = mosaic_of(seeds, inner_seeds);
  for (int i = 0; i < inner_seeds; ++i) seeds[i] = (seeds[i] + centroid(ring_of(mosaic, i))) * 0.5;
  return seeds;
}

int nearest_cell(const std::vector<Neighbourhood>& zones, Point offset, int belt) {
  int best = -1;
  for (int i = 0; i < static_cast<int>(zones.size()); ++i) {
    const Point wished = town_centre + offset;
    if (zones[i].belt != belt || zones[i].role != Role::ordinary) continue;
    if (best < 0 || distance(zones[i].centre, wished) < distance(zones[best].centre, wished)) best = i;
  }
  return best;
}

void give_roles(std::vector<Neighbourhood>& zones) {
  struct Wish {
    Role role;
    Point offset;  // metres from the centre
    int belt;
  };
  constexpr std::array<Wish, 8> wishes{{{Role::market, {0, 0}, 0},
                                        {Role::nightlife, {-350, -250}, 0},
                                        {Role::station, {500, -850}, 1},
                                        {Role::neglected, {-1250, 350}, 1},
                                        {Role::mediation, {1500, -1300}, 2},
                                        {Role::one_voice, {-600, 1650}, 2},
                                        {Role::park, {-1700, -900}, 2},
                                        {Role::port, {2300, 700}, 2}}};
  for (const Wish& wish : wishes) zones[nearest_cell(zones, wish.offset, wish.belt)].role = wish.role;
}

/// The port lies on both banks: the cell across the river becomes its second part.
void join_port(std::vector<Neighbourhood>& zones, const Mosaic& mosaic, const River& river) {
  const auto port = std::ranges::find(zones, Role::port, &Neighbourhood::role);
  const int cell = static_cast<int>(port - zones.begin());
  int across = -1;
  double longest = 0;
  for (const Side& side : mosaic.cells[cell]) {
    const double reach = distance(mosaic.corners[side.from], mosaic.corners[side.to]);
    if (!river.follows(side) || reach < longest) continue;
    longest = reach;
    across = side.neighbor;
  }
  if (across < 0) throw std::logic_error("the port does not lie on the river");
  port->parts.push_back(zones[across].parts[0]);
  zones.erase(zones.begin() + across);
}

void dig_pond(std::vector<Neighbourhood>& zones) {
  const auto park = std::ranges::find(zones, Role::park, &Neighbourhood::role);
  Ring pond = blob(park->centre, 95, 18, 30);
  std::ranges::reverse(pond);
  park->parts[0].holes.push_back(pond);
}

}  // namespace

const Neighbourhood& Town::with(Role role) const {
  return *std::ranges::find(zones, role, &Neighbourhood::role);
}

int Town::zone_at(Point p) const {
  for (int i = 0; i < static_cast<int>(zones.size()); ++i)
    if (contains(zones[i].parts, p)) return i;
  return -1;
}

Town lay_out_town() {
  Mosaic mosaic = mosaic_of(relaxed(scatter_seeds()), inner_seeds);
  const std::vector<Point> course{town_centre + Point{-4200, -900}, town_centre + Point{-1900, -150},
                                  town_centre + Point{-700, 520},   town_centre + Point{700, 330},
                                  town_centre + Point{1900, 700},   town_centre + Point{4400, 1500}};
  const River river = river_along(mosaic, course, 48);
  Town town;
  for (int i = 0; i < inner_seeds; ++i) {
    Neighbourhood zone;
    zone.belt = belt_of_seed(i);
    zone.parts.push_back({.outer = outline(mosaic, river, i), .holes = {}});
    zone.centre = centroid(zone.parts[0].outer);
    town.zones.push_back(zone);
  }
  give_roles(town.zones);
  join_port(town.zones, mosaic, river);
  dig_pond(town.zones);
  take_census(town.zones);
  for (Neighbourhood& zone : town.zones) zone.drawn = zone.parts;
  plant_flaws(town.zones);
  const std::size_t middle = river.left.size() / 2;
  town.river_part = {river.right[middle - 6], river.right[middle], river.left[middle], river.left[middle - 6]};
  return town;
}

}  // namespace vigie::sample

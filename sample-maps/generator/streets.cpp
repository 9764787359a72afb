// Two families of slightly bent streets for each neighbourhood, turned towards the centre of the town.
#include "sample-maps/generator/streets.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sample-maps/generator/dice.h"

namespace vigie::sample {
namespace {

struct Fabric {
  double between_streets, between_doors;  // metres
  double open;                            // share of blocks without houses
};
constexpr std::array<Fabric, 4> fabric_of_belt{{{62, 8, 0.04}, {74, 9, 0.08}, {105, 15, 0.16}, {230, 28, 0.38}}};

constexpr double clear_of_border = 9, side_of_street = 6, block = 140;  // metres

/// The same answer for every address of one block.
bool built_up(Point p, double open) {
  const auto column = static_cast<std::uint64_t>(p.x / block), row = static_cast<std::uint64_t>(p.y / block);
  return static_cast<double>(scrambled(column * 100003 + row) >> 11) * 0x1.0p-53 >= open;
}

/// Streets along `along`, `spacing` apart, across a disc that covers the neighbourhood.
std::vector<Point> doors_along(Point centre, double reach, Point along, double spacing, double step, Dice& dice) {
  const Point aside{-along.y, along.x};
  const double bend = dice.between(-0.12, 0.12);
  std::vector<Point> doors;
  for (double offset = -reach; offset < reach; offset += spacing * dice.between(0.85, 1.15)) {
    double side = side_of_street;
    for (double t = -reach; t < reach; t += step * dice.between(0.7, 1.3)) {
      side = -side;
      doors.push_back(centre + along * t + aside * (offset + bend * t * t / reach + side));
    }
  }
  return doors;
}

}  // namespace

std::vector<Point> addresses_of(const Neighbourhood& zone, unsigned stream) {
  Dice dice(stream);
  const Fabric& fabric = fabric_of_belt[static_cast<std::size_t>(zone.belt)];
  const Point inwards = town_centre - zone.centre, turn = Point{dice.bell(), dice.bell()} * 0.25;
  const Point wished = (length(inwards) > 50 ? inwards * (1 / length(inwards)) : Point{1, 0}) + turn;
  const Point along = wished * (1 / length(wished)), across{-along.y, along.x};
  std::vector<Point> kept;
  for (const Polygon& part : zone.parts) {
    const Point centre = centroid(part.outer);
    double reach = 0;
    for (const Point& p : part.outer) reach = std::max(reach, distance(centre, p));
    std::vector<Point> doors = doors_along(centre, reach, along, fabric.between_streets, fabric.between_doors, dice);
    const std::vector<Point> crossing =
        doors_along(centre, reach, across, 2.3 * fabric.between_streets, fabric.between_doors, dice);
    doors.insert(doors.end(), crossing.begin(), crossing.end());
    std::ranges::copy_if(doors, std::back_inserter(kept), [&](Point p) {
      return built_up(p, fabric.open) && contains(zone.parts, p) && distance_to_border(zone.parts, p) > clear_of_border;
    });
  }
  return kept;
}

}  // namespace vigie::sample

// A border is drawn from its lower to its higher corner, whichever side asks, so that both get the same points.
#include "sample-maps/generator/borders.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sample-maps/generator/dice.h"

namespace vigie::sample {
namespace {

enum class Bank { none, left, right };

Bank bank_of(const Mosaic& mosaic, const River& river, int cell) {
  for (const Side& side : mosaic.cells[cell])
    if (river.follows(side)) return river.place.at(side.from) < river.place.at(side.to) ? Bank::left : Bank::right;
  return Bank::none;
}

Point corner(const Mosaic& mosaic, const River& river, int index, Bank bank) {
  const auto place = river.place.find(index);
  if (bank == Bank::none || place == river.place.end()) return rounded(mosaic.corners[index]);
  const std::size_t at = static_cast<std::size_t>(place->second) * River::steps;
  return rounded(bank == Bank::left ? river.left[at] : river.right[at]);
}

/// Midpoint displacement down to pieces of some 45 m.
std::vector<Point> roughened(Point a, Point b, Dice& dice) {
  const double gap = distance(a, b);
  if (gap < 45) return {a};
  const Point middle = rounded((a + b) * 0.5 + left_of(a, b) * (gap * dice.between(-0.13, 0.13)));
  std::vector<Point> points = roughened(a, middle, dice);
  const std::vector<Point> second = roughened(middle, b, dice);
  points.insert(points.end(), second.begin(), second.end());
  return points;
}

/// Points from the first corner of the side (included) to its last (left out).
std::vector<Point> land_border(const Side& side, Point a, Point b) {
  const auto [low, high] = std::minmax(side.from, side.to);
  Dice dice(1000 + static_cast<std::uint64_t>(low) * 1000 + static_cast<std::uint64_t>(high));
  if (side.from == low) return roughened(a, b, dice);
  std::vector<Point> points = roughened(b, a, dice);
  points.erase(points.begin());
  points.push_back(a);
  std::ranges::reverse(points);
  return points;
}

std::vector<Point> river_border(const River& river, const Side& side) {
  const int from = river.place.at(side.from), to = river.place.at(side.to);
  const std::vector<Point>& bank = from < to ? river.left : river.right;
  const std::ptrdiff_t start = static_cast<std::ptrdiff_t>(from) * River::steps, step = from < to ? 1 : -1;
  std::vector<Point> points;
  points.reserve(River::steps);
  for (int k = 0; k < River::steps; ++k) points.push_back(rounded(bank[static_cast<std::size_t>(start + k * step)]));
  return points;
}

bool on(const Ring& ring, Point p) {
  return std::ranges::find(ring, p) != ring.end();
}

/// The middle of the longest run of points that both outlines have, as an index into the first.
std::size_t middle_of_shared(const Ring& ring, const Ring& other) {
  std::size_t best = 0, longest = 0, run = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    run = on(other, ring[i]) ? run + 1 : 0;
    if (run <= longest) continue;
    longest = run;
    best = i - run / 2;
  }
  return longest < 5 ? 0 : best;
}

/// An ordinary neighbourhood of the belt and one that shares a good piece of border with it.
std::pair<std::size_t, std::size_t> neighbors_in(std::span<const Neighbourhood> zones, int belt) {
  for (std::size_t i = 0; i < zones.size(); ++i)
    for (std::size_t j = 0; j < zones.size(); ++j)
      if (i != j && zones[i].belt == belt && zones[i].role == Role::ordinary && zones[j].role == Role::ordinary &&
          middle_of_shared(zones[i].parts[0].outer, zones[j].parts[0].outer) > 0)
        return {i, j};
  throw std::logic_error("no two neighbourhoods share a border");
}

constexpr double sliver_width = 0.4;  // metres

/// Moves one shared point of the first outline only: inwards leaves a gap, outwards an overlap.
void plant_sliver(Neighbourhood& zone, const Neighbourhood& other, double inwards) {
  Ring& ring = zone.drawn[0].outer;
  const std::size_t at = middle_of_shared(ring, other.parts[0].outer);
  ring[at] = rounded(ring[at] + left_of(ring[at - 1], ring[at + 1]) * inwards);
}

/// Index of a stretch of outline that no other neighbourhood touches and that is long enough for a bow-tie.
std::size_t free_stretch(std::span<const Neighbourhood> zones, const Neighbourhood& zone) {
  const Ring& ring = zone.parts[0].outer;
  const auto shared = [&](Point p) {
    return std::ranges::any_of(
        zones, [&](const Neighbourhood& other) { return other.id != zone.id && on(other.parts[0].outer, p); });
  };
  for (std::size_t i = 2; i + 2 < ring.size(); ++i)
    if (distance(ring[i], ring[i + 1]) > 32 && !shared(ring[i - 1]) && !shared(ring[i]) && !shared(ring[i + 1]))
      return i;
  return 0;
}

std::size_t bow_tie_zone(std::span<const Neighbourhood> zones) {
  for (std::size_t i = zones.size(); i-- > 0;)
    if (zones[i].belt == 3 && free_stretch(zones, zones[i]) > 0) return i;
  throw std::logic_error("no outline is free for the bow-tie");
}

constexpr double bow_tie_half = 10, bow_tie_height = 16;  // metres

void plant_bow_tie(Neighbourhood& zone, std::size_t at) {
  Ring& ring = zone.drawn[0].outer;
  const Point a = ring[at], b = ring[at + 1], middle = (a + b) * 0.5;
  const Point along = (b - a) * (bow_tie_half / distance(a, b)), out = left_of(b, a) * bow_tie_height;
  const std::vector<Point> tie{rounded(middle - along), rounded(middle + along + out), rounded(middle - along + out),
                               rounded(middle + along)};
  ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(at) + 1, tie.begin(), tie.end());
}

}  // namespace

Ring outline(const Mosaic& mosaic, const River& river, int cell) {
  const Bank bank = bank_of(mosaic, river, cell);
  Ring ring;
  for (const Side& side : mosaic.cells[cell]) {
    const std::vector<Point> points = river.follows(side) ? river_border(river, side)
                                                          : land_border(side, corner(mosaic, river, side.from, bank),
                                                                        corner(mosaic, river, side.to, bank));
    ring.insert(ring.end(), points.begin(), points.end());
  }
  return ring;
}

void plant_flaws(std::span<Neighbourhood> zones) {
  const auto [gap, beside_gap] = neighbors_in(zones, 2);
  plant_sliver(zones[gap], zones[beside_gap], sliver_width);
  const auto [overlap, beside_overlap] = neighbors_in(zones, 3);
  plant_sliver(zones[overlap], zones[beside_overlap], -sliver_width);
  const std::size_t tied = bow_tie_zone(zones);
  plant_bow_tie(zones[tied], free_stretch(zones, zones[tied]));
}

std::vector<BorderFlaw> planted_flaws(std::span<const Neighbourhood> zones) {
  const auto sliver = [&](const char* kind, int belt) {
    const auto [a, b] = neighbors_in(zones, belt);
    const std::size_t at = middle_of_shared(zones[a].parts[0].outer, zones[b].parts[0].outer);
    const double change = std::abs(area(zones[a].parts) - area(zones[a].drawn));
    return BorderFlaw{kind, zones[a].id, zones[b].id, zones[a].parts[0].outer[at], change};
  };
  const std::size_t tied = bow_tie_zone(zones);
  const Ring& ring = zones[tied].parts[0].outer;
  const std::size_t at = free_stretch(zones, zones[tied]);
  return {
      sliver("gap", 2), sliver("overlap", 3),
      BorderFlaw{"bow-tie", zones[tied].id, "", (ring[at] + ring[at + 1]) * 0.5, bow_tie_half * bow_tie_height / 2}};
}

}  // namespace vigie::sample

// Addresses where they are known; else nine points in every square.
#include "engine/job/neighbourhood_homes.h"

#include "engine/base/error.h"
#include "engine/base/floor_of.h"

namespace vigie {
namespace {

constexpr int samples_along = 3;  // of a square, in each direction
constexpr double most_squares = 4e6;

HomeLattice window_over(const Box& box, double side) {
  HomeLattice lattice;
  const auto square = [&](double value) { return floor_of(value / side); };
  lattice.side = side;
  lattice.first_column = square(box.min_x);
  lattice.first_row = square(box.min_y);
  lattice.columns = square(box.max_x) - lattice.first_column + 1;
  lattice.rows = square(box.max_y) - lattice.first_row + 1;
  lattice.inside.assign(lattice.size(), 0);
  lattice.homes.assign(lattice.size(), 0);
  return lattice;
}

}  // namespace

std::vector<double> HomeGround::homes_where(const std::vector<std::uint8_t>& counts) const {
  std::vector<double> homes(lattice.size(), 0);
  for (std::size_t i = 0; i < places.size(); ++i)
    if (counts[i] != 0) homes[square_of[i]] += share;
  return homes;
}

NeighbourhoodHomes::NeighbourhoodHomes(const Neighbourhoods& zones, const SitePlaces* addresses)
    : zones_(zones), addresses_(addresses), index_(zones.zones.shapes), addresses_in_(zones.zones.size()) {
  if (!addresses && !zones.has_dwellings())
    throw UsageError(
        "[output] moved points hide among dwellings, and none are known: name the column [neighbourhoods] dwellings, "
        "or "
        "a file of addresses by output.mask_dwellings");
  if (!addresses) return;
  for (std::size_t i = 0; i < addresses->size(); ++i)
    if (const std::int32_t zone = index_.zone_at(addresses->at[i]); zone >= 0)
      addresses_in_[static_cast<std::size_t>(zone)].push_back(i);
}

double NeighbourhoodHomes::homes(std::size_t zone) const {
  return addresses_ ? static_cast<double>(addresses_in_[zone].size()) : zones_.dwellings[zone];
}

double NeighbourhoodHomes::density(std::size_t zone) const {
  const double known = homes(zone), ground = area(zones_.zones.shapes[zone]);
  return known > 0 && ground > 0 ? known / ground : 0;
}

std::optional<HomeGround> NeighbourhoodHomes::ground(std::size_t zone, double side) const {
  const Box box = bounds(zones_.zones.shapes[zone]);
  if (box.width() / side * (box.height() / side) > most_squares) return std::nullopt;
  HomeGround ground;
  ground.lattice = window_over(box, side);
  const auto here = [&](Point p) { return index_.zone_at(p) == static_cast<std::int32_t>(zone); };
  const auto add = [&](Point p, std::size_t square) {
    ground.places.push_back(p);
    ground.square_of.push_back(square);
  };
  for (std::size_t square = 0; square < ground.lattice.size(); ++square) {
    const Point centre = ground.lattice.centre(square);
    ground.lattice.inside[square] = here(centre) ? 1 : 0;
    for (int i = 0; !addresses_ && i < samples_along * samples_along; ++i) {
      const Point p{centre.x + (static_cast<double>(i % samples_along + 0.5) / samples_along - 0.5) * side,
                    centre.y + (static_cast<double>(i / samples_along + 0.5) / samples_along - 0.5) * side};
      if (here(p)) add(p, square);
    }
  }
  for (const std::size_t address : addresses_in_[zone]) {
    const Point p = addresses_->at[address];
    if (const auto square = ground.lattice.at(p)) add(p, *square);
  }
  if (!addresses_ && !ground.places.empty()) ground.share = homes(zone) / static_cast<double>(ground.places.size());
  ground.lattice.homes = ground.homes_where(std::vector<std::uint8_t>(ground.places.size(), 1));
  return ground;
}

}  // namespace vigie

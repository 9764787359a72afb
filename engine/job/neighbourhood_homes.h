// Where the dwellings of each neighbourhood lie, as far as anybody can know.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/disclosure/donut_mask.h"
#include "engine/disclosure/home_lattice.h"
#include "engine/geometry/zone_index.h"

namespace vigie {

/// One neighbourhood by squares, with the places of its homes.
struct HomeGround {
  HomeLattice lattice;
  std::vector<Point> places;           // addresses; or points that lie evenly over the neighbourhood
  std::vector<std::size_t> square_of;  // of each place
  double share = 1;                    // dwellings at each place

  /// Dwellings by square at the places where `counts` says so (as long as `places`).
  std::vector<double> homes_where(const std::vector<std::uint8_t>& counts) const;
};

class NeighbourhoodHomes {
 public:
  /// `addresses` may be null: then homes lie evenly, as many as the neighbourhoods' dwellings. Throws UsageError where
  /// neither is known. Keeps a reference to the study's neighbourhoods.
  NeighbourhoodHomes(const Neighbourhoods& zones, const SitePlaces* addresses);

  HomesKnown known() const { return addresses_ ? HomesKnown::by_address : HomesKnown::by_area; }
  /// Dwellings per square metre; 0 where there are none or their number is not known.
  double density(std::size_t zone) const;
  /// With squares of that size over the whole neighbourhood. Nothing where that would be more than four million: parts
  /// of it lie too far from each other.
  std::optional<HomeGround> ground(std::size_t zone, double side) const;

 private:
  double homes(std::size_t zone) const;

  const Neighbourhoods& zones_;
  const SitePlaces* addresses_;
  ZoneIndex index_;
  std::vector<std::vector<std::size_t>> addresses_in_;  // by neighbourhood
};

}  // namespace vigie

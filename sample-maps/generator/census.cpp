// Densities fall from the old town to the rim, as they do; the port has nobody, so that some rates have no divisor.
#include "sample-maps/generator/census.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sample-maps/generator/dice.h"
#include "sample-maps/generator/zone_names.h"

namespace vigie::sample {
namespace {

constexpr std::array<double, belts> people_per_km2{7600, 6300, 2300, 520};
constexpr std::array<double, belts> people_per_dwelling{1.7, 2.1, 2.3, 2.45};

BilingualName name_of_role(Role role) {
  switch (role) {
    case Role::market:
      return {"Grote Markt", "Grand-Place"};
    case Role::nightlife:
      return {"Vismarkt", "Marché aux Poissons"};
    case Role::station:
      return {"Stationswijk", "Quartier de la Gare"};
    case Role::port:
      return {"Haven", "Le Port"};
    case Role::neglected:
      return {"Blekerij", "La Blanchisserie"};
    case Role::mediation:
      return {"Torenwijk", "Les Tours"};
    case Role::one_voice:
      return {"Rozendaal", "Val des Roses"};
    case Role::park:
      return {"Wilgenpark", "Parc des Saules"};
    case Role::ordinary:
      break;
  }
  return {};
}

double crowding(Role role) {
  switch (role) {
    case Role::port:
      return 0;
    case Role::park:
      return 0.12;
    case Role::mediation:
      return 2.2;
    case Role::neglected:
      return 1.25;
    default:
      return 1;
  }
}

/// Low is poor: the inner belt on the whole, and the two places where the stories happen.
double hardship(const Neighbourhood& zone, Dice& dice) {
  constexpr std::array<double, belts> usual{0.45, 0.30, 0.60, 0.75};
  const double chance = usual[zone.belt] + 0.11 * dice.bell();
  if (zone.role == Role::neglected) return -9;
  if (zone.role == Role::mediation) return 0.12;
  return chance;
}

void rank_deprivation(std::vector<Neighbourhood>& zones) {
  Dice dice(3);
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < zones.size(); ++i) order.push_back({hardship(zones[i], dice), i});
  std::ranges::sort(order);
  for (std::size_t k = 0; k < order.size(); ++k) zones[order[k].second].deprivation_rank = static_cast<int>(k) + 1;
}

}  // namespace

void take_census(std::vector<Neighbourhood>& zones) {
  Dice dice(2);
  std::array<std::size_t, belts> named{}, numbered{};
  for (Neighbourhood& zone : zones) {
    const auto belt = static_cast<std::size_t>(zone.belt);
    const bool ordinary = zone.role == Role::ordinary;
    const BilingualName name = ordinary ? names_of_belt(zone.belt)[named[belt]++] : name_of_role(zone.role);
    zone.name_nl = name.nl;
    zone.name_fr = name.fr;
    zone.id = fmt::format("{:02}{:02}", belt + 1, ++numbered[belt]);
    const double people =
        people_per_km2[belt] * crowding(zone.role) * area(zone.parts) / 1e6 * dice.between(0.75, 1.25);
    zone.population = static_cast<int>(std::round(people));
    zone.dwellings = static_cast<int>(std::round(people / people_per_dwelling[belt] * dice.between(0.95, 1.08)));
    zone.households = static_cast<int>(std::round(zone.dwellings * dice.between(0.92, 0.98)));
  }
  rank_deprivation(zones);
  std::ranges::sort(zones, {}, &Neighbourhood::id);
}

}  // namespace vigie::sample

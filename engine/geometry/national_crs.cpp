// Country codes of EPSG, and the test of a box against the outlines.
#include "engine/geometry/national_crs.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/geometry/crs_outlines.h"

namespace vigie {
namespace {

constexpr double town = 0.5;  // degrees
constexpr int samples = 9;    // per side of the box

struct CountryCrs {
  std::string_view country;
  std::vector<int> epsg;              // preferred first; empty: UTM zones on ETRS89 (258zz)
  int first_zone = 0, last_zone = 0;  // of those UTM zones
};

// Sources: EPSG areas of use and scopes; in Belgium both Lambert systems are in use.
const std::vector<CountryCrs>& country_table() {
  static const std::vector<CountryCrs> table{
      {"Belgium", {31370, 3812}}, {"Netherlands", {28992}},   {"Luxembourg", {2169}},
      {"France", {2154, 27572}},  {"Germany", {}, 32, 33},    {"Switzerland", {2056, 21781}},
      {"Austria", {31287}},       {"Czechia", {5514}},        {"Poland", {2180}},
      {"Lithuania", {3346}},      {"Latvia", {3059}},         {"Estonia", {3301}},
      {"Finland", {3067}},        {"Sweden", {3006}},         {"Norway", {}, 32, 35},
      {"Denmark", {}, 32, 32},    {"Bornholm", {}, 33, 33},   {"Spain", {}, 29, 31},
      {"Portugal", {3763}},       {"Great Britain", {27700}}, {"Ireland", {2157, 29903}},
      {"New Zealand", {2193}},
  };
  return table;
}

int utm_zone(double longitude) {
  const double turned = longitude - 360 * std::floor((longitude + 180) / 360);
  return std::clamp(static_cast<int>(std::floor((turned + 180) / 6)) + 1, 1, 60);
}

bool inside(const Ring& ring, Point p) {
  bool odd = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point a = ring[i - 1], b = ring[i];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) odd = !odd;
  }
  return odd;
}

// "" in no known country.
std::string_view country_at(Point p) {
  for (const CountryOutline& country : country_outlines())
    for (const Ring& part : country.parts)
      if (inside(part, p)) return country.name;
  return {};
}

bool mostly_in(const Box& degrees, std::string_view country) {
  int here = 0, elsewhere = 0;
  for (int row = 0; row < samples; ++row) {
    for (int column = 0; column < samples; ++column) {
      const std::string_view at = country_at({degrees.min_x + degrees.width() * (column + 0.5) / samples,
                                              degrees.min_y + degrees.height() * (row + 0.5) / samples});
      if (at == country) ++here;
      if (at != country && !at.empty()) ++elsewhere;
    }
  }
  return here > elsewhere;
}

}  // namespace

NationalCrs national_crs(const Box& degrees) {
  const Point centre{(degrees.min_x + degrees.max_x) / 2, (degrees.min_y + degrees.max_y) / 2};
  const std::string_view country = country_at(centre);
  if (country.empty()) return {};
  const bool is_town = degrees.width() <= town && degrees.height() <= town;
  if (!is_town && !mostly_in(degrees, country)) return {};
  const auto entry = std::ranges::find(country_table(), country, &CountryCrs::country);
  if (entry == country_table().end()) return {};
  if (!entry->epsg.empty()) return {country, entry->epsg};
  return {country, {25800 + std::clamp(utm_zone(centre.x), entry->first_zone, entry->last_zone)}};
}

int utm_epsg(Point degrees) {
  return (degrees.y < 0 ? 32700 : 32600) + utm_zone(degrees.x);
}

}  // namespace vigie

// The default CRS of some hundred towns, many of them at a border, and of boxes that are no town.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/geometry/crs_outlines.h"
#include "engine/geometry/geos_handle.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

Box around(double longitude, double latitude, double half = 0.05) {
  return {.min_x = longitude - half, .min_y = latitude - half, .max_x = longitude + half, .max_y = latitude + half};
}

struct Town {
  const char* name;
  double longitude, latitude;
  const char* crs;
};

class TownCrs : public ::testing::TestWithParam<Town> {};

TEST_P(TownCrs, IsTheNationalOneOrUtm) {
  const Town& town = GetParam();
  EXPECT_EQ(choose_projected_crs(around(town.longitude, town.latitude)).text, town.crs) << town.name;
}

constexpr const char *be = "EPSG:31370", *nl = "EPSG:28992", *fr = "EPSG:2154", *de = "EPSG:25832";

INSTANTIATE_TEST_SUITE_P(LowCountries, TownCrs,
                         ::testing::ValuesIn(std::vector<Town>{
                             {"Ghent", 3.72, 51.05, be},
                             {"Antwerp", 4.40, 51.22, be},
                             {"Brussels", 4.35, 50.85, be},
                             {"Liege", 5.57, 50.63, be},
                             {"Ostend", 2.92, 51.23, be},
                             {"De Panne", 2.59, 51.09, be},
                             {"Tournai", 3.39, 50.605, be},
                             {"Mouscron", 3.21, 50.745, be},
                             {"Menen", 3.12, 50.80, be},
                             {"Poperinge", 2.73, 50.855, be},
                             {"Couvin", 4.49, 50.05, be},
                             {"Bouillon", 5.07, 49.79, be},
                             {"Arlon", 5.81, 49.685, be},
                             {"Virton", 5.53, 49.57, be},
                             {"Bastogne", 5.72, 50.00, be},
                             {"Eupen", 6.03, 50.63, be},
                             {"Sankt Vith", 6.13, 50.28, be},
                             {"Lanaken", 5.65, 50.89, be},
                             {"Maaseik", 5.79, 51.10, be},
                             {"Turnhout", 4.95, 51.32, be},
                             {"Essen (BE)", 4.47, 51.47, be},
                             {"Knokke", 3.29, 51.35, be},
                             {"Groningen", 6.57, 53.22, nl},
                             {"Maastricht", 5.69, 50.85, nl},
                             {"Eindhoven", 5.48, 51.44, nl},
                             {"Roosendaal", 4.46, 51.53, nl},
                             {"Breda", 4.78, 51.59, nl},
                             {"Terneuzen", 3.83, 51.33, nl},
                             {"Weert", 5.71, 51.25, nl},
                             {"Roermond", 5.99, 51.19, nl},
                             {"Venlo", 6.17, 51.37, nl},
                             {"Nijmegen", 5.86, 51.84, nl},
                             {"Enschede", 6.895, 52.22, nl},
                             {"Winterswijk", 6.72, 51.97, nl},
                             {"Emmen", 6.90, 52.785, nl},
                             {"Delfzijl", 6.92, 53.33, nl},
                             {"Amsterdam", 4.90, 52.37, nl},
                             {"Vlieland", 5.07, 53.29, nl},
                             {"Heerlen", 5.98, 50.88, nl},
                             {"Luxembourg", 6.13, 49.61, "EPSG:2169"},
                             {"Esch", 5.98, 49.495, "EPSG:2169"},
                             {"Clervaux", 6.03, 50.055, "EPSG:2169"},
                             {"Echternach", 6.41, 49.81, "EPSG:2169"},
                         }));

INSTANTIATE_TEST_SUITE_P(FranceAndGermany, TownCrs,
                         ::testing::ValuesIn(std::vector<Town>{
                             {"Lille", 3.06, 50.63, fr},
                             {"Dunkirk", 2.37, 51.03, fr},
                             {"Valenciennes", 3.52, 50.36, fr},
                             {"Maubeuge", 3.97, 50.28, fr},
                             {"Givet", 4.82, 50.14, fr},
                             {"Sedan", 4.94, 49.70, fr},
                             {"Longwy", 5.76, 49.52, fr},
                             {"Metz", 6.18, 49.12, fr},
                             {"Forbach", 6.90, 49.19, fr},
                             {"Strasbourg", 7.73, 48.575, fr},
                             {"Mulhouse", 7.34, 47.75, fr},
                             {"Annemasse", 6.235, 46.195, fr},
                             {"Chamonix", 6.87, 45.92, fr},
                             {"Nice", 7.26, 43.70, fr},
                             {"Perpignan", 2.89, 42.70, fr},
                             {"Bayonne", -1.47, 43.49, fr},
                             {"Brest", -4.49, 48.39, fr},
                             {"Cherbourg", -1.62, 49.64, fr},
                             {"Paris", 2.35, 48.86, fr},
                             {"Ajaccio", 8.74, 41.93, fr},
                             {"Calais", 1.86, 50.95, fr},
                             {"Aachen", 6.09, 50.775, de},
                             {"Monschau", 6.25, 50.555, de},
                             {"Trier", 6.64, 49.755, de},
                             {"Saarbruecken", 7.00, 49.235, de},
                             {"Kehl", 7.83, 48.57, de},
                             {"Freiburg", 7.85, 47.995, de},
                             {"Konstanz", 9.165, 47.675, de},
                             {"Emden", 7.21, 53.37, de},
                             {"Gronau", 7.05, 52.21, de},
                             {"Flensburg", 9.435, 54.785, de},
                             {"Munich", 11.58, 48.14, de},
                             {"Passau", 13.44, 48.57, "EPSG:25833"},
                             {"Berlin", 13.40, 52.52, "EPSG:25833"},
                             {"Goerlitz", 14.97, 51.15, "EPSG:25833"},
                             {"Dresden", 13.74, 51.05, "EPSG:25833"},
                         }));

INSTANTIATE_TEST_SUITE_P(Europe, TownCrs,
                         ::testing::ValuesIn(std::vector<Town>{
                             {"Newcastle", -1.61, 54.97, "EPSG:27700"},   {"Dover", 1.30, 51.13, "EPSG:27700"},
                             {"Penzance", -5.54, 50.12, "EPSG:27700"},    {"Stornoway", -6.39, 58.21, "EPSG:27700"},
                             {"Lerwick", -1.14, 60.15, "EPSG:27700"},     {"Dublin", -6.26, 53.35, "EPSG:2157"},
                             {"Belfast", -5.93, 54.60, "EPSG:2157"},      {"Geneva", 6.14, 46.205, "EPSG:2056"},
                             {"Basel", 7.60, 47.55, "EPSG:2056"},         {"Lugano", 8.95, 46.005, "EPSG:2056"},
                             {"Schaffhausen", 8.63, 47.70, "EPSG:2056"},  {"Vienna", 16.37, 48.21, "EPSG:31287"},
                             {"Salzburg", 13.05, 47.795, "EPSG:31287"},   {"Innsbruck", 11.39, 47.27, "EPSG:31287"},
                             {"Bregenz", 9.75, 47.495, "EPSG:31287"},     {"Prague", 14.42, 50.09, "EPSG:5514"},
                             {"Ostrava", 18.27, 49.83, "EPSG:5514"},      {"Cheb", 12.37, 50.08, "EPSG:5514"},
                             {"Warsaw", 21.01, 52.23, "EPSG:2180"},       {"Szczecin", 14.56, 53.43, "EPSG:2180"},
                             {"Katowice", 19.02, 50.26, "EPSG:2180"},     {"Vilnius", 25.28, 54.69, "EPSG:3346"},
                             {"Riga", 24.11, 56.95, "EPSG:3059"},         {"Tallinn", 24.75, 59.44, "EPSG:3301"},
                             {"Narva", 28.17, 59.375, "EPSG:3301"},       {"Helsinki", 24.94, 60.17, "EPSG:3067"},
                             {"Oulu", 25.47, 65.01, "EPSG:3067"},         {"Tornio", 24.19, 65.86, "EPSG:3067"},
                             {"Stockholm", 18.07, 59.33, "EPSG:3006"},    {"Malmo", 13.00, 55.60, "EPSG:3006"},
                             {"Helsingborg", 12.73, 56.045, "EPSG:3006"}, {"Kiruna", 20.23, 67.86, "EPSG:3006"},
                             {"Oslo", 10.75, 59.91, "EPSG:25832"},        {"Bergen", 5.32, 60.39, "EPSG:25832"},
                             {"Bodo", 14.40, 67.28, "EPSG:25833"},        {"Kirkenes", 30.04, 69.73, "EPSG:25835"},
                             {"Copenhagen", 12.57, 55.68, "EPSG:25832"},  {"Aarhus", 10.20, 56.16, "EPSG:25832"},
                             {"Ronne", 14.70, 55.10, "EPSG:25833"},       {"Madrid", -3.70, 40.42, "EPSG:25830"},
                             {"Barcelona", 2.17, 41.39, "EPSG:25831"},    {"Vigo", -8.72, 42.24, "EPSG:25829"},
                             {"Badajoz", -6.97, 38.88, "EPSG:25829"},     {"Lisbon", -9.14, 38.72, "EPSG:3763"},
                             {"Elvas", -7.17, 38.88, "EPSG:3763"},
                         }));

INSTANTIATE_TEST_SUITE_P(Elsewhere, TownCrs,
                         ::testing::ValuesIn(std::vector<Town>{
                             {"Milan", 9.19, 45.46, "EPSG:32632"},
                             {"Rome", 12.50, 41.90, "EPSG:32633"},
                             {"Bratislava", 17.13, 48.16, "EPSG:32633"},
                             {"Kaliningrad", 20.51, 54.71, "EPSG:32634"},
                             {"Saint Helier", -2.11, 49.19, "EPSG:32630"},
                             {"Memphis", -90.05, 35.15, "EPSG:32615"},
                             {"Vancouver", -123.12, 49.28, "EPSG:32610"},
                             {"Houston", -95.37, 29.76, "EPSG:32615"},
                             {"Tokyo", 139.69, 35.69, "EPSG:32654"},
                             {"Sydney", 151.21, -33.87, "EPSG:32756"},
                             {"Kinshasa", 15.31, -4.33, "EPSG:32733"},
                             {"Auckland", 174.76, -36.85, "EPSG:2193"},
                             {"Wellington", 174.78, -41.29, "EPSG:2193"},
                             {"Invercargill", 168.35, -46.41, "EPSG:2193"},
                         }));

TEST(CrsChoice, WholeCountriesKeepTheirCrs) {
  EXPECT_EQ(choose_projected_crs({.min_x = 2.5, .min_y = 49.5, .max_x = 6.4, .max_y = 51.5}).text, be);
  EXPECT_EQ(choose_projected_crs({.min_x = 3.4, .min_y = 50.8, .max_x = 7.2, .max_y = 53.5}).text, nl);
  EXPECT_EQ(choose_projected_crs({.min_x = -5.1, .min_y = 41.3, .max_x = 9.6, .max_y = 51.1}).text, fr);
}

TEST(CrsChoice, ABoxOverManyCountriesGetsUtm) {
  // The centre lies in Belgium, most of the box does not.
  EXPECT_EQ(choose_projected_crs({.min_x = 1.5, .min_y = 47.0, .max_x = 7.5, .max_y = 54.0}).text, "EPSG:32631");
}

TEST(CrsChoice, AsksWhereNoZoneIsSound) {
  EXPECT_THROW(choose_projected_crs({.min_x = -100, .min_y = 30, .max_x = -80, .max_y = 45}), UsageError);
  EXPECT_THROW(choose_projected_crs({.min_x = 178, .min_y = -20, .max_x = 182, .max_y = -15}), UsageError);
  EXPECT_THROW(choose_projected_crs({.min_x = -179, .min_y = -20, .max_x = 179, .max_y = -15}), UsageError);
  EXPECT_THROW(choose_projected_crs(around(20, 86)), UsageError);
  EXPECT_THROW(choose_projected_crs(around(20, -82)), UsageError);
  EXPECT_THROW(choose_projected_crs({}), UsageError);
}

TEST(CrsOutlines, AreSoundAndDoNotOverlap) {
  const GeosContext geos;
  std::vector<GeosGeometry> parts;
  for (const CountryOutline& country : country_outlines()) {
    for (const Ring& part : country.parts) {
      parts.push_back(to_geos(geos, Polygon{.outer = part, .holes = {}}));
      EXPECT_EQ(GEOSisValid_r(geos.get(), parts.back().get()), 1) << country.name;
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t j = i + 1; j < parts.size(); ++j)
      EXPECT_EQ(GEOSRelatePattern_r(geos.get(), parts[i].get(), parts[j].get(), "T********"), 0) << i << " " << j;
}

}  // namespace
}  // namespace vigie

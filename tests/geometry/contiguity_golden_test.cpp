// Neighbor lists of real zones against those of spdep.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "engine/geometry/neighbors.h"
#include "tests/geometry/reference_zones.h"
#include "tests/geometry/weight_pairs.h"
#include "tests/reference_data.h"

namespace vigie {
namespace {

using test::pairs;
using test::Pairs;

// Neighbor lists by spdep 1.2-7, poly2nb(); it compares vertices within 1.5e-8.
void expect_spdep(const std::string& zones_file, const std::string& id, const std::string& links_file, Contiguity rule,
                  double snap) {
  const test::ReferenceZones zones = test::read_zones(test::reference_file(zones_file), id);
  std::map<std::string, std::size_t> number;
  for (std::size_t i = 0; i < zones.ids.size(); ++i) number[zones.ids[i]] = i;
  auto links = test::read_columns(test::reference_file(links_file));
  Pairs expected;
  for (std::size_t i = 0; i < links["i"].size(); ++i) {
    const std::size_t first = number.at(links["i"][i]), second = number.at(links["j"][i]);
    expected.emplace(std::min(first, second), std::max(first, second));
  }
  const Contiguous found = contiguity(zones.shapes, rule, snap);
  EXPECT_EQ(pairs(found.weights), expected);
  EXPECT_EQ(found.weights.neighbor.size(), links["i"].size());
}

TEST(ContiguityGolden, Columbus) {
  VIGIE_NEEDS_REFERENCE("columbus");
  expect_spdep("columbus/columbus.gpkg", "", "columbus/reference/neighbours_queen.csv", Contiguity::queen, 0);
  expect_spdep("columbus/columbus.gpkg", "", "columbus/reference/neighbours_rook.csv", Contiguity::rook, 0);
}

TEST(ContiguityGolden, NorthCarolina) {
  VIGIE_NEEDS_REFERENCE("nc_sids");
  expect_spdep("nc_sids/nc_sids.gpkg", "FIPSNO", "nc_sids/reference/neighbours_queen.csv", Contiguity::queen, 0);
}

TEST(ContiguityGolden, Guerry) {
  VIGIE_NEEDS_REFERENCE("guerry");
  expect_spdep("guerry/guerry.gpkg", "", "guerry/reference/neighbours_queen.csv", Contiguity::queen, 0);
}

TEST(ContiguityGolden, NorthumbriaWards) {
  VIGIE_NEEDS_REFERENCE("northumbria_asb");
  expect_spdep("northumbria_asb/northumbria_wards.gpkg", "ward_code",
               "northumbria_asb/reference/neighbours_wards_queen.csv", Contiguity::queen, 0.1);
}

TEST(ContiguityGolden, GroningenBuurten) {
  VIGIE_NEEDS_REFERENCE("groningen_buurten");
  const std::string zones = "groningen_buurten/groningen_buurt2017_epsg28992.gpkg";
  expect_spdep(zones, "BU_CODE", "groningen_buurten/reference/neighbours_buurten_queen.csv", Contiguity::queen, 0);
  // Two buurten miss each other by some centimetres.
  const Contiguous snapped =
      contiguity(test::read_zones(test::reference_file(zones), "BU_CODE").shapes, Contiguity::queen, 0.1);
  EXPECT_EQ(snapped.by_snap, 1u);
  EXPECT_EQ(snapped.weights.neighbor.size(), 636u);
}

TEST(ContiguityGolden, MemphisPrecincts) {
  VIGIE_NEEDS_REFERENCE("memphis_robberies");
  expect_spdep("memphis_robberies/memphis_precincts.gpkg", "precinct",
               "memphis_robberies/reference/neighbours_precincts_queen.csv", Contiguity::queen, 0);
}

}  // namespace
}  // namespace vigie

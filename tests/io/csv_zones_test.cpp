// Boundaries as WKT in a CSV.
#include "engine/io/csv_zones.h"

#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

ZonesRead read_zones_text(std::string_view content, const std::string& wkt = "") {
  const test::TemporaryFile file(content);
  ZonesRead read = read_zones(test::at(file.path()), wkt);
  EXPECT_EQ(read.ledger.read, static_cast<std::int64_t>(read.zones.shapes.size() + read.ledger.rejects.size()));
  return read;
}

constexpr const char* two_zones =
    "code,geom,name\n"
    "A,\"POLYGON ((0 0, 2 0, 2 1, 0 1, 0 0))\",North\n"
    "B,\"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))\",\n";

TEST(CsvZones, FindsTheColumnWithPolygons) {
  const ZonesRead read = read_zones_text(two_zones);
  ASSERT_EQ(read.zones.shapes.size(), 2U);
  EXPECT_DOUBLE_EQ(area(read.zones.shapes[0]), 2);
  EXPECT_DOUBLE_EQ(area(read.zones.shapes[1]), 1);
  EXPECT_THAT(read.zones.row, ElementsAre(1, 2));
  EXPECT_EQ(read.zones.crs, "");
}

TEST(CsvZones, CarriesEveryOtherColumn) {
  const Table attributes = read_zones_text(two_zones).zones.attributes;
  ASSERT_EQ(attributes.columns().size(), 2U);
  EXPECT_EQ(attributes.find_as<Texts>("code")->at(1), "B");
  EXPECT_EQ(attributes.find_as<Texts>("name")->at(0), "North");
  EXPECT_TRUE(attributes.find_as<Texts>("name")->is_null(1));
}

TEST(CsvZones, RejectsWhatIsNoPolygon) {
  const ZonesRead read = read_zones_text(
      "geom,code\n\"POLYGON ((0 0, 1 0, 1 1, 0 0))\",A\nPOINT (1 1),B\n,C\nPOLYGON EMPTY,D\n\"POLYGON ((0 0, "
      "1\",E\nx\n",
      "geom");
  std::vector<Reason> reasons;
  for (const Reject& reject : read.ledger.rejects) reasons.push_back(reject.reason);
  EXPECT_THAT(reasons, ElementsAre(Reason::bad_geometry, Reason::bad_geometry, Reason::bad_geometry,
                                   Reason::bad_geometry, Reason::wrong_field_count));
  EXPECT_EQ(read.zones.attributes.find_as<Texts>("code")->size(), 1U);
}

TEST(CsvZones, RefusesWhatHoldsNoPolygons) {
  EXPECT_THAT([] { read_zones_text("code,name\nA,North\n"); },
              ThrowsMessage<DataError>(HasSubstr("'code' and 'name'")));
  EXPECT_THAT([] { read_zones_text(two_zones, "shape"); }, ThrowsMessage<DataError>(HasSubstr("shape")));
  EXPECT_THAT([] { read_zones_text("geom,code\n"); }, ThrowsMessage<DataError>(HasSubstr("no rows")));
  EXPECT_THAT([] { read_zones_text("geom,Code,code\n\"POLYGON ((0 0, 1 0, 1 1, 0 0))\",A,B\n"); },
              ThrowsMessage<DataError>(HasSubstr("twice")));
}

TEST(CsvZones, ColumnsWithoutANameGetOne) {
  const Table attributes = read_zones_text("geom,\n\"POLYGON ((0 0, 1 0, 1 1, 0 0))\",A\n").zones.attributes;
  EXPECT_EQ(attributes.find_as<Texts>("column_2")->at(0), "A");
}

}  // namespace
}  // namespace vigie

// Encoded geometries, read back by OGR.
#include "engine/io/geopackage_geometry.h"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <string>

namespace vigie {
namespace {

template <class T>
T at(const EncodedGeometry& geometry, std::size_t offset) {
  T value;
  std::memcpy(&value, geometry.bytes.data() + offset, sizeof(T));
  return value;
}

std::string as_text(const EncodedGeometry& geometry, std::size_t header) {
  OGRGeometry* raw = nullptr;
  const OGRErr failed =
      OGRGeometryFactory::createFromWkb(geometry.bytes.data() + header, nullptr, &raw, geometry.bytes.size() - header);
  const std::unique_ptr<OGRGeometry> shape(raw);
  return failed == OGRERR_NONE ? shape->exportToWkt() : "unreadable";
}

constexpr std::size_t point_header = 8, shape_header = 40;
const Ring square{{0, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}};
const Ring clockwise{{0, 0}, {0, 8}, {8, 8}, {8, 0}, {0, 0}};
const Ring hole{{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}};

TEST(GeopackageGeometry, PointHasAShortHeader) {
  GeometryEncoder encoder(31370, 1);
  const EncodedGeometry point = encoder.point({1.5, -2});
  EXPECT_EQ(as_text(point, point_header), "POINT (1.5 -2)");
  EXPECT_EQ(std::string(point.bytes.begin(), point.bytes.begin() + 2), "GP");
  EXPECT_EQ(at<std::uint8_t>(point, 2), 0);
  EXPECT_EQ(at<std::uint8_t>(point, 3), 1) << "little-endian, no envelope";
  EXPECT_EQ(at<std::int32_t>(point, 4), 31370);
  EXPECT_EQ(point.box.min_x, 1.5);
  EXPECT_EQ(point.box.max_y, -2);
}

TEST(GeopackageGeometry, PolygonCarriesItsEnvelope) {
  GeometryEncoder encoder(2263, 1);
  const EncodedGeometry polygon = encoder.polygon(square);
  EXPECT_EQ(as_text(polygon, shape_header), "POLYGON ((0 0,8 0,8 8,0 8,0 0))");
  EXPECT_EQ(at<std::uint8_t>(polygon, 3), 3) << "little-endian, envelope of x and y";
  EXPECT_EQ(at<double>(polygon, 8), 0);
  EXPECT_EQ(at<double>(polygon, 16), 8);
  EXPECT_EQ(at<double>(polygon, 24), 0);
  EXPECT_EQ(at<double>(polygon, 32), 8);
}

TEST(GeopackageGeometry, TurnsRingsThatRunTheWrongWay) {
  GeometryEncoder encoder(1, 1);
  EXPECT_EQ(as_text(encoder.multi_polygon({{clockwise, {hole}}}), shape_header),
            "MULTIPOLYGON (((0 0,8 0,8 8,0 8,0 0),(2 2,2 4,4 4,4 2,2 2)))");
}

TEST(GeopackageGeometry, KeepsAllPartsInOrder) {
  GeometryEncoder encoder(1, 1);
  const EncodedGeometry two = encoder.multi_polygon({{square, {}}, {{{20, 1}, {21, 1}, {21, 2}, {20, 1}}, {}}});
  EXPECT_EQ(as_text(two, shape_header), "MULTIPOLYGON (((0 0,8 0,8 8,0 8,0 0)),((20 1,21 1,21 2,20 1)))");
  EXPECT_EQ(two.box.max_x, 21);
}

TEST(GeopackageGeometry, DividesByTheUnit) {
  GeometryEncoder encoder(1, 0.5);
  const EncodedGeometry polygon = encoder.polygon(square);
  EXPECT_EQ(as_text(polygon, shape_header), "POLYGON ((0 0,16 0,16 16,0 16,0 0))");
  EXPECT_EQ(polygon.box.max_x, 16);
  EXPECT_EQ(encoder.multi_polygon({{square, {}}}).box.max_y, 16);
  EXPECT_EQ(encoder.point({1, 2}).box.min_x, 2);
}

TEST(GeopackageGeometry, NothingIsNull) {
  GeometryEncoder encoder(1, 1);
  EXPECT_TRUE(encoder.multi_polygon({}).bytes.empty());
  EXPECT_TRUE(encoder.point({std::nan(""), 1}).bytes.empty());
  EXPECT_TRUE(encoder.point({1, HUGE_VAL}).bytes.empty());
}

}  // namespace
}  // namespace vigie

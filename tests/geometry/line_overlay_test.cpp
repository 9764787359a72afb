// Streets cut by neighbourhoods, drawn on a lattice; against points set along each street.
#include "engine/geometry/line_overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <vector>

#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

using ::testing::IsEmpty;

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

std::map<std::pair<std::size_t, std::size_t>, double> metres(const std::vector<MultiLine>& lines,
                                                             const std::vector<MultiPolygon>& zones) {
  std::map<std::pair<std::size_t, std::size_t>, double> found;
  for (const LinePiece& piece : pieces_inside(lines, zones)) {
    EXPECT_GT(piece.metres, 0);
    EXPECT_TRUE(found.emplace(std::pair(piece.line, piece.zone), piece.metres).second);
  }
  return found;
}

TEST(PiecesInside, SharesOutStreetsAndBorders) {
  const std::vector<MultiPolygon> zones{box(0, 0, 100, 100), box(100, 0, 200, 100)};
  const std::vector<MultiLine> lines{{{{50, 50}, {180, 50}}},                           // 50 and 80
                                     {{{100, 0}, {100, 100}}},                          // the border
                                     {{{10, 10}, {20, 10}}, {{150, 150}, {160, 150}}},  // two parts, one outside
                                     {{{100, 20}, {100, 60}, {140, 60}}},  // along the border, then into the second
                                     {{{300, 300}, {400, 300}}}};
  const auto found = metres(lines, zones);
  const std::map<std::pair<std::size_t, std::size_t>, double> expected{
      {{0, 0}, 50}, {{0, 1}, 80}, {{1, 0}, 50}, {{1, 1}, 50}, {{2, 0}, 10}, {{3, 0}, 20}, {{3, 1}, 60}};
  ASSERT_EQ(found.size(), expected.size());
  for (const auto& [key, value] : expected) EXPECT_NEAR(found.at(key), value, 1e-9) << key.first << ", " << key.second;
  EXPECT_THAT(pieces_inside({}, zones), IsEmpty());
  EXPECT_THAT(pieces_inside(lines, {}), IsEmpty());
}

TEST(PiecesInside, AgreesWithPointsAlongTheStreets) {
  std::mt19937_64 draw(3);
  std::uniform_real_distribution<double> place(0, 400);
  std::vector<MultiPolygon> zones;
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column)
      zones.push_back(box(column * 100, row * 100, column * 100 + 100, row * 100 + 100));
  zones[5].front().holes.push_back({{120, 120}, {120, 160}, {160, 160}, {160, 120}, {120, 120}});
  const ZoneIndex index(zones);
  std::vector<MultiLine> lines;
  for (int i = 0; i < 40; ++i) {
    LineString line;
    for (int p = 0; p < 5; ++p) line.push_back({place(draw), place(draw)});
    lines.push_back({line});
  }
  const auto found = metres(lines, zones);
  constexpr int steps = 20'000;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<double> counted(zones.size(), 0);
    const LineString& line = lines[i].front();
    for (std::size_t k = 1; k < line.size(); ++k) {
      const double length = std::hypot(line[k].x - line[k - 1].x, line[k].y - line[k - 1].y);
      for (int s = 0; s < steps; ++s) {
        const double at = (s + 0.5) / steps;
        const std::int32_t zone = index.zone_at(
            {line[k - 1].x + at * (line[k].x - line[k - 1].x), line[k - 1].y + at * (line[k].y - line[k - 1].y)});
        if (zone >= 0) counted[static_cast<std::size_t>(zone)] += length / steps;
      }
    }
    for (std::size_t z = 0; z < zones.size(); ++z) {
      const auto place_of = found.find({i, z});
      EXPECT_NEAR(place_of == found.end() ? 0 : place_of->second, counted[z], 0.3) << i << " in " << z;
    }
  }
}

}  // namespace
}  // namespace vigie

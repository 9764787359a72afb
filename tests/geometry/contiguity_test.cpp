// Who touches whom: drawn maps, and random maps against every pair of edges.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/geometry/neighbors.h"
#include "tests/geometry/drawn_shapes.h"
#include "tests/geometry/weight_pairs.h"

namespace vigie {
namespace {

using test::pairs;
using test::Pairs;
using test::rectangle;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

Pairs touching(const std::vector<MultiPolygon>& zones, Contiguity rule, double snap = 0) {
  return pairs(contiguity(zones, rule, snap).weights);
}

TEST(ContiguityOfDrawnMaps, CornersCountForQueenOnly) {
  //  2 3
  //  0 1
  const std::vector<MultiPolygon> zones{rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10), rectangle(0, 10, 10, 20),
                                        rectangle(10, 10, 20, 20)};
  EXPECT_THAT(touching(zones, Contiguity::queen),
              UnorderedElementsAre(Pair(0, 1), Pair(0, 2), Pair(0, 3), Pair(1, 2), Pair(1, 3), Pair(2, 3)));
  EXPECT_THAT(touching(zones, Contiguity::rook), UnorderedElementsAre(Pair(0, 1), Pair(0, 2), Pair(1, 3), Pair(2, 3)));
  EXPECT_THAT(touching(zones, Contiguity::rook, 0.1), touching(zones, Contiguity::rook));
  EXPECT_EQ(contiguity(zones, Contiguity::rook, 0.1).by_snap, 0u);
}

TEST(ContiguityOfDrawnMaps, BordersNeedNoCommonVertices) {
  //  +---+---+
  //  | 1 | 2 |     0 has no vertex where 1 and 2 part (T-junction); 3 touches the middle of an edge of 0 with its tip
  //  +---+---+
  //  |   0   |
  //  +-------+
  const std::vector<MultiPolygon> zones{rectangle(0, 0, 20, 10),
                                        rectangle(0, 10, 10, 20),
                                        rectangle(10, 10, 20, 20),
                                        {{{{7, 0}, {4, -5}, {9, -5}, {7, 0}}, {}}}};
  EXPECT_THAT(touching(zones, Contiguity::rook), UnorderedElementsAre(Pair(0, 1), Pair(0, 2), Pair(1, 2)));
  EXPECT_THAT(touching(zones, Contiguity::queen), UnorderedElementsAre(Pair(0, 1), Pair(0, 2), Pair(1, 2), Pair(0, 3)));
}

TEST(ContiguityOfDrawnMaps, AnyPartAndAnyRingCounts) {
  // 0: two parts, the second of which fills the hole of 1; 2 lies apart; 3 shares no boundary with 1, which holds it.
  MultiPolygon holed = rectangle(100, 0, 200, 100);
  holed[0].holes.push_back(test::reversed(test::box_ring(120, 20, 140, 40)));
  const std::vector<MultiPolygon> zones{{{test::box_ring(0, 0, 10, 10), {}}, {test::box_ring(120, 20, 140, 40), {}}},
                                        holed,
                                        rectangle(300, 0, 400, 100),
                                        rectangle(160, 60, 170, 70)};
  EXPECT_THAT(touching(zones, Contiguity::rook), UnorderedElementsAre(Pair(0, 1)));
  EXPECT_THAT(touching(zones, Contiguity::queen, 0.1), UnorderedElementsAre(Pair(0, 1)));
}

TEST(ContiguityOfDrawnMaps, CrossingBordersTouchInPoints) {
  const std::vector<MultiPolygon> zones{rectangle(0, 0, 20, 10), rectangle(5, -5, 10, 15)};
  EXPECT_THAT(touching(zones, Contiguity::queen), UnorderedElementsAre(Pair(0, 1)));
  EXPECT_THAT(touching(zones, Contiguity::rook), IsEmpty());
}

TEST(ContiguityBySnap, BridgesGapsAndOverlapsNarrowerThanItself) {
  for (const double gap : {0.06, -0.06}) {
    const std::vector<MultiPolygon> zones{rectangle(0, 0, 20, 20), rectangle(20 + gap, 5, 40, 15),
                                          rectangle(40, 15, 60, 30)};
    for (const Contiguity rule : {Contiguity::queen, Contiguity::rook}) {
      const Contiguous snapped = contiguity(zones, rule, 0.1);
      EXPECT_EQ(pairs(snapped.weights).contains({0, 1}), true);
      EXPECT_EQ(snapped.by_snap, gap > 0 || rule == Contiguity::rook ? 1u : 0u);  // an overlap crosses: queen anyway
      EXPECT_EQ(pairs(contiguity(zones, rule, 0.05).weights).contains({0, 1}), gap < 0 && rule == Contiguity::queen);
    }
    EXPECT_THAT(touching(zones, Contiguity::rook, 0.1), ElementsAre(Pair(0, 1)));  // 1 and 2: a corner
  }
}

TEST(ContiguityBySnap, KeepsCornersOutOfRook) {
  // Four squares that miss their common corner by some centimetres, and eight wedges around one point.
  const std::vector<MultiPolygon> squares{rectangle(0, 0, 10, 10), rectangle(10.03, 0, 20, 10),
                                          rectangle(0, 10.03, 10, 20), rectangle(10.03, 10.03, 20, 20)};
  EXPECT_THAT(touching(squares, Contiguity::rook, 0.1),
              UnorderedElementsAre(Pair(0, 1), Pair(0, 2), Pair(1, 3), Pair(2, 3)));
  EXPECT_EQ(touching(squares, Contiguity::queen, 0.1).size(), 6u);
  EXPECT_EQ(contiguity(squares, Contiguity::queen, 0.1).by_snap, 6u);
  std::vector<MultiPolygon> wedges;
  Pairs next_to;
  for (int i = 0; i < 16; ++i) {
    const auto at = [](int n) {
      return Point{500 * std::cos(n * std::numbers::pi / 8), 500 * std::sin(n * std::numbers::pi / 8)};
    };
    wedges.push_back({{{{0, 0}, at(i), at((i + 1) % 16), {0, 0}}, {}}});
    next_to.emplace(std::min(i, (i + 1) % 16), std::max(i, (i + 1) % 16));
  }
  EXPECT_EQ(touching(wedges, Contiguity::rook, 0.1), next_to);
  EXPECT_EQ(touching(wedges, Contiguity::queen, 0.1).size(), 16u * 15 / 2);
}

TEST(ContiguityBySnap, AddsUpManyShortPieces) {
  // A straight side against a side of 400 pieces that sways by 4 cm.
  Ring swaying{{0, 0}, {100, 0}};
  for (int i = 0; i <= 400; ++i) swaying.push_back({100 - i * 0.25, 10 + (i % 2 == 0 ? 0.0 : 0.04)});
  swaying.push_back({0, 0});
  const std::vector<MultiPolygon> zones{{{swaying, {}}}, rectangle(0, 10.05, 100, 20)};
  EXPECT_THAT(touching(zones, Contiguity::rook, 0.1), ElementsAre(Pair(0, 1)));
  EXPECT_THAT(touching(zones, Contiguity::rook, 0.005), IsEmpty());
  EXPECT_EQ(contiguity(zones, Contiguity::rook, 0.1).by_snap, 1u);
}

TEST(Contiguity, RefusesWhatIsNoDistance) {
  const std::vector<MultiPolygon> zones{rectangle(0, 0, 1, 1)};
  EXPECT_THROW(contiguity(zones, Contiguity::queen, -0.1), UsageError);
  EXPECT_THROW(contiguity(zones, Contiguity::queen, std::nan("")), UsageError);
  EXPECT_EQ(contiguity({}, Contiguity::queen).weights.size(), 0u);
  EXPECT_EQ(contiguity(std::vector<MultiPolygon>(3), Contiguity::queen).weights.size(), 3u);
}

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

using Segments = std::vector<std::pair<Point, Point>>;
Segments segments(const MultiPolygon& zone) {
  Segments all;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      if (ring[i] != ring[i + 1]) all.emplace_back(ring[i], ring[i + 1]);
  };
  for (const Polygon& polygon : zone) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return all;
}

// How two zones' boundaries meet, by fractions on every pair of edges: nothing 0, points 1, lines 2.
int slow_meeting(const Segments& first, const Segments& second) {
  int most = 0;
  for (const auto& [a, b] : first)
    for (const auto& [c, d] : second) {
      if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)) continue;
      if (std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) continue;
      const int sides[4] = {test::slow_orientation(a, b, c), test::slow_orientation(a, b, d),
                            test::slow_orientation(c, d, a), test::slow_orientation(c, d, b)};
      if (sides[0] * sides[1] > 0 || sides[2] * sides[3] > 0) continue;
      if (sides[0] != 0 || sides[1] != 0) {
        most = std::max(most, 1);
        continue;
      }
      // On one line: compare along it.
      const auto along = [&](Point p) { return test::Rational(p.x) * (b.x - a.x) + test::Rational(p.y) * (b.y - a.y); };
      const test::Rational low = std::max(std::min(along(a), along(b)), std::min(along(c), along(d)));
      const test::Rational high = std::min(std::max(along(a), along(b)), std::max(along(c), along(d)));
      if (low <= high) most = std::max(most, low < high ? 2 : 1);
    }
  return most;
}

double slow_distance(const Segments& first, const Segments& second) {
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [a, b] : first)
    for (const auto& [c, d] : second)
      least = std::min({least, distance_to_segment(a, c, d), distance_to_segment(b, c, d), distance_to_segment(c, a, b),
                        distance_to_segment(d, a, b)});
  return least;
}

// Whole coordinates on a small field: vertices on vertices, vertices on edges, edges on edges, crossings.
TEST(Contiguity, AgreesWithFractionsOnEveryPairOfEdges) {
  std::mt19937_64 random(43);
  std::uniform_int_distribution<int> place(0, 25);
  for (int round = 0; round < 8; ++round) {
    std::vector<MultiPolygon> zones;
    for (int i = 0; i < 40; ++i) {
      const Point centre{place(random) + 4000.0, place(random) + 5000.0};
      zones.push_back(test::rounded({{test::star(random, centre, 1, 4, 7), {}}}));
    }
    Pairs queen, rook, queen_snapped;
    for (std::size_t i = 0; i < zones.size(); ++i)
      for (std::size_t j = i + 1; j < zones.size(); ++j) {
        const Segments first = segments(zones[i]), second = segments(zones[j]);
        const int how = slow_meeting(first, second);
        if (how >= 1) queen.emplace(i, j);
        if (how == 2) rook.emplace(i, j);
        if (how >= 1 || slow_distance(first, second) < 0.7) queen_snapped.emplace(i, j);
      }
    ASSERT_EQ(touching(zones, Contiguity::queen), queen);
    ASSERT_EQ(touching(zones, Contiguity::rook), rook);
    const Contiguous snapped = contiguity(zones, Contiguity::queen, 0.7);
    ASSERT_EQ(pairs(snapped.weights), queen_snapped);
    ASSERT_EQ(snapped.by_snap, queen_snapped.size() - queen.size());
  }
}

// Length of the boundary of `first` nearer than the snap to `second`, by walking it in small steps.
double walked_length(const Segments& first, const Segments& second, double snap) {
  constexpr int steps = 200;
  double length = 0;
  for (const auto& [a, b] : first)
    for (int i = 0; i < steps; ++i) {
      const double t = (i + 0.5) / steps;
      const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      if (std::ranges::any_of(second, [&](const auto& s) { return distance_to_segment(p, s.first, s.second) < snap; }))
        length += std::hypot(b.x - a.x, b.y - a.y) / steps;
    }
  return length;
}

TEST(Contiguity, RookBySnapAgreesWithWalkingTheBoundary) {
  std::mt19937_64 random(47);
  std::uniform_real_distribution<double> place(0, 100);
  std::vector<MultiPolygon> zones;
  for (int i = 0; i < 60; ++i) zones.push_back({{test::star(random, {place(random), place(random)}, 6, 9, 12), {}}});
  const double snap = 0.8;
  const Pairs found = touching(zones, Contiguity::rook, snap);
  int near_the_rule = 0;
  for (std::size_t i = 0; i < zones.size(); ++i)
    for (std::size_t j = i + 1; j < zones.size(); ++j) {
      const double length = walked_length(segments(zones[i]), segments(zones[j]), snap);
      if (std::abs(length - 10 * snap) < 0.3) continue;  // too near to tell by walking
      near_the_rule += std::abs(length - 10 * snap) < 2 ? 1 : 0;
      ASSERT_EQ(found.contains({i, j}), length > 10 * snap) << length;
    }
  EXPECT_GT(near_the_rule, 5);
}

TEST(Contiguity, IsTheSameOnAnyNumberOfThreads) {
  std::mt19937_64 random(53);
  std::uniform_real_distribution<double> place(0, 3000);
  std::vector<MultiPolygon> zones;
  for (int i = 0; i < 900; ++i) zones.push_back(test::star_with_hole(random, {place(random), place(random)}, 60, 30));
  for (const Contiguity rule : {Contiguity::queen, Contiguity::rook}) {
    set_threads(1);
    const Contiguous alone = contiguity(zones, rule, 2);
    set_threads(4);
    const Contiguous together = contiguity(zones, rule, 2);
    set_threads(0);
    EXPECT_EQ(together.weights.start, alone.weights.start);
    EXPECT_EQ(together.weights.neighbor, alone.weights.neighbor);
    EXPECT_EQ(together.by_snap, alone.by_snap);
    EXPECT_GT(alone.by_snap, 0u);
  }
}

}  // namespace
}  // namespace vigie

// Borders on a lattice: short, and still shared.
#include "engine/report/drawn_shapes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace vigie {
namespace {

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

TEST(DrawnShapes, WritesStepsFromCornerToCorner) {
  EXPECT_EQ(drawn(box(100, 200, 110, 220), {{100, 200}, 1}), "[[[0,0,10,0,0,20,-10,0]]]");
}

TEST(DrawnShapes, LeavesOutCornersOnALine) {
  const MultiPolygon shape{{{{0, 0}, {5, 0.2}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {}}};
  EXPECT_EQ(drawn(shape, {{0, 0}, 1}), "[[[0,0,10,0,0,10,-10,0]]]");
}

TEST(DrawnShapes, KeepsHolesAndDropsThoseTooSmallToSee) {
  MultiPolygon shape = box(0, 0, 100, 100);
  shape[0].holes = {box(20, 20, 60, 60)[0].outer, box(70, 70, 71, 71)[0].outer};
  EXPECT_EQ(drawn(shape, {{0, 0}, 10}), "[[[0,0,10,0,0,10,-10,0],[2,2,4,0,0,4,-4,0]]]");
}

TEST(DrawnShapes, KeepsAPlaceThatIsSmallerThanTheLattice) {
  EXPECT_EQ(drawn(box(31, 41, 32, 42), {{0, 0}, 10}), "[[[3,4,1,0,0,1,-1,0]]]");
}

// A circle of many corners: the lattice is made coarser until they are few enough, and both sides of a border move
// alike.
TEST(DrawnShapes, ChoosesTheFinestLatticeThatIsShortEnough) {
  Ring circle;
  for (int i = 0; i <= 5000; ++i) {
    const double angle = i % 5000 * 2 * 3.14159265358979 / 5000;
    circle.push_back({1000 * std::cos(angle), 1000 * std::sin(angle)});
  }
  Layer layer{.name = "zones", .geometries = std::vector<MultiPolygon>{{{circle, {}}}}};
  const Box extent{-1000, -1000, 1000, 1000};
  EXPECT_EQ(lattice_for({&layer}, extent, 10'000).step, 1);
  const DrawingLattice coarse = lattice_for({&layer}, extent, 200);
  const auto corners = [&](double step) {
    const std::string text = drawn(MultiPolygon{{circle, {}}}, {coarse.origin, step});
    return (std::ranges::count(text, ',') + 1) / 2;
  };
  EXPECT_EQ(coarse.step, 50);
  EXPECT_LE(corners(50), 200);
  EXPECT_GT(corners(20), 200);
}

}  // namespace
}  // namespace vigie

// Weights that fall with distance, row standardization, and places without neighbors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/geometry/neighbors.h"
#include "tests/geometry/weight_pairs.h"

namespace vigie {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;

// a . b . . . c      one unit apart per dot and letter; d lies on a.
const std::vector<Point> line{{0, 0}, {2, 0}, {6, 0}, {0, 0}};

TEST(DecayingWeights, InverseDistancesCountTheClosestPairAsOne) {
  const SpatialWeights weights = decaying_weights(line, 6, {Decay::Shape::inverse_distance, 1});
  EXPECT_THAT(weights.row(0), ElementsAre(1, 2, 3));
  EXPECT_THAT(weights.value, ElementsAre(1, DoubleEq(2.0 / 6), 1, 1, DoubleEq(2.0 / 4), 1, DoubleEq(2.0 / 6),
                                         DoubleEq(2.0 / 4), DoubleEq(2.0 / 6), 1, 1, DoubleEq(2.0 / 6)));
  EXPECT_DOUBLE_EQ(decaying_weights(line, 6, {Decay::Shape::inverse_distance, 2}).value[1], 1.0 / 9);
}

TEST(DecayingWeights, KernelsFallFromOneAndLeaveOutWeightsOfZero) {
  const SpatialWeights triangular = decaying_weights(line, 4, {Decay::Shape::triangular});
  EXPECT_THAT(triangular.row(1), ElementsAre(0, 3));  // c lies exactly at the reach
  EXPECT_THAT(triangular.row(2), IsEmpty());
  EXPECT_DOUBLE_EQ(triangular.value[0], 0.5);  // a to b
  EXPECT_DOUBLE_EQ(triangular.value[1], 1);    // a to d
  EXPECT_DOUBLE_EQ(decaying_weights(line, 4, {Decay::Shape::epanechnikov}).value[0], 0.75);
  EXPECT_DOUBLE_EQ(decaying_weights(line, 4, {Decay::Shape::quartic}).value[0], 0.5625);
  EXPECT_DOUBLE_EQ(decaying_weights(line, 4, {Decay::Shape::gaussian}).value[0], std::exp(-0.125));
}

TEST(RowStandardization, MakesEachRowSumToOne) {
  const SpatialWeights weights = row_standardized(distance_band(line, 4));
  EXPECT_THAT(weights.value,
              ElementsAre(0.5, 0.5, DoubleEq(1.0 / 3), DoubleEq(1.0 / 3), DoubleEq(1.0 / 3), 1, 0.5, 0.5));
}

TEST(Islands, AreJoinedToTheNearestUnitInBothDirections) {
  const SpatialWeights band = distance_band(line, 2);
  EXPECT_THAT(band.row(2), IsEmpty());
  const JoinedIslands joined = join_islands(band, line);
  EXPECT_THAT(joined.islands, ElementsAre(2));
  EXPECT_THAT(joined.weights.row(2), ElementsAre(1));
  EXPECT_THAT(joined.weights.row(1), ElementsAre(0, 2, 3));
  EXPECT_THAT(joined.weights.row(0), ElementsAre(1, 3));
}

TEST(Islands, KeepTheWeightsOfOthers) {
  const SpatialWeights kernel = decaying_weights(line, 4, {Decay::Shape::triangular});
  const JoinedIslands joined = join_islands(kernel, line);
  EXPECT_THAT(joined.weights.row(1), ElementsAre(0, 2, 3));
  EXPECT_DOUBLE_EQ(joined.weights.value[joined.weights.start[1]], 0.5);
  EXPECT_DOUBLE_EQ(joined.weights.value[joined.weights.start[1] + 1], 1);
}

TEST(Islands, NothingChangesWithoutThem) {
  const JoinedIslands joined = join_islands(distance_band(line, 4), line);
  EXPECT_THAT(joined.islands, IsEmpty());
  EXPECT_EQ(joined.weights.neighbor, distance_band(line, 4).neighbor);
}

}  // namespace
}  // namespace vigie

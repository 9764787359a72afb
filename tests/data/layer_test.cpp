// Class limits of graduated maps.
#include "engine/data/layer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace vigie {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Quintiles, SplitThePlacesEvenly) {
  EXPECT_THAT(quintiles({5, 3, 1, 0, 2, 4, 10, 9, 8, 7, 6}), ElementsAre(0, 2, 4, 6, 8, 10));
}

TEST(Quintiles, NameEqualLimitsOnceAndSkipMissingValues) {
  EXPECT_THAT(quintiles({0, 0, 0, 0, std::numeric_limits<double>::quiet_NaN(), 7}), ElementsAre(0, 7));
  EXPECT_THAT(quintiles({}), IsEmpty());
}

}  // namespace
}  // namespace vigie

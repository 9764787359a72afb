// Exact inference keeps its level on maps without clustering; the same check is too strict for the normal one.
#include "tests/simulations/false_alarms.h"

#include <gtest/gtest.h>

#include "tests/reference_data.h"
#include "tests/validation/inputs.h"

namespace vigie::simulation {
namespace {

constexpr int few = 200;

// The numbers on the page are those of this code: its first 200 maps are counted again.
int counted_before(const Setting& setting, const std::string& inference, const std::string& column) {
  auto rows = test::read_columns(validation::validation_folder() / "../simulations/false_alarms.csv");
  for (std::size_t row = 0; row < rows["counts"].size(); ++row)
    if (rows["counts"][row] + "," + rows["graph"][row] + "," + rows["test"][row] == name_of(setting) &&
        rows["inference"][row] == inference && rows["first_maps"][row] == std::to_string(few))
      return std::stoi(rows[column][row]);
  return -1;
}

TEST(FalseAlarms, ExactInferenceKeepsItsLevel) {
  for (const Setting& setting : settings()) {
    const Alarms alarms = count_alarms(setting, Inference::exact, few);
    EXPECT_LE(alarms.any, most_by_chance(few)) << name_of(setting);
    EXPECT_EQ(alarms.hot, counted_before(setting, "exact", "first_hot")) << name_of(setting);
    EXPECT_EQ(alarms.any, counted_before(setting, "exact", "first_any")) << name_of(setting);
  }
}

TEST(FalseAlarms, NormalInferenceDoesNotForSkewedCounts) {
  for (const Setting& setting : settings()) {
    if (setting.counts == Counts::poisson) continue;
    const Alarms alarms = count_alarms(setting, Inference::normal, few);
    EXPECT_GT(alarms.any, 2 * most_by_chance(few)) << name_of(setting);
    EXPECT_EQ(alarms.any, counted_before(setting, "normal", "first_any")) << name_of(setting);
  }
}

TEST(FalseAlarms, ChanceAloneMayPassTheLevelALittle) {
  EXPECT_EQ(most_by_chance(1), 1);
  EXPECT_GT(most_by_chance(few), few / 20);
  EXPECT_LT(most_by_chance(1000), 80);
}

}  // namespace
}  // namespace vigie::simulation

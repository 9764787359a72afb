// Classes of rates: what may be compared, and how it compares.
#include "engine/analysis/zone_rates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie {
namespace {

using testing::ElementsAre;

struct Town {
  double people;
  std::int64_t reports;
};

std::vector<std::string> classes_of(const std::vector<Town>& towns) {
  Study study;
  study.has_reports = true;
  for (std::size_t i = 0; i < towns.size(); ++i) {
    const double west = 100 * static_cast<double>(i);
    study.neighbourhoods.zones.id.push_back(std::to_string(i));
    study.neighbourhoods.zones.shapes.push_back(
        {{{{west, 0}, {west + 100, 0}, {west + 100, 100}, {west, 100}, {west, 0}}, {}}});
    study.neighbourhoods.population.push_back(towns[i].people);
    study.neighbourhoods.n.push_back(towns[i].reports);
  }
  static const Analysis rates = rates_analysis();
  static const Section section = rates.section();
  const Contribution out = rates.run(study, Settings(section), {});
  std::vector<std::string> classes;
  for (const FilledColumn& column : out.added[0].columns) {
    if (column.declared->name != "rate_class") continue;
    const Texts& texts = std::get<Texts>(column.values);
    for (std::size_t i = 0; i < texts.size(); ++i) classes.emplace_back(texts.at(i));
  }
  return classes;
}

TEST(RateClasses, ComeFromTheProbabilityAndOnlyWhereAreasCanBeCompared) {
  // Overall about 20 per 1000. The hamlet's 100 per 1000 rest on one report.
  EXPECT_THAT(
      classes_of({{10'000, 300}, {10'000, 100}, {10'000, 205}, {10'000, 190}, {10, 1}, {0, 0}}),
      ElementsAre("above", "below", "not_different", "not_different", "insufficient_data", "insufficient_data"));
}

TEST(RateClasses, AreInsufficientWhereRatesDifferNoMoreThanChance) {
  EXPECT_THAT(classes_of({{1000, 20}, {1000, 20}, {1000, 20}}),
              ElementsAre("insufficient_data", "insufficient_data", "insufficient_data"));
}

}  // namespace
}  // namespace vigie

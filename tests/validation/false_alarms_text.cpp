// The table of false alarms, from what the simulation wrote.
#include <fmt/format.h>

#include "engine/statistics/proportion.h"
#include "tests/validation/inputs.h"
#include "tests/validation/page.h"

namespace vigie::validation {
namespace {

std::string share(const std::string& alarms, double maps) {
  const double count = std::stod(alarms);
  const ShareLimits limits = binomial_limits(count, maps);
  return fmt::format("{:.1f} % ({:.1f} to {:.1f})", 100 * count / maps, 100 * limits.lower, 100 * limits.upper);
}

}  // namespace

std::string false_alarms_text() {
  auto rows = test::read_columns(validation_folder() / "../simulations/false_alarms.csv");
  const double chance = std::stod(rows["by_chance"].at(0)) / std::stod(rows["maps"].at(0));
  std::string text = wrapped(fmt::format(
      "\n## False alarms\n\nMaps without any clustering: counts that are independent and equally distributed, either "
      "Poisson with mean 2, or Poisson with a mean that is itself drawn for each place, exp(0.2 + 1.2 z) with z "
      "normal: "
      "many zeros and a few very large counts, as reports are. Share of 1,000 maps with at least one place at q <= "
      "0.05 (Benjamini & Hochberg), with 95 % limits; nominal is 5 %. `tests/simulations/false_alarms` counts anew, "
      "and fails where exact inference exceeds 5 % by more than chance explains (up to {:.1f} %).\n\n",
      100 * chance));
  text += "| counts | places | test | p | hot | hot or cold |\n|---|---|---|---|---:|---:|\n";
  for (std::size_t row = 0; row < rows["counts"].size(); ++row) {
    const double maps = std::stod(rows["maps"][row]);
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", rows["counts"][row], rows["graph"][row], rows["test"][row],
                        rows["inference"][row], share(rows["hot"][row], maps), share(rows["any"][row], maps));
  }
  return text +
         wrapped(
             "\nWith exact p-values false alarms stay below the level, since counts have ties and neighborhoods "
             "overlap. With the normal distribution a skewed map nearly always shows a hot spot that is none.\n");
}

}  // namespace vigie::validation

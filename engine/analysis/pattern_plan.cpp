// Choosing radii and sample size; what points and pairs of a random pattern cost was measured, in nanoseconds.
#include "engine/analysis/pattern_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/geometry/boundary_edges.h"

namespace vigie {
namespace {

constexpr double city_distance = 1000;  // metres: beyond it K of a town shows the town's own shape
constexpr std::size_t most_points = 4000;
constexpr std::size_t fewest_points = 1000;
constexpr double most_effort = 2e9;  // nanoseconds of processor time

double quarter_of_shorter_side(const MultiPolygon& area) {
  const Box box = bounds(area);
  return std::min(box.width(), box.height()) / 4;
}

// The largest of 1, 1.2, 1.5, ... times a power of ten that is not above the wish, times 1..10.
std::vector<double> even_radii(double wish) {
  constexpr std::array<int, 10> tenths{10, 12, 15, 20, 25, 30, 40, 50, 60, 80};
  const int power = static_cast<int>(std::floor(std::log10(wish) + 1e-9));
  const double scale = std::pow(10.0, std::abs(power - 1));
  const auto length = [&](int count) { return power > 0 ? count * scale : count / scale; };
  int step = tenths.front();
  for (const int next : tenths)
    if (length(next) <= wish * (1 + 1e-9)) step = next;
  std::vector<double> radii;
  for (int i = 1; i <= 10; ++i) radii.push_back(length(step * i));
  return radii;
}

std::vector<double> given_radii(const Settings& settings, double limit) {
  std::vector<double> radii;
  for (const std::string& text : settings.list(radii_parameter)) {
    const std::optional<double> radius = parse_length(text);
    if (!radius || !(*radius > 0))
      throw UsageError(
          fmt::format("[point_pattern] radii: '{}' is no length above 0; write [\"100m\", \"200m\"]", printable(text)));
    if (*radius > limit * (1 + 1e-9))
      throw UsageError(fmt::format(
          "[point_pattern] radii: {} is beyond {:.6g} m, a quarter of the shorter side of the study area; so far out "
          "nearly every neighbor may lie outside",
          printable(text), limit));
    radii.push_back(*radius);
  }
  std::ranges::sort(radii);
  const auto rest = std::ranges::unique(radii);
  radii.erase(rest.begin(), rest.end());
  if (radii.size() > 1000) throw UsageError("[point_pattern] radii: at most 1000 of them");
  return radii;
}

double cost(std::size_t count, const MultiPolygon& area, double reach, KCorrection correction) {
  const auto points = static_cast<double>(count);
  const double size = vigie::area(area), border = perimeter(area);
  const double pairs = points * points / 2 * std::min(1.0, std::numbers::pi * reach * reach / size);
  double nanoseconds = 350 * points + 6 * pairs;
  if (correction == KCorrection::border) nanoseconds += 400 * points;
  if (correction == KCorrection::isotropic) {
    const double near_edges = static_cast<double>(boundary_edges(area).size()) * std::min(1.0, 2 * reach / border);
    nanoseconds += std::min(1.0, border * reach / size) * ((1000 + 50 * near_edges) * points + 60 * pairs);
  }
  return nanoseconds;
}

void tell_part(std::size_t part, std::size_t all, Contribution& out) {
  out.findings.push_back(
      {"point_pattern", "points_used", static_cast<double>(part), Unit::count, Finding::Level::warning,
       fmt::format("point pattern: K is measured on {} of the {} reports, drawn at random, to save time (a random part "
                   "has the same K, with more noise); set point_pattern.simulations to use them all",
                   part, all)});
}

}  // namespace

const Parameter radii_parameter{
    .name = "radii",
    .kind = ParameterKind::list,
    .otherwise = "from the data: ten even steps up to 1 km, or to a quarter of the shorter side of the study area",
    .unit = Unit::metre,
    .help = "Distances at which K is measured, as a list of lengths."};

const Parameter simulations_parameter{
    .name = "simulations",
    .kind = ParameterKind::integer,
    .otherwise = "from the data: 999, fewer where that takes more than seconds",
    .minimum = 0,
    .maximum = 100'000,
    .help =
        "How many random patterns K is compared with. Where it is not given, large data are measured on a random part "
        "of the reports; where it is, on all."};

std::vector<double> pattern_radii(const MultiPolygon& area, const Settings& settings, Contribution& out) {
  const double limit = quarter_of_shorter_side(area);
  if (settings.given(radii_parameter)) {
    std::vector<double> radii = given_radii(settings, limit);
    if (radii.empty()) throw UsageError("[point_pattern] radii: the list is empty; write [\"100m\", \"200m\"]");
    return radii;
  }
  std::vector<double> radii = even_radii(std::min(city_distance, limit) / 10);
  std::vector<std::string> texts;
  for (const double radius : radii) texts.push_back(number_text(radius) + "m");
  out.chosen.push_back({&radii_parameter, fmt::format("{}", fmt::join(texts, ", ")),
                        limit < city_distance ? "even steps up to a quarter of the shorter side of the study area"
                                              : "even steps up to 1 km, beyond which K shows the shape of the town"});
  return radii;
}

PatternPlan pattern_plan(std::size_t points, const MultiPolygon& area, double reach, KCorrection correction,
                         const Settings& settings, Contribution& out) {
  if (settings.given(simulations_parameter))
    return {points, static_cast<int>(settings.required_number(simulations_parameter))};
  PatternPlan plan{std::min(points, most_points), 999};
  const auto dear = [&] { return plan.simulations * cost(plan.points, area, reach, correction) > most_effort; };
  for (const int fewer : {499, 199})
    if (dear()) plan.simulations = fewer;
  while (dear() && plan.points > fewest_points) plan.points = std::max(fewest_points, plan.points / 2);
  if (dear()) plan.simulations = 99;
  std::string why = plan.simulations == 999 ? "enough for an envelope of 95 %" : "as many as take about a second";
  if (plan.points < points) {
    why += fmt::format("; on {} of {} points", plan.points, points);
    tell_part(plan.points, points, out);
  }
  out.chosen.push_back({&simulations_parameter, std::to_string(plan.simulations), std::move(why)});
  return plan;
}

}  // namespace vigie

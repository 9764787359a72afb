// Curves, their envelopes, and what they mean in words.
#include "engine/analysis/pattern_curves.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <utility>

#include "engine/base/words.h"

namespace vigie {
namespace {

double as_k(double l) {
  return std::numbers::pi * l * l;
}

double as_l(double l) {
  return l;
}

MeasuredL against(std::vector<double> l, std::vector<double> expected, CurveSet simulated, const PatternPlan& plan) {
  simulated.values = l_of(simulated.values);
  GlobalEnvelope envelope = global_envelope(l, simulated);
  return {std::move(l), std::move(expected), std::move(envelope), plan};
}

void add_curve(const MeasuredL& measured, std::span<const double> radii, const std::string& name,
               double (*shown)(double l), std::vector<PatternRow>& rows) {
  const GlobalEnvelope& band = measured.envelope;
  for (std::size_t r = 0; r < radii.size(); ++r)
    rows.push_back({.statistic = name,
                    .radius = radii[r],
                    .value = shown(measured.l[r]),
                    .expected = shown(measured.expected[r]),
                    .lower = shown(band.lower[r]),
                    .upper = shown(band.upper[r]),
                    .z = band.deviation[r] > 0 ? (measured.l[r] - band.mean[r]) / band.deviation[r] : no_number,
                    .p = band.p,
                    .n = static_cast<std::int64_t>(measured.plan.points),
                    .simulations = measured.plan.simulations,
                    .note = std::isnan(measured.l[r]) ? "insufficient_data" : ""});
}

}  // namespace

MeasuredL measure_l(const RipleyK& k, const MultiPolygon& area, const Positions& points, const PatternPlan& plan,
                    std::uint64_t seed) {
  PatternPlan done{points.x.size(), points.x.size() < 2 ? 0 : plan.simulations};
  CurveSet simulated{k.radii().size(), {}};
  if (done.simulations > 0) simulated = simulated_k(k, RandomPattern(area), done.points, done.simulations, seed);
  return against(l_of(k.curves(points.x, points.y).front().k), {k.radii().begin(), k.radii().end()},
                 std::move(simulated), done);
}

MeasuredL measure_cross_l(const RipleyK& k, const std::array<Positions, 2>& kinds, PatternPlan plan,
                          std::uint64_t seed) {
  const auto& [first, second] = kinds;
  Positions both = first;
  both.x.insert(both.x.end(), second.x.begin(), second.x.end());
  both.y.insert(both.y.end(), second.y.begin(), second.y.end());
  plan.points = both.x.size();
  CurveSet simulated{k.radii().size(), {}};
  if (plan.simulations > 0) simulated = relabelled_cross_k(k, both.x, both.y, first.x.size(), plan.simulations, seed);
  return against(l_of(k.cross_curves(first.x, first.y, second.x, second.y).front().k),
                 l_of(k.curves(both.x, both.y).front().k), std::move(simulated), plan);
}

void add_curves(const MeasuredL& measured, std::span<const double> radii, const std::string& prefix,
                const std::string& correction, std::vector<PatternRow>& rows) {
  add_curve(measured, radii, prefix + "k_" + correction, as_k, rows);
  add_curve(measured, radii, prefix + "l_" + correction, as_l, rows);
}

PatternWords random_words() {
  return {"random patterns", "the reports are", "clustered", "evenly spread",
          "neither clustered nor evenly spread at any radius"};
}

PatternWords cross_words(const std::string& first, const std::string& second) {
  return {"random deals of the two categories",
          fmt::format("reports of '{}' around those of '{}' are", printable(second, 40), printable(first, 40)),
          "closer together than chance", "further apart than chance", "as close as chance at every radius"};
}

void tell_envelope(const MeasuredL& measured, std::span<const double> radii, const PatternWords& words,
                   Contribution& out) {
  const GlobalEnvelope& band = measured.envelope;
  if (std::isnan(band.p)) return;
  std::size_t above = 0, below = 0, farthest = 0;
  const auto deviation = [&](std::size_t r) { return (measured.l[r] - band.mean[r]) / band.deviation[r]; };
  for (std::size_t r = 0; r < radii.size(); ++r) {
    above += measured.l[r] > band.upper[r] ? 1 : 0;
    below += measured.l[r] < band.lower[r] ? 1 : 0;
    if (!(std::abs(deviation(r)) <= std::abs(deviation(farthest)))) farthest = r;
  }
  std::vector<std::string> verdicts;
  if (above > 0) verdicts.push_back(fmt::format("{} at {} of {} radii", words.above, above, radii.size()));
  if (below > 0) verdicts.push_back(fmt::format("{} at {} of {} radii", words.below, below, radii.size()));
  const std::string found = verdicts.empty()
                                ? words.neither
                                : fmt::format("{}, most markedly at {:.4g} m", listed(verdicts), radii[farthest]);
  std::string text = fmt::format("point pattern: against {} {} {} {} (global p = {:.3g})", measured.plan.simulations,
                                 words.chance, words.subject, found, band.p);
  out.findings.push_back(
      {"point_pattern", "global_p", band.p, Unit::probability, Finding::Level::notice, std::move(text)});
}

}  // namespace vigie

// Times the choice of sites in an invented city, and says how good it is.
// Arguments: sites, candidates, demand points, reach (m), width of the city (m), seed.
#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <vector>

#include "engine/statistics/site_plan.h"
#include "tests/benchmarks/stopwatch.h"

int main(int count, char** words) {
  using namespace vigie;
  const auto number = [&](int at, double fallback) { return count > at ? std::atof(words[at]) : fallback; };
  const auto sites = static_cast<std::size_t>(number(1, 20)), candidates = static_cast<std::size_t>(number(2, 600)),
             points = static_cast<std::size_t>(number(3, 20'000));
  const double reach = number(4, 1000), size = number(5, 30'000);
  std::mt19937_64 random(static_cast<std::uint64_t>(number(6, 1)));
  std::uniform_real_distribution<double> place(0, size);
  std::vector<Point> centres, demand, where;
  for (int i = 0; i < 200; ++i) centres.push_back({place(random), place(random)});
  std::normal_distribution<double> scatter(0, size / 60);
  for (std::size_t i = 0; i < points; ++i) {
    const Point centre = centres[std::min(random() % 200, random() % 200)];
    demand.push_back(i % 5 == 0 ? Point{place(random), place(random)}
                                : Point{centre.x + scatter(random), centre.y + scatter(random)});
  }
  for (std::size_t i = 0; i < candidates; ++i) where.push_back({place(random), place(random)});
  SitePlan plan;
  const benchmark::Timing timing = benchmark::measure(
      3, [&] { plan = plan_sites(cover_within(demand, std::vector<double>(points, 1), where, reach), {}, sites); });
  const SitePlan::Step& last = plan.steps.back();
  fmt::print(
      "{} of {} candidates, {} demand points, reach {} m: {:.3f} s ({:.3f} s of processor), covered {}, limit {}, gap "
      "{:.3g} %\n",
      sites, candidates, points, reach, timing.wall, timing.processor, last.cumulative, last.upper_bound,
      100 * last.gap);
  fmt::print("  after reduction {} candidates, {} points; {}\n", plan.reduced_candidates, plan.reduced_points,
             plan.method == SitePlan::Method::exact ? "branch and bound" : "greedy with swaps");
}

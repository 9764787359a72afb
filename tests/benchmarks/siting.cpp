// Times the choice of sites in an invented city, and says how good it is.
// Arguments: sites, candidates, demand points, reach (m; 0: 1, 2, 3, 4 and 6 km in turn), width of the city (m), seed,
// shape of demand ("clusters"; "even"; "heavy": a few points hold half of it; "homes": candidates stand at demand
// points), sites in place.
#include <fmt/format.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "engine/statistics/site_plan.h"
#include "tests/benchmarks/stopwatch.h"

namespace {

using namespace vigie;

struct City {
  std::vector<Point> demand, candidates;
  std::vector<double> weight;
  std::vector<std::uint32_t> in_place;
};

City city(std::size_t candidates, std::size_t points, double size, std::uint64_t seed, const std::string& shape,
          std::size_t in_place) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, size);
  City made;
  std::vector<Point> centres;
  for (int i = 0; i < 200; ++i) centres.push_back({place(random), place(random)});
  std::normal_distribution<double> scatter(0, size / 60);
  for (std::size_t i = 0; i < points; ++i) {
    const Point centre = centres[std::min(random() % 200, random() % 200)];
    made.demand.push_back(i % 5 == 0 || shape == "even"
                              ? Point{place(random), place(random)}
                              : Point{centre.x + scatter(random), centre.y + scatter(random)});
    made.weight.push_back(shape == "heavy" && i < 50 ? static_cast<double>(points) / 50 : 1);
  }
  for (std::size_t i = 0; i < candidates; ++i)
    made.candidates.push_back(shape == "homes" ? made.demand[random() % points] : Point{place(random), place(random)});
  for (std::size_t i = 0; i < in_place; ++i) made.in_place.push_back(static_cast<std::uint32_t>(i));
  return made;
}

void time_reach(const City& made, std::size_t sites, double reach) {
  SitePlan plan;
  const benchmark::Timing timing = benchmark::measure(1, [&] {
    plan = plan_sites(cover_within(made.demand, made.weight, made.candidates, reach), made.in_place, sites);
  });
  const SitePlan::Step& last = plan.steps.back();
  fmt::print(
      "{} of {} candidates, {} demand points, reach {} m: {:.3f} s ({:.3f} s of processor), covered {} of {}, limit "
      "{:.6g}, gap {:.3g} %\n",
      sites, made.candidates.size(), made.demand.size(), reach, timing.wall, timing.processor, last.cumulative,
      plan.total, last.upper_bound, 100 * last.gap);
  fmt::print("  after reduction {} candidates, {} points; {}\n", plan.reduced_candidates, plan.reduced_points,
             plan.method == SitePlan::Method::exact ? "branch and bound" : "greedy with exchanges");
}

}  // namespace

int main(int count, char** words) {
  const auto number = [&](int at, double fallback) { return count > at ? std::atof(words[at]) : fallback; };
  const auto whole = [&](int at, std::size_t fallback) {
    return static_cast<std::size_t>(number(at, static_cast<double>(fallback)));
  };
  const City made = city(whole(2, 600), whole(3, 20'000), number(5, 30'000), whole(6, 1),
                         count > 7 ? words[7] : "clusters", whole(8, 0));
  const double reach = number(4, 1000);
  for (const double each : reach > 0 ? std::vector<double>{reach} : std::vector<double>{1000, 2000, 3000, 4000, 6000})
    time_reach(made, whole(1, 20), each);
}

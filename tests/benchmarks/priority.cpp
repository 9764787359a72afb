// Times the ranking of places under uncertain weights and values. Arguments: places, draws.
#include <fmt/format.h>

#include <cstdlib>
#include <random>

#include "engine/statistics/rank_acceptability.h"
#include "tests/benchmarks/stopwatch.h"

int main(int count, char** words) {
  using namespace vigie;
  const auto number = [&](int at, double fallback) { return count > at ? std::atof(words[at]) : fallback; };
  RankQuestion question;
  const auto places = static_cast<std::size_t>(number(1, 600));
  question.draws = static_cast<std::uint32_t>(number(2, 10'000));
  question.top = places / 10;
  std::mt19937_64 random(1);
  std::gamma_distribution<double> skewed(2, 40);
  Criterion demand{.law = Criterion::Law::gamma}, repeats{.law = Criterion::Law::beta}, fixed, far;
  for (std::uint32_t i = 0; i < places; ++i) {
    question.address.push_back(i);
    demand.first.push_back(1 + skewed(random));
    demand.second.push_back(1 + skewed(random) / 10);
    repeats.first.push_back(1 + skewed(random) / 10);
    repeats.second.push_back(1 + skewed(random) / 10);
    fixed.first.push_back(skewed(random));
    far.first.push_back(skewed(random));
  }
  Criterion unmet;
  unmet.first = fixed.first;
  unmet.rest.push_back({0, std::vector<double>(places, 100), std::vector<double>(places, 500)});
  question.criteria = {demand, unmet, repeats, fixed, far};
  const WeightDraws weights = WeightDraws::around({0.3, 0.2, 0.15, 0.1, 0.1}, 20);
  const benchmark::Timing timing = benchmark::measure(5, [&] { rank_acceptability(question, weights); });
  fmt::print("{} places, {} draws, five criteria, three of them drawn: {:.3f} s ({:.3f} s of processor)\n", places,
             question.draws, timing.wall, timing.processor);
}

// From a good choice and its bound to a proven one.
#include "engine/statistics/site_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/parallel.h"
#include "engine/solver/integer_program.h"
#include "engine/statistics/site_search.h"

namespace vigie {
namespace {

// Work that a choice may take, counted in links rather than in seconds; half a minute at most for millions of them.
constexpr double links_of_relaxation = 3e9, links_of_search = 6e8, links_of_tree = 3e7;
constexpr int steps_by_size = 200, steps_at_last = 6000;  // of the relaxation, for fewer sites and for all of them
constexpr int search_patience = 2000;
constexpr std::size_t searches = 8;

int affordable(double links, double links_per_step, int most) {
  return static_cast<int>(std::min<double>(most, links / std::max(1.0, links_per_step)));
}

// Candidates that some better choice than the known one could hold, and those that each such choice holds.
struct OpenChoice {
  std::vector<std::uint32_t> open, sure;
};

OpenChoice open_choice(const SiteSearch::Relaxed& relaxed, std::size_t sites, double known) {
  std::vector<double> sorted = relaxed.reduced;
  std::ranges::sort(sorted, std::greater<>());
  const double last_in = sorted[sites - 1], first_out = sites < sorted.size() ? sorted[sites] : 0;
  const double slack = known * 1e-9;
  OpenChoice choice;
  for (std::uint32_t j = 0; j < relaxed.reduced.size(); ++j) {
    const double earns = relaxed.reduced[j];
    // Bound of the choices with j, if it is not among the best; of those without, if it is.
    if (earns < last_in && relaxed.bound - last_in + earns < known - slack) continue;
    const bool sure = earns > first_out && relaxed.bound - earns + first_out < known - slack;
    (sure ? choice.sure : choice.open).push_back(j);
  }
  return choice;
}

struct Choice {
  std::vector<std::uint32_t> chosen;
  double bound;
};

// One column per open candidate, then one per demand point that the sure ones leave open.
class CoveringProgram {
 public:
  CoveringProgram(const SiteSearch& search, const OpenChoice& choice, std::size_t sites) : choice_(choice) {
    std::vector<std::int32_t> number(search.candidates(), closed);
    for (std::uint32_t j : choice.sure) number[j] = in_place;
    for (std::uint32_t j : choice.open) {
      number[j] = static_cast<std::int32_t>(program_.gain.size());
      add_column(search.own()[j], 1);
    }
    std::vector<std::int32_t> columns;
    for (std::uint32_t j : choice.open) columns.push_back(number[j]);
    program_.add_row(columns, std::vector<double>(columns.size(), 1), static_cast<double>(sites - choice.sure.size()));
    for (std::size_t i = 0; i < search.cover().points(); ++i) add_point(search.cover(), i, number);
    for (std::uint32_t j : choice.sure) settled_ += search.own()[j];
  }

  std::size_t links() const { return program_.column.size(); }

  Choice solve(const std::vector<std::uint32_t>& known, int most_nodes) const {
    const IntegerSolution solution = maximize(program_, values_of(known), most_nodes);
    Choice result{choice_.sure, solution.bound + settled_};
    for (std::size_t j = 0; j < choice_.open.size(); ++j)
      if (solution.values[j] > 0.5) result.chosen.push_back(choice_.open[j]);
    return result;
  }

 private:
  static constexpr std::int32_t closed = -1, in_place = -2;

  void add_column(double gain, std::uint8_t whole) {
    program_.gain.push_back(gain);
    program_.whole.push_back(whole);
  }

  // y <= sum of x over the candidates of the point; y is whole by itself where the x are.
  void add_point(const SiteCover& cover, std::size_t point, const std::vector<std::int32_t>& number) {
    std::vector<std::int32_t> columns;
    for (std::uint32_t candidate : cover.of(point)) {
      if (number[candidate] == in_place) {
        settled_ += cover.demand[point];
        return;
      }
      if (number[candidate] >= 0) columns.push_back(number[candidate]);
    }
    if (columns.empty()) return;
    if (columns.size() == 1) {
      program_.gain[static_cast<std::size_t>(columns.front())] += cover.demand[point];
      return;
    }
    std::vector<double> factors(columns.size(), -1);
    columns.push_back(static_cast<std::int32_t>(program_.gain.size()));
    factors.push_back(1);
    add_column(cover.demand[point], 0);
    program_.add_row(columns, factors, 0);
  }

  std::vector<double> values_of(const std::vector<std::uint32_t>& known) const {
    std::vector<double> values(program_.gain.size(), 0);
    for (std::size_t j = 0; j < choice_.open.size(); ++j)
      values[j] = std::ranges::find(known, choice_.open[j]) != known.end() ? 1 : 0;
    for (std::size_t row = 1; row < program_.upper.size(); ++row) {
      const auto y = static_cast<std::size_t>(program_.column[program_.start[row + 1] - 1]);
      for (std::size_t e = program_.start[row]; e + 1 < program_.start[row + 1]; ++e)
        values[y] = std::max(values[y], values[static_cast<std::size_t>(program_.column[e])]);
    }
    return values;
  }

  const OpenChoice& choice_;
  IntegerProgram program_;
  double settled_ = 0;
};

// Limits for 1, 2, ... sites, from the steps of greedy and from prices.
std::vector<double> bounds_by_size(const SiteSearch& search, const SiteSearch::Greedy& greedy) {
  std::vector<double> bound = greedy.bound;
  const int steps = affordable(links_of_relaxation, static_cast<double>(search.links() * bound.size()), steps_by_size);
  if (steps == 0) return bound;
  parallel_chunks(bound.size(), 1, [&](std::size_t k, std::size_t) {
    const std::vector<std::uint32_t> first(greedy.chosen.begin(),
                                           greedy.chosen.begin() + static_cast<std::ptrdiff_t>(k + 1));
    bound[k] = std::min(bound[k], search.relaxed(first, steps).bound);
  });
  return bound;
}

// Where searches from the known choice, from the relaxed one and from several others near it end.
std::vector<std::vector<std::uint32_t>> searched(const SiteSearch& search, const std::vector<std::uint32_t>& known,
                                                 const std::vector<std::uint32_t>& relaxed) {
  // Two sites' points are looked at, and all exchanges.
  const double per_step =
      static_cast<double>(8 * search.links() / search.candidates() + known.size() * search.candidates());
  const int patience = affordable(links_of_search, per_step * searches, search_patience);
  std::vector<std::vector<std::uint32_t>> ends(searches);
  parallel_chunks(searches, 1, [&](std::size_t turn, std::size_t) {
    const std::vector<std::uint32_t>& start = turn % 2 == 0 ? known : relaxed;
    ends[turn] = search.searched(turn < 2 ? start : search.shaken(start, static_cast<std::uint32_t>(turn)), patience);
  });
  return ends;
}

bool all_whole(const SiteCover& cover) {
  return std::ranges::all_of(cover.demand, [](double v) { return v == std::floor(v); });
}

// Sites as they will be told, with candidates of no gain where better ones run out.
std::vector<std::uint32_t> told_order(const SiteSearch& search, const ReducedCover& reduced, const Choice& choice,
                                      std::span<const std::uint32_t> locked, std::size_t candidates,
                                      std::size_t sites) {
  std::vector<std::uint32_t> order;
  std::vector<std::uint8_t> taken(candidates, 0);
  for (std::uint32_t candidate : locked) taken[candidate] = 1;
  for (std::uint32_t j : search.by_gain(choice.chosen)) {
    order.push_back(reduced.original[j]);
    taken[order.back()] = 1;
  }
  for (std::uint32_t candidate = 0; candidate < candidates && order.size() < sites; ++candidate)
    if (taken[candidate] == 0) order.push_back(candidate);
  return order;
}

void write_steps(const SiteCover& cover, std::span<const std::uint32_t> locked, const std::vector<std::uint32_t>& order,
                 const std::vector<double>& bound, SitePlan& plan) {
  const CoveredPoints covered = covered_points(cover);
  std::vector<std::uint8_t> done(cover.points(), 0);
  for (std::uint32_t candidate : locked)
    for (std::uint32_t point : covered.of(candidate)) done[point] = 1;
  double cumulative = plan.locked;
  for (std::size_t step = 0; step < order.size(); ++step) {
    double gain = 0;
    for (std::uint32_t point : covered.of(order[step])) {
      if (done[point] == 0) gain += cover.demand[point];
      done[point] = 1;
    }
    cumulative += gain;
    // Beyond the sites that add something, the limit stays.
    const double limit = plan.locked + (bound.empty() ? 0 : bound[std::min(step, bound.size() - 1)]);
    const double upper = std::max(cumulative, limit);
    plan.steps.push_back({order[step], gain, cumulative, upper, upper > 0 ? (upper - cumulative) / upper : 0});
  }
}

// Branch and bound over what a relaxation leaves open. False, and nothing done, if that is too much.
bool solved_by_tree(const SiteSearch& search, const SiteSearch::Relaxed& relaxed, const SiteEffort& effort,
                    Choice& best) {
  const double known = search.value(best.chosen);
  const OpenChoice open = open_choice(relaxed, best.chosen.size(), known);
  const CoveringProgram program(search, open, best.chosen.size());
  if (program.links() > effort.most_links) return false;
  const Choice solved =
      program.solve(best.chosen, affordable(links_of_tree, static_cast<double>(program.links()), effort.most_nodes));
  if (search.value(solved.chosen) > known * (1 + 1e-9)) best.chosen = solved.chosen;
  // Choices that were left out of the program cover no more than the known one.
  best.bound = std::min(best.bound, std::max(solved.bound, search.value(best.chosen)));
  return true;
}

Choice best_choice(const SiteSearch& search, double bound, const SiteEffort& effort, const SiteSearch::Greedy& greedy,
                   SitePlan& plan) {
  Choice best{search.swapped(greedy.chosen), bound};
  double known = search.value(best.chosen);
  const auto proven = [&] { return best.bound <= known * (1 + 1e-9); };
  if (proven()) return best;
  const SiteSearch::Relaxed relaxed =
      search.relaxed(best.chosen, affordable(links_of_relaxation, static_cast<double>(search.links()), steps_at_last));
  best.bound = std::min(best.bound, relaxed.bound);
  const auto offer = [&](const std::vector<std::uint32_t>& chosen) {
    if (search.value(chosen) <= known * (1 + 1e-9)) return;
    best.chosen = chosen;
    known = search.value(chosen);
  };
  offer(search.swapped(relaxed.chosen));
  if (proven()) return best;
  for (const std::vector<std::uint32_t>& end : searched(search, best.chosen, search.swapped(relaxed.chosen)))
    offer(end);
  if (proven()) return best;
  bool tree = solved_by_tree(search, relaxed, effort, best);
  if (!tree) {
    const SiteSearch::Relaxed tight = search.tightened(relaxed, best.chosen, effort.district_work);
    best.bound = std::min(best.bound, tight.bound);
    tree = !proven() && solved_by_tree(search, tight, effort, best);
  }
  if (tree) plan.method = SitePlan::Method::exact;
  return best;
}

}  // namespace

SitePlan plan_sites(const SiteCover& cover, std::span<const std::uint32_t> locked, std::size_t sites,
                    const SiteEffort& effort) {
  SitePlan plan;
  const ReducedCover reduced = reduce(cover, locked);
  const SiteSearch search(reduced);
  plan.locked = reduced.locked;
  plan.unreachable = reduced.unreachable;
  plan.total = std::accumulate(cover.demand.begin(), cover.demand.end(), 0.0);
  plan.reduced_candidates = search.candidates();
  plan.reduced_points = reduced.cover.points();
  const std::size_t useful = std::min(sites, search.candidates());
  std::vector<double> bound;
  Choice choice{{}, 0};
  if (useful > 0) {
    const SiteSearch::Greedy greedy = search.greedy(useful);
    bound = bounds_by_size(search, greedy);
    choice = best_choice(search, bound.back(), effort, greedy, plan);
    bound.back() = choice.bound;
    for (std::size_t k = bound.size() - 1; k-- > 0;) bound[k] = std::min(bound[k], bound[k + 1]);
    if (all_whole(cover))
      for (double& b : bound) b = std::floor(b * (1 + 1e-9));
  }
  const std::vector<std::uint32_t> order =
      told_order(search, reduced, choice, locked, cover.candidates, std::min(sites, cover.candidates - locked.size()));
  write_steps(cover, locked, order, bound, plan);
  plan.optimal = plan.steps.empty() || plan.steps.back().gap <= 1e-9;
  return plan;
}

std::string site_solver_version() {
  return solver_version();
}

}  // namespace vigie

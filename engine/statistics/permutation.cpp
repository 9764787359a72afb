// Chooses how each permutation p is computed: table, transform, saddlepoint, draws or normal.
#include "engine/statistics/permutation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/monte_carlo.h"
#include "engine/statistics/permutation_table.h"
#include "engine/statistics/permutation_transform.h"
#include "engine/statistics/saddlepoint.h"

namespace vigie {
namespace {

constexpr double transform_floor = 1e-12;  // its error is absolute, near 1e-14
constexpr double draws_per_value = 20;     // random draws that take as long as one value of a saddlepoint
constexpr double most_draws = 2e10;  // of single values, a minute; beyond it values that are no counts get the normal p

// Weights of the neighbors of one place that have a value.
using LinkWeights = std::function<std::vector<double>(std::size_t place)>;

// Results place by place, and how each was computed.
class Results {
 public:
  explicit Results(std::size_t places) {
    p_.upper.assign(places, no_number);
    p_.lower.assign(places, no_number);
  }

  void set(std::size_t place, Tails tails, PValueMethod method) {
    if (method == PValueMethod::exact_fft) tails = {above_floor(tails.upper), above_floor(tails.lower)};
    p_.upper[place] = tails.upper;
    p_.lower[place] = tails.lower;
    ++used_[static_cast<std::size_t>(method)];
  }

  TailProbabilities finish(std::string_view why) {
    for (std::size_t m = 0; m < used_.size(); ++m)
      if (used_[m] > 0) p_.methods.push_back(static_cast<PValueMethod>(m));
    std::ranges::stable_sort(p_.methods, std::ranges::greater{},
                             [this](PValueMethod m) { return used_[static_cast<std::size_t>(m)]; });
    p_.why = why;
    return std::move(p_);
  }

 private:
  double above_floor(double p) {
    if (p < transform_floor) p_.floored = true;
    return std::max(p, transform_floor);
  }

  TailProbabilities p_;
  std::array<std::size_t, 5> used_{};
};

// The values that are placed at random, and the tests on them.
struct Study {
  std::vector<double> population;
  std::vector<DrawTest> tests;  // without weights for binary ones
  bool binary = true;
};

bool is_binary(const NeighborSums& sums) {
  for (std::size_t i = 0; i < sums.weight.size(); ++i) {
    if (std::isnan(sums.weight[i])) continue;
    if (sums.squared[i] != sums.weight[i] || sums.weight[i] != std::floor(sums.weight[i])) return false;
  }
  return true;
}

Study study_of(std::span<const double> values, const NeighborSums& sums, const PermutationOptions& options,
               const LinkWeights& links) {
  Study study;
  study.binary = is_binary(sums);
  if (!study.binary && !links)
    throw std::logic_error("permutation_p: unequal weights were summed, but the weights themselves are not given");
  const bool own_stays = options.null == Null::conditional;
  const bool own_counts = !own_stays && options.self == Self::included;
  const std::vector<double> z = gi_z(values, sums, own_stays ? Self::excluded : options.self);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i]) || std::isnan(sums.weight[i])) continue;
    study.population.push_back(values[i]);
    if (std::isnan(z[i])) continue;
    DrawTest test{.place = i, .weight = {}, .observed = sums.value[i] + (own_counts ? values[i] : 0)};
    if (own_stays) test.own = study.population.size() - 1;
    if (!study.binary) {
      test.weight = links(i);
      if (own_counts) test.weight.push_back(1);
    }
    test.drawn = study.binary ? static_cast<std::size_t>(sums.weight[i]) + (own_counts ? 1 : 0) : test.weight.size();
    study.tests.push_back(std::move(test));
  }
  return study;
}

// The tests in lattice steps. More than half of the population drawn: the values left over are asked about instead,
// which swaps the tails.
struct Questions {
  std::vector<DrawQuestion> asked;
  std::vector<std::uint8_t> mirrored;
};

Questions questions_of(const ValueLattice& lattice, const Study& study) {
  Questions questions;
  for (const DrawTest& test : study.tests) {
    DrawQuestion question{.drawn = static_cast<std::int64_t>(test.drawn)};
    std::int64_t size = lattice.size, total = lattice.total;
    if (test.own != nobody) {
      const auto own = (static_cast<std::int64_t>(study.population[test.own]) - lattice.origin) / lattice.span;
      question.own = lattice.index_of(own);
      size -= 1;
      total -= own;
    }
    question.sum = (std::llround(test.observed) - question.drawn * lattice.origin) / lattice.span;
    const bool mirror = 2 * question.drawn > size;
    if (mirror) {
      question.drawn = size - question.drawn;
      question.sum = total - question.sum;
    }
    questions.asked.push_back(question);
    questions.mirrored.push_back(mirror ? 1 : 0);
  }
  return questions;
}

Tails unmirrored(Tails tails, std::uint8_t mirrored) {
  return mirrored != 0 ? Tails{tails.lower, tails.upper} : tails;
}

// Each distinct question is answered once; nothing where the approximation fails.
std::vector<std::optional<Tails>> tails_by_saddlepoint(const ValueLattice& lattice,
                                                       std::span<const DrawQuestion> asked) {
  const auto key = [&](std::size_t i) { return std::tuple(asked[i].own, asked[i].drawn, asked[i].sum); };
  std::vector<std::size_t> order(asked.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, key);
  std::vector<std::size_t> start;  // of each run of equal questions
  for (std::size_t i = 0; i < order.size(); ++i)
    if (i == 0 || key(order[i]) != key(order[i - 1])) start.push_back(i);

  std::vector<std::optional<Tails>> tails(asked.size());
  parallel_chunks(start.size(), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t run = begin; run < end; ++run) {
      const DrawQuestion& question = asked[order[start[run]]];
      std::optional<Tails> answer;
      if (question.own == nobody) {
        answer = saddlepoint_tails(lattice, question.drawn, question.sum);
      } else {
        const ValueLattice rest = without(lattice, question.own);
        answer = saddlepoint_tails(rest, question.drawn, (question.sum - question.drawn * rest.origin) / rest.span);
      }
      const std::size_t stop = run + 1 < start.size() ? start[run + 1] : order.size();
      for (std::size_t i = start[run]; i < stop; ++i) tails[order[i]] = answer;
    }
  });
  return tails;
}

TailProbabilities simulated(const Study& study, const PermutationOptions& options, Results results,
                            std::string_view why) {
  if (options.permutations < 1) throw UsageError("permutations: Monte Carlo inference needs at least 1; 9999 is usual");
  const std::vector<Tails> tails =
      tails_by_monte_carlo(study.population, study.tests, options.permutations, options.seed);
  for (std::size_t i = 0; i < tails.size(); ++i) results.set(study.tests[i].place, tails[i], PValueMethod::monte_carlo);
  return results.finish(why);
}

TailProbabilities approximated(const ValueLattice& lattice, const Questions& questions, const Study& study,
                               const PermutationOptions& options, Results results) {
  double drawn = 0;
  for (const DrawQuestion& question : questions.asked) drawn += static_cast<double>(question.drawn);
  const double values = static_cast<double>(questions.asked.size()) * static_cast<double>(lattice.value.size());
  if (values * draws_per_value > drawn * options.permutations && options.permutations > 0)
    return simulated(study, options, std::move(results), "random draws are quicker for counts as varied as these");
  const auto tails = tails_by_saddlepoint(lattice, questions.asked);
  Study rest{study.population, {}, study.binary};
  for (std::size_t i = 0; i < tails.size(); ++i) {
    if (tails[i]) {
      results.set(study.tests[i].place, unmirrored(*tails[i], questions.mirrored[i]), PValueMethod::saddlepoint);
    } else {
      rest.tests.push_back(study.tests[i]);
    }
  }
  constexpr std::string_view why = "the exact table would exceed the memory budget";
  return rest.tests.empty() ? results.finish(why) : simulated(rest, options, std::move(results), why);
}

TailProbabilities exact(const ValueLattice& lattice, const Study& study, const PermutationOptions& options,
                        Results results) {
  const Questions questions = questions_of(lattice, study);
  PValueMethod method = PValueMethod::exact;
  std::optional<std::vector<Tails>> tails;
  if (table_is_affordable(lattice, questions.asked)) {
    tails = tails_by_table(lattice, questions.asked);
  } else if (transform_is_affordable(lattice, questions.asked)) {
    tails = tails_by_transform(lattice, questions.asked);
    method = PValueMethod::exact_fft;
  }
  if (!tails) return approximated(lattice, questions, study, options, std::move(results));
  for (std::size_t i = 0; i < tails->size(); ++i)
    results.set(study.tests[i].place, unmirrored((*tails)[i], questions.mirrored[i]), method);
  return results.finish("");
}

TailProbabilities normal(std::span<const double> z, std::string_view why) {
  Results results(z.size());
  const auto upper = [](double at) { return std::erfc(at / std::numbers::sqrt2) / 2; };
  for (std::size_t i = 0; i < z.size(); ++i)
    if (!std::isnan(z[i])) results.set(i, {upper(z[i]), upper(-z[i])}, PValueMethod::normal);
  return results.finish(why);
}

// Single values to be drawn for all places together.
double draws_needed(std::span<const double> values, const NeighborSums& sums, const PermutationOptions& options) {
  double links = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i]) && !std::isnan(sums.weight[i])) links += sums.links(i);
  return links * options.permutations;
}

TailProbabilities tails_of(std::span<const double> values, const NeighborSums& sums, const PermutationOptions& options,
                           const LinkWeights& links) {
  if (options.inference == Inference::normal) return normal(gi_z(values, sums, options.self), "");
  const bool asked = options.inference == Inference::monte_carlo, binary = is_binary(sums);
  const bool whole = std::ranges::all_of(values, [](double x) { return std::isnan(x) || x == std::floor(x); });
  const std::string_view why = asked     ? ""
                               : !binary ? "the weights are not all equal"
                                         : "the values are not whole numbers";
  if (!asked && !(binary && whole) && draws_needed(values, sums, options) > most_draws)
    return normal(gi_z(values, sums, options.self), why);
  const Study study = study_of(values, sums, options, links);
  Results results(values.size());
  if (study.tests.empty()) return results.finish("");
  if (!asked && binary)
    if (const std::optional<ValueLattice> lattice = lattice_of(study.population))
      return exact(*lattice, study, options, std::move(results));
  return simulated(study, options, std::move(results), why);
}

}  // namespace

std::string_view name(PValueMethod method) {
  switch (method) {
    case PValueMethod::exact:
      return "exact";
    case PValueMethod::exact_fft:
      return "exact_fft";
    case PValueMethod::saddlepoint:
      return "saddlepoint";
    case PValueMethod::monte_carlo:
      return "monte_carlo";
    case PValueMethod::normal:
      return "normal";
  }
  return "";
}

TailProbabilities permutation_p(std::span<const double> values, const NeighborSums& sums,
                                const PermutationOptions& options, const SpatialWeights* weights) {
  if (weights == nullptr) return tails_of(values, sums, options, {});
  return tails_of(values, sums, options, [&](std::size_t place) { return link_weights(values, *weights, place); });
}

TailProbabilities permutation_p(std::span<const double> values, const NeighborSums& sums,
                                const PermutationOptions& options, const Weights& weights) {
  return std::visit(
      [&](const auto& given) {
        return tails_of(values, sums, options, [&](std::size_t place) { return link_weights(values, given, place); });
      },
      weights);
}

std::vector<double> two_sided(const TailProbabilities& tails) {
  std::vector<double> p(tails.upper.size());
  // NaN first: std::min keeps it there.
  for (std::size_t i = 0; i < p.size(); ++i) p[i] = std::min(2 * std::min(tails.upper[i], tails.lower[i]), 1.0);
  return p;
}

}  // namespace vigie

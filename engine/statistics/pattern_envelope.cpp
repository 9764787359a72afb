// Ranks place by place, then curves sorted by their sorted ranks.
#include "engine/statistics/pattern_envelope.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

// Twice the mean rank from the nearer end, so that ranks are whole numbers: 2 for the most extreme.
std::vector<std::uint32_t> nearer_ranks(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size()), ranks(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return values[i]; });
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const auto from_below = static_cast<std::uint32_t>(begin + 1 + end);
    const auto from_above = static_cast<std::uint32_t>(2 * (order.size() + 1)) - from_below;
    for (std::size_t k = begin; k < end; ++k) ranks[order[k]] = std::min(from_below, from_above);
  }
  return ranks;
}

// Curve 0 is the observed one.
std::vector<double> column(std::span<const double> observed, const CurveSet& simulated, std::size_t place) {
  std::vector<double> values{observed[place]};
  for (std::size_t i = 0; i < simulated.curves(); ++i) values.push_back(simulated.curve(i)[place]);
  return values;
}

// Per curve its ranks, ascending.
using Extremeness = std::vector<std::vector<std::uint32_t>>;

void describe(const std::vector<double>& values, std::size_t place, GlobalEnvelope& envelope) {
  const double count = static_cast<double>(values.size()) - 1;
  envelope.mean[place] = std::accumulate(values.begin() + 1, values.end(), 0.0) / count;
  double squares = 0;
  for (std::size_t i = 1; i < values.size(); ++i)
    squares += (values[i] - envelope.mean[place]) * (values[i] - envelope.mean[place]);
  envelope.deviation[place] = count > 1 ? std::sqrt(squares / (count - 1)) : no_number;
}

// The curves that stay: at most `most` of the most extreme ones go, those as extreme as a curve that stays remain.
std::vector<std::size_t> inner_curves(const Extremeness& extremeness, std::size_t most) {
  std::vector<std::size_t> order(extremeness.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t i, std::size_t j) { return extremeness[i] < extremeness[j]; });
  std::size_t gone = std::min(most, order.size() - 1);
  while (gone > 0 && extremeness[order[gone - 1]] == extremeness[order[gone]]) --gone;
  return {order.begin() + static_cast<std::ptrdiff_t>(gone), order.end()};
}

// Simulations side by side, one thread each; `simulate` makes the curves of a draw.
template <class Simulate>
CurveSet simulated(const RipleyK& k, int simulations, Simulate simulate) {
  CurveSet set{k.radii().size(), {}};
  const auto count = static_cast<std::size_t>(simulations);
  set.values.resize(count * set.places);
  parallel_chunks(count, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<KCurve> curves = simulate(static_cast<std::uint32_t>(i));
      std::ranges::copy(curves.front().k, set.values.begin() + static_cast<std::ptrdiff_t>(i * set.places));
    }
  });
  return set;
}

}  // namespace

GlobalEnvelope global_envelope(std::span<const double> observed, const CurveSet& simulated, double level) {
  const std::vector<double> empty(observed.size(), no_number);
  GlobalEnvelope envelope{empty, empty, empty, empty, no_number};
  const std::size_t curves = simulated.curves() + 1;
  if (curves < 2) return envelope;
  Extremeness extremeness(curves);
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < observed.size(); ++place) {
    const std::vector<double> values = column(observed, simulated, place);
    if (std::ranges::any_of(values, [](double v) { return std::isnan(v); })) continue;
    places.push_back(place);
    describe(values, place, envelope);
    const std::vector<std::uint32_t> ranks = nearer_ranks(values);
    for (std::size_t i = 0; i < curves; ++i) extremeness[i].push_back(ranks[i]);
  }
  if (places.empty()) return envelope;
  for (std::vector<std::uint32_t>& ranks : extremeness) std::ranges::sort(ranks);
  const auto as_extreme = std::ranges::count_if(extremeness, [&](const auto& e) { return e <= extremeness.front(); });
  envelope.p = static_cast<double>(as_extreme) / static_cast<double>(curves);
  const std::vector<std::size_t> inner =
      inner_curves(extremeness, static_cast<std::size_t>(level * static_cast<double>(curves) * (1 + 1e-12)));
  for (const std::size_t place : places) {
    const std::vector<double> values = column(observed, simulated, place);
    const auto value = [&](std::size_t i) { return values[i]; };
    envelope.lower[place] = values[*std::ranges::min_element(inner, {}, value)];
    envelope.upper[place] = values[*std::ranges::max_element(inner, {}, value)];
  }
  return envelope;
}

CurveSet simulated_k(const RipleyK& k, const RandomPattern& random, std::size_t points, int simulations,
                     std::uint64_t seed) {
  return simulated(k, simulations, [&](std::uint32_t draw) {
    const Positions made = random.draw(points, seed, draw);
    return k.curves(made.x, made.y, RipleyK::Repeats::many, Team::one_thread);
  });
}

CurveSet relabelled_cross_k(const RipleyK& k, std::span<const double> x, std::span<const double> y, std::size_t firsts,
                            int simulations, std::uint64_t seed) {
  const Positions all = sorted_positions(x, y);
  return simulated(k, simulations, [&](std::uint32_t draw) {
    Positions dealt = all;
    AddressedRandom random(seed, RandomPurpose::pattern_labels, 0, draw);
    for (std::size_t i = 0; i < firsts; ++i) {
      const std::size_t other = i + random.below(static_cast<std::uint32_t>(dealt.x.size() - i));
      std::swap(dealt.x[i], dealt.x[other]);
      std::swap(dealt.y[i], dealt.y[other]);
    }
    const std::span<const double> east(dealt.x), north(dealt.y);
    return k.cross_curves(east.first(firsts), north.first(firsts), east.subspan(firsts), north.subspan(firsts),
                          RipleyK::Repeats::many, Team::one_thread);
  });
}

}  // namespace vigie

// Multinomial counts by level: most events as Poisson counts, place by place or by groups of equal weight, the rest by
// an alias table.
#include "engine/statistics/random_placement.h"

#include <algorithm>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cmath>
#include <numeric>

#include "engine/base/missing.h"
#include "engine/base/parallel.h"
#include "engine/statistics/alias_table.h"
#include "engine/statistics/random.h"

namespace vigie {
namespace {

// So many standard deviations of the number of Poisson events stay below the number of events.
constexpr double reserve = 4;

// What Boost's distributions ask for: 53 random bits at a time.
class Bits53 {
 public:
  using result_type = std::uint64_t;
  explicit Bits53(AddressedRandom& random) : random_(random) {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return (std::uint64_t{1} << 53) - 1; }
  result_type operator()() {
    const std::uint64_t high = random_.next() >> 6, low = random_.next() >> 5;
    return high << 27 | low;
  }

 private:
  AddressedRandom& random_;
};

// Poisson counts of many places with one mean: Pr(X = k | X >= k) for k = first, first + 1, ...; outside, less than
// 1e-30 of the mass.
struct Histogram {
  std::int64_t first = 0;
  std::vector<double> stops;
};

Histogram poisson_histogram(double mean) {
  Histogram histogram;
  histogram.first = static_cast<std::int64_t>(std::max(0.0, std::floor(mean - 12 * std::sqrt(mean) - 12)));
  const auto last = static_cast<std::int64_t>(std::ceil(mean + 14 * std::sqrt(mean) + 40));
  const std::int64_t mode = static_cast<std::int64_t>(mean);
  std::vector<double> mass(static_cast<std::size_t>(last - histogram.first + 1), 1);  // in units of the mode's
  const auto at = [&](std::int64_t k) -> double& { return mass[static_cast<std::size_t>(k - histogram.first)]; };
  for (std::int64_t k = mode + 1; k <= last; ++k) at(k) = at(k - 1) * mean / static_cast<double>(k);
  for (std::int64_t k = mode; k > histogram.first; --k) at(k - 1) = at(k) * static_cast<double>(k) / mean;
  histogram.stops.resize(mass.size());
  double from_here = 0;
  for (std::size_t k = mass.size(); k-- > 0;) {
    from_here += mass[k];
    histogram.stops[k] = mass[k] / from_here;
  }
  return histogram;
}

// Counts below a limit by position, the others as a list.
class LevelTally {
 public:
  explicit LevelTally(std::size_t limit) : low_(limit, 0) {}
  void add(std::int64_t count, std::int64_t places) {
    if (places == 0) return;
    if (count < static_cast<std::int64_t>(low_.size())) {
      low_[static_cast<std::size_t>(count)] += places;
    } else {
      high_.push_back({static_cast<double>(count), places});
    }
  }
  CountLevels levels(std::int64_t places, std::int64_t events) {
    std::ranges::sort(high_, std::ranges::greater{}, &CountLevel::count);
    CountLevels result{std::move(high_), places, static_cast<double>(events)};
    for (std::size_t count = low_.size(); count-- > 0;)
      if (low_[count] > 0) result.levels.push_back({static_cast<double>(count), low_[count]});
    return result;
  }

 private:
  std::vector<std::int64_t> low_;
  std::vector<CountLevel> high_;
};

double quantile(const std::vector<double>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

// Slots of the alias table are the groups, then the single places.
struct RandomPlacement::Plan {
  struct Group {
    std::int64_t places;
    Histogram histogram;
  };
  std::int64_t places = 0, weightless = 0, events = 0;
  std::vector<Group> groups;
  std::vector<double> single_means;
  std::vector<boost::random::poisson_distribution<std::int64_t, double>> singles;
  AliasTable slots;

  // Counts of one draw while events are still being placed.
  struct Counts {
    std::vector<std::vector<std::int64_t>> groups;  // places by count, from Histogram::first
    std::vector<std::int64_t> singles;
    std::int64_t placed = 0;
  };

  void add_places(double mean, double weight, std::int64_t alike, std::vector<double>& slot_weights);
  Counts poisson_counts(AddressedRandom& random) const;
  void place_one(Counts& counts, AddressedRandom& random) const;
};

namespace {

using Places = std::vector<std::int64_t>;

// Moves one of `places` places, chosen evenly, to the next higher count.
void raise_one(Places& by_count, std::int64_t places, AddressedRandom& random) {
  std::int64_t chosen = random.below(static_cast<std::uint32_t>(places));
  std::size_t count = 0;
  while (chosen >= by_count[count]) chosen -= by_count[count++];
  --by_count[count];
  if (count + 1 == by_count.size()) by_count.push_back(0);
  ++by_count[count + 1];
}

Places histogram_draw(std::int64_t places, const Histogram& histogram, Bits53& bits) {
  Places by_count;
  for (double stop : histogram.stops) {
    if (places == 0) break;
    by_count.push_back(boost::random::binomial_distribution<std::int64_t, double>(places, std::min(stop, 1.0))(bits));
    places -= by_count.back();
  }
  by_count.back() += places;
  return by_count;
}

}  // namespace

void RandomPlacement::Plan::add_places(double mean, double weight, std::int64_t alike,
                                       std::vector<double>& slot_weights) {
  Histogram histogram = mean > 0 ? poisson_histogram(mean) : Histogram{0, {1}};
  if (alike > static_cast<std::int64_t>(histogram.stops.size())) {
    slot_weights.insert(slot_weights.begin() + static_cast<std::ptrdiff_t>(groups.size()),
                        weight * static_cast<double>(alike));
    groups.push_back({alike, std::move(histogram)});
    return;
  }
  for (std::int64_t i = 0; i < alike; ++i) {
    slot_weights.push_back(weight);
    single_means.push_back(mean);
    if (mean > 0) singles.emplace_back(mean);
  }
}

RandomPlacement::Plan::Counts RandomPlacement::Plan::poisson_counts(AddressedRandom& random) const {
  Bits53 bits(random);
  for (;;) {
    Counts counts;
    for (const Group& group : groups) {
      counts.groups.push_back(histogram_draw(group.places, group.histogram, bits));
      for (std::size_t k = 0; k < counts.groups.back().size(); ++k)
        counts.placed += counts.groups.back()[k] * (group.histogram.first + static_cast<std::int64_t>(k));
    }
    counts.singles.assign(single_means.size(), 0);
    for (std::size_t i = 0; i < singles.size(); ++i) {
      counts.singles[i] = singles[i](bits);
      counts.placed += counts.singles[i];
    }
    // Given how many events there are, where they lie is multinomial; so too many may be thrown away as a whole.
    if (counts.placed <= events) return counts;
  }
}

void RandomPlacement::Plan::place_one(Counts& counts, AddressedRandom& random) const {
  const std::size_t slot = slots.pick(random);
  if (slot < groups.size()) {
    raise_one(counts.groups[slot], groups[slot].places, random);
  } else {
    ++counts.singles[slot - groups.size()];
  }
  ++counts.placed;
}

RandomPlacement::RandomPlacement(std::span<const double> weights, std::int64_t events) {
  auto plan = std::make_unique<Plan>();
  std::vector<double> sorted;
  for (double weight : weights)
    if (weight > 0) sorted.push_back(weight);
  std::ranges::sort(sorted, std::ranges::greater{});
  plan->places = static_cast<std::int64_t>(weights.size());
  plan->weightless = plan->places - static_cast<std::int64_t>(sorted.size());
  plan->events = events;
  const double total = std::accumulate(sorted.begin(), sorted.end(), 0.0), c = static_cast<double>(events);
  const double by_poisson = std::max(0.0, c - reserve * std::sqrt(c));
  std::vector<double> slot_weights;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = i;
    while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
    plan->add_places(by_poisson * sorted[i] / total, sorted[i], static_cast<std::int64_t>(end - i), slot_weights);
    i = end;
  }
  plan->slots = AliasTable(slot_weights);
  plan_ = std::move(plan);
}

RandomPlacement::~RandomPlacement() = default;
RandomPlacement::RandomPlacement(RandomPlacement&&) noexcept = default;

bool RandomPlacement::possible() const {
  return plan_->places > plan_->weightless;
}

double RandomPlacement::effort() const {
  double steps =
      static_cast<double>(plan_->single_means.size()) + reserve * std::sqrt(static_cast<double>(plan_->events));
  for (const Plan::Group& group : plan_->groups) steps += static_cast<double>(group.histogram.stops.size());
  return steps;
}

CountLevels RandomPlacement::draw(std::uint64_t seed, std::uint32_t item, std::uint32_t draw) const {
  AddressedRandom random(seed, RandomPurpose::random_placement, item, draw);
  Plan::Counts counts = plan_->poisson_counts(random);
  while (counts.placed < plan_->events) plan_->place_one(counts, random);
  LevelTally tally(1024 + counts.singles.size());
  tally.add(0, plan_->weightless);
  for (std::size_t g = 0; g < counts.groups.size(); ++g)
    for (std::size_t k = 0; k < counts.groups[g].size(); ++k)
      tally.add(plan_->groups[g].histogram.first + static_cast<std::int64_t>(k), counts.groups[g][k]);
  for (std::int64_t count : counts.singles) tally.add(count, 1);
  return tally.levels(plan_->places, plan_->events);
}

RandomConcentration random_concentration(const RandomPlacement& placement, double observed,
                                         std::span<const double> shares, int draws, std::uint64_t seed,
                                         std::uint32_t item) {
  RandomConcentration result{no_number, no_number, no_number, no_number, std::vector<double>(shares.size(), no_number)};
  if (!placement.possible() || draws < 1 || std::isnan(observed)) return result;
  const auto count = static_cast<std::size_t>(draws);
  std::vector<double> ginis(count), holding(count * shares.size());
  parallel_chunks(count, 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t draw = begin; draw < end; ++draw) {
      const CountLevels levels = placement.draw(seed, item, static_cast<std::uint32_t>(draw));
      ginis[draw] = generalized_gini(levels);
      for (std::size_t s = 0; s < shares.size(); ++s)
        holding[s * count + draw] = static_cast<double>(places_holding(levels, shares[s]));
    }
  });
  std::ranges::sort(ginis);
  const auto mean = [&](auto first) {
    return std::accumulate(first, first + static_cast<std::ptrdiff_t>(count), 0.0) / draws;
  };
  const double tie = 1e-12;
  const auto upper = ginis.end() - std::ranges::lower_bound(ginis, observed - tie);
  const auto lower = std::ranges::upper_bound(ginis, observed + tie) - ginis.begin();
  result.mean = mean(ginis.begin());
  result.lower = quantile(ginis, 0.025);
  result.upper = quantile(ginis, 0.975);
  result.p = std::min(1.0, 2 * static_cast<double>(std::min(upper, lower) + 1) / (draws + 1.0));
  for (std::size_t s = 0; s < shares.size(); ++s)
    result.holding[s] = mean(holding.begin() + static_cast<std::ptrdiff_t>(s * count));
  return result;
}

}  // namespace vigie

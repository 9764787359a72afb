// Sums along a ranking; leaving one area out changes them by known amounts, so the jackknife takes one pass.
#include "engine/statistics/inequality.h"

#include <algorithm>
#include <cmath>

#include "engine/base/missing.h"

namespace vigie {
namespace {

struct RankSums {
  double people = 0, total = 0, ranked = 0;  // sum w, sum w c, sum w c K with K the people up to the middle
  double index() const { return 2 * ranked / (total * people) - 1; }
};

RankSums sums_of(const RankedAreas& ranked) {
  RankSums sums;
  sums.people = ranked.people();
  for (const RankedAreas::Area& area : ranked.areas()) {
    sums.total += area.people * area.value;
    sums.ranked += area.people * area.value * area.middle;
  }
  return sums;
}

// Without area i the middles behind it move by its people, those of its rank by half of them.
std::vector<double> leave_one_out(const RankedAreas& ranked, const RankSums& all) {
  const std::vector<RankedAreas::Area>& areas = ranked.areas();
  std::vector<double> indexes;
  double before = 0;  // sum w c up to the areas of this rank
  for (std::size_t begin = 0; begin < areas.size();) {
    std::size_t end = begin;
    double same = 0;
    for (; end < areas.size() && areas[end].rank == areas[begin].rank; ++end)
      same += areas[end].people * areas[end].value;
    for (std::size_t i = begin; i < end; ++i) {
      const double own = areas[i].people * areas[i].value;
      RankSums rest{all.people - areas[i].people, all.total - own, all.ranked - own * areas[i].middle};
      rest.ranked -= areas[i].people * ((all.total - before - same) + (same - own) / 2);
      indexes.push_back(rest.index());
    }
    before += same;
    begin = end;
  }
  return indexes;
}

double jackknife_error(const std::vector<double>& indexes) {
  const auto n = static_cast<double>(indexes.size());
  if (indexes.size() < 3) return no_number;
  double mean = 0, squares = 0;
  for (double index : indexes) mean += index / n;
  for (double index : indexes) squares += (index - mean) * (index - mean);
  return std::sqrt((n - 1) / n * squares);
}

double slope_on_rank(const RankedAreas& ranked) {
  double squares = 0, products = 0;
  const double mean = ranked.mean();
  for (const RankedAreas::Area& area : ranked.areas()) {
    const double rank = area.middle / ranked.people() - 0.5;  // its mean is one half
    squares += area.people * rank * rank;
    products += area.people * rank * (area.value - mean);
  }
  return squares > 0 ? products / squares : no_number;
}

}  // namespace

RankedAreas::RankedAreas(std::span<const double> values, std::span<const double> people, std::span<const double> rank) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i]) && people[i] > 0 && !std::isnan(rank[i]))
      areas_.push_back({values[i], people[i], rank[i], 0});
  std::ranges::stable_sort(areas_, {}, &Area::rank);
  for (std::size_t begin = 0; begin < areas_.size();) {
    std::size_t end = begin;
    double same = 0;
    for (; end < areas_.size() && areas_[end].rank == areas_[begin].rank; ++end) same += areas_[end].people;
    for (std::size_t i = begin; i < end; ++i) areas_[i].middle = people_ + same / 2;
    people_ += same;
    begin = end;
  }
}

double RankedAreas::mean() const {
  double total = 0;
  for (const Area& area : areas_) total += area.people * area.value;
  return people_ > 0 ? total / people_ : no_number;
}

ConcentrationIndex concentration_index(const RankedAreas& areas) {
  const RankSums sums = sums_of(areas);
  if (areas.size() == 0 || sums.total == 0) return {no_number, no_number, no_number};
  const double index = sums.index();
  return {index, jackknife_error(leave_one_out(areas, sums)), 4 * areas.mean() * index};
}

double inequality_gini(const RankedAreas& areas) {
  std::vector<RankedAreas::Area> by_value = areas.areas();
  std::ranges::stable_sort(by_value, {}, &RankedAreas::Area::value);
  const double total = areas.mean() * areas.people();
  if (by_value.empty() || total == 0) return no_number;
  double sum = 0, before = 0;
  for (const RankedAreas::Area& area : by_value) {
    const double after = before + area.people * area.value / total;
    sum += area.people / areas.people() * (before + after);
    before = after;
  }
  return 1 - sum;
}

DeprivationGap deprivation_gap(const RankedAreas& areas) {
  DeprivationGap result{{no_number, no_number, no_number, no_number, no_number}, no_number, no_number, no_number};
  if (areas.size() == 0) return result;
  std::array<double, 5> total{}, people{};
  const std::vector<RankedAreas::Area>& all = areas.areas();
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    double weight = 0, value = 0;
    for (; end < all.size() && all[end].rank == all[begin].rank; ++end) {
      weight += all[end].people;
      value += all[end].people * all[end].value;
    }
    const double from = all[begin].middle - weight / 2, to = from + weight;
    for (std::size_t k = 0; k < 5; ++k) {
      const double low = areas.people() * static_cast<double>(k) / 5,
                   high = areas.people() * static_cast<double>(k + 1) / 5;
      const double part = std::max(0.0, std::min(to, high) - std::max(from, low));
      people[k] += part;
      total[k] += part * value / weight;
    }
    begin = end;
  }
  for (std::size_t k = 0; k < 5; ++k) result.fifth[k] = people[k] > 0 ? total[k] / people[k] : no_number;
  result.gap = result.fifth[4] - result.fifth[0];
  result.ratio = result.fifth[0] != 0 ? result.fifth[4] / result.fifth[0] : no_number;
  result.slope = slope_on_rank(areas);
  return result;
}

}  // namespace vigie

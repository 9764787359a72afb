// Ratios of shares, and the curve of hits over area for ranked cells.
#include "engine/statistics/prediction_accuracy.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/error.h"
#include "engine/base/missing.h"

namespace vigie {
namespace {

double ratio(double above, double below) {
  return below > 0 ? above / below : no_number;
}

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

void refuse_negative(std::span<const double> values) {
  if (std::ranges::any_of(values, [](double v) { return v < 0; }))
    throw DataError("prediction accuracy: predictions, events and areas cannot be negative");
}

// Positions by descending value, ties by position.
std::vector<std::size_t> by_descending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return values[i]; });
  return order;
}

// Most events that cells of that area can hold: densest first, the last one in part.
class BestCase {
 public:
  explicit BestCase(const RankedCells& cells) : cells_(cells) {
    std::vector<double> density;
    for (std::size_t i = 0; i < cells.area.size(); ++i)
      density.push_back(cells.area[i] > 0 ? cells.observed[i] / cells.area[i] : 0);
    order_ = by_descending(density);
  }
  /// For areas that grow from call to call.
  double events_within(double area) {
    while (next_ < order_.size() && area_ + cells_.area[order_[next_]] <= area * (1 + 1e-12)) {
      area_ += cells_.area[order_[next_]];
      events_ += cells_.observed[order_[next_++]];
    }
    if (next_ == order_.size() || !(area > area_)) return events_;
    const std::size_t last = order_[next_];
    return events_ + cells_.observed[last] * (area - area_) / cells_.area[last];
  }

 private:
  const RankedCells& cells_;
  std::vector<std::size_t> order_;
  std::size_t next_ = 0;
  double area_ = 0, events_ = 0;
};

// Events in the cells of a tie, fewest first: sums over the first and over the last of them bound every order.
std::vector<double> tied_events(const RankedCells& cells, std::span<const std::size_t> tied) {
  std::vector<double> events;
  for (std::size_t i : tied) events.push_back(cells.observed[i]);
  std::ranges::sort(events);
  return events;
}

}  // namespace

double hit_rate(const MarkedEvents& marked) {
  return ratio(marked.inside, marked.total);
}

double search_efficiency(const MarkedEvents& marked) {
  return ratio(marked.inside, marked.area_inside);
}

double prediction_accuracy_index(const MarkedEvents& marked) {
  return ratio(hit_rate(marked), ratio(marked.area_inside, marked.area_total));
}

double recapture_rate_index(const MarkedEvents& earlier, const MarkedEvents& later) {
  return ratio(hit_rate(later), hit_rate(earlier));
}

std::vector<AccuracyStep> accuracy_curve(const RankedCells& cells) {
  for (std::span<const double> values : {cells.predicted, cells.observed, cells.area}) refuse_negative(values);
  const std::vector<std::size_t> order = by_descending(cells.predicted);
  const double total = sum_of(cells.observed), area_total = sum_of(cells.area);
  BestCase best(cells);
  std::vector<AccuracyStep> curve;
  MarkedEvents marked{0, total, 0, area_total};
  double predicted = 0;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    while (end < order.size() && cells.predicted[order[end]] == cells.predicted[order[first]]) ++end;
    const std::vector<double> tied = tied_events(cells, std::span(order).subspan(first, end - first));
    const double before = marked.inside;
    double low = before, high = before;
    for (std::size_t k = first; k < end; ++k) {
      const std::size_t cell = order[k];
      marked.inside += cells.observed[cell];
      marked.area_inside += cells.area[cell];
      predicted += cells.predicted[cell];
      low += tied[k - first];
      high += tied[tied.size() - 1 - (k - first)];
      const double pai = prediction_accuracy_index(marked);
      MarkedEvents most = marked;
      most.inside = best.events_within(marked.area_inside);
      curve.push_back({static_cast<std::int64_t>(k + 1), ratio(marked.area_inside, area_total), hit_rate(marked),
                       ratio(low, total), ratio(high, total), pai, ratio(pai, prediction_accuracy_index(most)),
                       ratio(predicted, marked.inside)});
    }
    first = end;
  }
  return curve;
}

double hit_rate_at(std::span<const AccuracyStep> curve, double area_share) {
  double area = 0, hits = 0;
  for (const AccuracyStep& step : curve) {
    if (step.area_share >= area_share && step.area_share > area)
      return hits + (step.hit_rate - hits) * (area_share - area) / (step.area_share - area);
    area = step.area_share;
    hits = step.hit_rate;
  }
  return curve.empty() ? no_number : hits;
}

double pai_at(std::span<const AccuracyStep> curve, double area_share) {
  return ratio(hit_rate_at(curve, area_share), area_share);
}

double area_under_curve(std::span<const AccuracyStep> curve) {
  double area = 0, hits = 0, sum = 0;
  for (const AccuracyStep& step : curve) {
    sum += (step.area_share - area) * (hits + step.hit_rate) / 2;
    area = step.area_share;
    hits = step.hit_rate;
  }
  return curve.empty() ? no_number : sum;
}

}  // namespace vigie

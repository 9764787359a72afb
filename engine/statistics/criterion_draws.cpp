// Drawing by address, scaling by percentile or range.
#include "engine/statistics/criterion_draws.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vigie {
namespace {

double mean_of(const Criterion& criterion, std::size_t place) {
  const double first = criterion.first[place];
  switch (criterion.law) {
    case Criterion::Law::gamma:
      return first / criterion.second[place];
    case Criterion::Law::beta:
      return first / (first + criterion.second[place]);
    case Criterion::Law::exact:
    case Criterion::Law::normal:
      break;
  }
  return first;
}

double rest_of(const Criterion::Rest& rest, double value, std::size_t place) {
  const double left = rest.scale[place] * value - rest.handled[place];
  return std::isnan(left) ? left : std::max(0.0, left);
}

void min_max_scale(std::span<const double> values, std::span<double> result) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (double v : values) {
    if (std::isnan(v)) continue;
    least = std::min(least, v);
    most = std::max(most, v);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    result[i] = std::isnan(values[i]) || !(most > least) ? 0.5 : (values[i] - least) / (most - least);
}

}  // namespace

std::vector<double> Criterion::means(const std::vector<Criterion>& all) const {
  std::vector<double> result;
  if (!rest.empty() && law == Law::exact) {
    result = all[rest.front().of].means(all);
  } else {
    for (std::size_t i = 0; i < first.size(); ++i) result.push_back(mean_of(*this, i));
  }
  if (!rest.empty())
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = rest_of(rest.front(), result[i], i);
  return result;
}

// Places without a value get some shape that is never drawn from.
CriterionDraws::Shapes CriterionDraws::shapes_of(const Criterion& criterion) {
  Shapes shapes;
  const auto add = [](std::vector<GammaShape>& to, double shape) { to.emplace_back(shape > 0 ? shape : 1); };
  const bool beta = criterion.law == Criterion::Law::beta;
  if (beta || criterion.law == Criterion::Law::gamma)
    for (double shape : criterion.first) add(shapes.first, shape);
  if (beta)
    for (double shape : criterion.second) add(shapes.second, shape);
  return shapes;
}

double CriterionDraws::value_of(std::size_t c, std::size_t place, AddressedRandom& random) const {
  const Criterion& criterion = question_->criteria[c];
  const double first = criterion.first[place];
  if (std::isnan(first)) return first;
  switch (criterion.law) {
    case Criterion::Law::gamma:
      return gamma_variate(random, shapes_[c].first[place]) / criterion.second[place];
    case Criterion::Law::beta:
      return beta_variate(random, shapes_[c].first[place], shapes_[c].second[place]);
    case Criterion::Law::normal:
      return criterion.second[place] > 0 ? first + criterion.second[place] * normal_variate(random) : first;
    case Criterion::Law::exact:
      break;
  }
  return first;
}

CriterionDraws::CriterionDraws(const RankQuestion& question) : question_(&question), room_(question.places()) {
  values_.assign(question.criteria.size(), std::vector<double>(question.places()));
  scaled_ = values_;
  for (const Criterion& criterion : question.criteria) shapes_.push_back(shapes_of(criterion));
  for (std::size_t c = 0; c < question.criteria.size(); ++c) {
    const Criterion& criterion = question.criteria[c];
    if (criterion.law != Criterion::Law::exact || !criterion.rest.empty()) continue;
    values_[c] = criterion.first;
    scale(c);
  }
}

void CriterionDraws::draw_values(std::size_t c, std::uint32_t draw) {
  const Criterion& criterion = question_->criteria[c];
  std::vector<double>& values = values_[c];
  if (!criterion.rest.empty() && criterion.law == Criterion::Law::exact) {
    values = values_[criterion.rest.front().of];
  } else {
    // Purposes of random numbers are one word, places another: criteria take the upper bits of the latter.
    const auto criterion_bits = static_cast<std::uint32_t>(c) << 28U;
    for (std::size_t i = 0; i < values.size(); ++i) {
      AddressedRandom random(question_->seed, RandomPurpose::criterion_values, criterion_bits ^ question_->address[i],
                             draw);
      values[i] = value_of(c, i, random);
    }
  }
  if (!criterion.rest.empty())
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = rest_of(criterion.rest.front(), values[i], i);
}

void CriterionDraws::scale(std::size_t c) {
  std::vector<double>& result = scaled_[c];
  if (question_->scaling == Scaling::percentile) {
    percentile_ranks(values_[c], room_, result);
  } else {
    min_max_scale(values_[c], result);
  }
  if (question_->criteria[c].direction == Criterion::Direction::down)
    for (double& v : result) v = 1 - v;
}

void CriterionDraws::take(std::uint32_t draw) {
  for (std::size_t c = 0; c < question_->criteria.size(); ++c) {
    const Criterion& criterion = question_->criteria[c];
    if (criterion.law == Criterion::Law::exact && criterion.rest.empty()) continue;
    draw_values(c, draw);
    scale(c);
  }
}

void CriterionDraws::take_means() {
  for (std::size_t c = 0; c < question_->criteria.size(); ++c) {
    values_[c] = question_->criteria[c].means(question_->criteria);
    scale(c);
  }
}

}  // namespace vigie

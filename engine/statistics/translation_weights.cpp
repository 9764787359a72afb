// Choosing between closed form, exact sweep and table.
#include "engine/statistics/translation_weights.h"

#include <cmath>

namespace vigie {
namespace {

// A ring that fills its box is the box.
std::optional<Box> as_rectangle(const MultiPolygon& shape) {
  if (shape.size() != 1 || !shape.front().holes.empty()) return std::nullopt;
  const Box box = bounds(shape);
  if (area(shape) < box.width() * box.height() * (1 - 1e-12)) return std::nullopt;
  return box;
}

}  // namespace

TranslationWeights::TranslationWeights(const MultiPolygon& shape, double reach)
    : shape_(shape), reach_(reach), area_(area(shape)), rectangle_(as_rectangle(shape)), covariance_(shape) {}

TranslationWeights::Source TranslationWeights::source_for(double pairs) const {
  return rectangle_ || pairs * covariance_.effort() < 1e8 ? Source::exact : Source::table;
}

void TranslationWeights::weigh(PairBlock& block, Source source) const {
  if (rectangle_) return weigh_rectangle(block);
  if (source == Source::exact) return weigh_exactly(block);
  table().weigh(block);
  for (std::size_t k = 0; k < block.size; ++k)
    if (std::isnan(block.weight[k]) && block.squared[k] <= reach_ * reach_)
      block.weight[k] = area_ / covariance_.at(block.dx[k], block.dy[k]);
}

void TranslationWeights::weigh_rectangle(PairBlock& block) const {
  const double width = rectangle_->width(), height = rectangle_->height(), size = width * height;
  for (std::size_t k = 0; k < block.size; ++k)
    block.weight[k] = size / ((width - std::abs(block.dx[k])) * (height - std::abs(block.dy[k])));
}

void TranslationWeights::weigh_exactly(PairBlock& block) const {
  for (std::size_t k = 0; k < block.size; ++k)
    if (block.squared[k] <= reach_ * reach_ * (1 + 1e-9))
      block.weight[k] = area_ / covariance_.at(block.dx[k], block.dy[k]);
    else
      block.weight[k] = 0;
}

const TranslationTable& TranslationWeights::table() const {
  std::call_once(made_, [this] { table_.emplace(shape_, reach_); });
  return *table_;
}

}  // namespace vigie

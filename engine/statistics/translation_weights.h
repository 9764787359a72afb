// Weights of the translation correction: how rarely a displacement fits into the study area.
#pragma once

#include <mutex>
#include <optional>

#include "engine/data/shapes.h"
#include "engine/statistics/pair_block.h"
#include "engine/statistics/set_covariance.h"
#include "engine/statistics/translation_table.h"

namespace vigie {

/// A / area(B intersect (B shifted by v)). Closed form for axis-parallel rectangles; for other shapes exact or, for
/// many pairs, from a table. Read by any number of threads; the table is made when it is first asked for.
class TranslationWeights {
 public:
  /// `reach` is the longest displacement in metres.
  TranslationWeights(const MultiPolygon& shape, double reach);

  enum class Source { exact, table };
  /// Exact where `pairs` of them cost less than about a second.
  Source source_for(double pairs) const;

  /// Sets block.weight from block.dx and block.dy for displacements within reach.
  void weigh(PairBlock& block, Source source) const;

 private:
  void weigh_rectangle(PairBlock& block) const;
  void weigh_exactly(PairBlock& block) const;
  const TranslationTable& table() const;

  MultiPolygon shape_;
  double reach_, area_;
  std::optional<Box> rectangle_;
  SetCovariance covariance_;
  mutable std::once_flag made_;
  mutable std::optional<TranslationTable> table_;
};

}  // namespace vigie

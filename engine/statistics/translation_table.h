// Translation weights of any polygon from a table, for millions of pairs.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/statistics/graded_axis.h"
#include "engine/statistics/pair_block.h"

namespace vigie {

/// A / C(v) with C(v) = area(B intersect (B shifted by v)), tabulated over displacements up to `reach` metres on axes
/// that are fine near 0, where C is a cone, and coarse far away; bilinear. C at the nodes comes from scan lines, so
/// that its cost does not grow with the number of vertices. Weights of a city are right to about 1e-5; where long
/// parallel edges that are not axis-parallel pass each other (kinks of C) up to 3e-4, in the cells they cross.
class TranslationTable {
 public:
  TranslationTable(const MultiPolygon& shape, double reach);

  /// Sets block.weight for displacements within reach. NaN where C is below a hundredth of A nearby: there a bilinear
  /// piece says too little.
  void weigh(PairBlock& block) const;

 private:
  GradedAxis axis_;
  std::vector<float> weights_;  // dx and dy of like sign, then of unlike sign; row by row of dy
};

}  // namespace vigie

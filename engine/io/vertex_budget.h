// So many vertices of boundaries and no more: what follows takes time and memory for each of them.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

#include "engine/base/error.h"
#include "engine/data/shapes.h"
#include "engine/io/source.h"

namespace vigie {

class VertexBudget {
 public:
  explicit VertexBudget(const Source& source) : source_(&source) {}

  /// Throws DataError once more than `max_vertices` of the source were read.
  void spend(const MultiPolygon& shape) {
    for (const Polygon& polygon : shape) {
      used_ += static_cast<std::int64_t>(polygon.outer.size());
      for (const Ring& hole : polygon.holes) used_ += static_cast<std::int64_t>(hole.size());
    }
    if (used_ > source_->max_vertices)
      throw DataError(
          fmt::format("{} has more than {} vertices; simplify the boundaries so that neighbors keep their common "
                      "border, or raise max_vertices",
                      source_name(*source_), source_->max_vertices));
  }

 private:
  const Source* source_;
  std::int64_t used_ = 0;
};

}  // namespace vigie

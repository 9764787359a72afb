// How far points are from the nearest of several areas that each may or may not count.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "engine/data/shapes.h"

namespace vigie {

/// Built once from the outlines of the areas; read by any number of threads.
class NearestArea {
 public:
  explicit NearestArea(std::span<const MultiPolygon> areas);
  ~NearestArea();
  NearestArea(const NearestArea&) = delete;
  NearestArea& operator=(const NearestArea&) = delete;

  /// Metres to the nearest outline (holes included) among the areas for which `counts` is true, for a point outside all
  /// of them; infinity where none counts.
  double distance(Point p, const std::function<bool(std::int32_t area)>& counts) const;

 private:
  struct Tree;
  std::unique_ptr<const Tree> tree_;
};

}  // namespace vigie

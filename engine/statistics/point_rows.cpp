// Counting sort by row, then by coordinates within each row.
#include "engine/statistics/point_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/parallel.h"

namespace vigie {

PointRows::Range PointRows::near_rows(const KernelFrame& frame, std::int64_t first, std::int64_t last) const {
  const std::int64_t low = frame.index_at(frame.centre(first) - frame.reach, frame.rows) + 1;
  const std::int64_t high = frame.index_at(frame.centre(last - 1) + frame.reach, frame.rows) + 1;
  return {start[static_cast<std::size_t>(low)], start[static_cast<std::size_t>(high) + 1]};
}

PointRows point_rows(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame) {
  const auto buckets = static_cast<std::size_t>(frame.rows) + 2;
  std::vector<std::uint32_t> bucket(x.size(), static_cast<std::uint32_t>(buckets));
  PointRows points;
  points.start.assign(buckets + 2, 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i]) || !std::isfinite(y[i])) continue;
    bucket[i] = static_cast<std::uint32_t>(frame.index_at(y[i] - corner.y, frame.rows) + 1);
    ++points.start[bucket[i] + 2];
  }
  for (std::size_t b = 2; b < points.start.size(); ++b) points.start[b] += points.start[b - 1];
  std::vector<std::pair<double, double>> sorted(points.start.back());
  for (std::size_t i = 0; i < x.size(); ++i)
    if (bucket[i] < buckets) sorted[points.start[bucket[i] + 1]++] = {x[i] - corner.x, y[i] - corner.y};
  points.start.pop_back();

  parallel_chunks(buckets, 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b)
      std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(points.start[b]),
                sorted.begin() + static_cast<std::ptrdiff_t>(points.start[b + 1]));
  });
  for (const auto& [px, py] : sorted) {
    points.x.push_back(px);
    points.y.push_back(py);
  }
  return points;
}

}  // namespace vigie

// Nearest and farthest corners of cells against the radius, with a margin for rounding: the margin only makes the rim
// wider, which costs time, never digits.
#include "engine/statistics/kernel_reach.h"

#include <algorithm>
#include <cmath>

namespace vigie {
namespace {

constexpr double margin = 1e-9;  // of the squared reach

// The largest whole number of cells c with (c + shift) cells <= sqrt(square); -1 where there is none.
std::int64_t cells_within(double square, double shift, double cell_size) {
  if (!(square >= 0)) return -1;
  return static_cast<std::int64_t>(std::max(-1.0, std::floor(std::sqrt(square) / cell_size - shift)));
}

}  // namespace

CellReach::CellReach(const KernelFrame& frame, std::int64_t farthest) {
  const double beyond = std::floor(frame.reach * (1 + margin) / frame.cell_size + 0.5);
  columns_ = static_cast<std::int64_t>(std::min(beyond, 1e15));
  rows_ = std::min(columns_, farthest);
  for (std::int64_t offset = -rows_; offset <= rows_; ++offset) add_row(frame, offset);
}

void CellReach::add_row(const KernelFrame& frame, std::int64_t offset) {
  const double size = frame.cell_size, square = frame.reach * frame.reach;
  const double away = std::abs(static_cast<double>(offset));
  const double far = (away + 0.5) * size, near = std::max(0.0, away - 0.5) * size;
  ReachRow row;
  row.dy = static_cast<double>(offset) * size;
  row.certain = cells_within(square * (1 - margin) - far * far, 0.5, size);
  row.rim_begin = rim_.size();
  const std::int64_t last = cells_within(square * (1 + margin) - near * near, -0.5, size);
  if (row.certain >= 0) {
    for (std::int64_t c = row.certain + 1; c <= last; c += 2) add_lanes(frame, row.dy, -c - 1, c);
  } else {
    for (std::int64_t c = -last; c <= last; c += 4) add_lanes(frame, row.dy, c, c + 2);
  }
  row.rim_end = rim_.size();
  table_.push_back(row);
}

// Lanes beyond the last column of the rim are out of every point's reach and give nothing.
void CellReach::add_lanes(const KernelFrame& frame, double dy, std::int64_t west, std::int64_t east) {
  RimLanes lanes{west, east, {}, {}};
  const std::int64_t columns[] = {west, west + 1, east, east + 1};
  for (std::size_t l = 0; l < 4; ++l) {
    const double dx = static_cast<double>(columns[l]) * frame.cell_size;
    lanes.base[l] = frame.reach * frame.reach - dx * dx - dy * dy;
    lanes.slope[l] = 2 * dx;
  }
  rim_.push_back(lanes);
}

}  // namespace vigie

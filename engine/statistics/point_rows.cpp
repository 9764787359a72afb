// Counting sort in slices of the input, so that every processor can take part and the result stays the same.
#include "engine/statistics/point_rows.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/base/parallel.h"
#include "engine/base/wide_vectors.h"

namespace vigie {
namespace {

constexpr std::size_t smallest_slice = 1 << 17;  // points
constexpr std::size_t most_counters = 1 << 24;   // slices times rows
constexpr std::size_t block = 512;               // points whose rows are found at once

// Of up to a block of points; the number of rows where a point lies outside the window or is not finite.
VIGIE_WIDE_VECTORS
void find_rows(const double* x, const double* y, std::size_t count, Point corner, const KernelFrame& frame,
               std::int32_t* rows) {
  const double size = frame.cell_size, columns = static_cast<double>(frame.columns),
               outside = static_cast<double>(frame.rows);
  for (std::size_t i = 0; i < count; ++i) {
    const double column = (x[i] - corner.x) / size, row = (y[i] - corner.y) / size;
    const bool within = (column >= 0) & (row >= 0) & (column < columns) & (row < outside);
    rows[i] = static_cast<std::int32_t>(within ? row : outside);
  }
}

class RowSort {
 public:
  RowSort(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame)
      : x_(x), y_(y), corner_(corner), frame_(frame), rows_(static_cast<std::size_t>(frame.rows)) {
    const std::size_t most_slices = std::max<std::size_t>(1, most_counters / (rows_ + 1));
    slice_ = std::max(smallest_slice, (x.size() + most_slices - 1) / most_slices);
  }

  PointRows sorted() {
    PointRows rows(count());
    for_slices([&](std::size_t* next, std::size_t i, std::size_t row) { rows.put(next[row]++, place(i)); });
    return rows;
  }

 private:
  Point place(std::size_t i) const { return {x_[i] - corner_.x, y_[i] - corner_.y}; }

  // Calls body(counters of the slice, point, row) for every point; the row is rows_ for those outside the window.
  template <class Body>
  void for_slices(Body body) {
    parallel_chunks(x_.size(), slice_, [&](std::size_t begin, std::size_t end) {
      std::size_t* const counters = next_.data() + begin / slice_ * (rows_ + 1);
      std::array<std::int32_t, block> row;
      for (; begin < end; begin += block) {
        const std::size_t count = std::min(block, end - begin);
        find_rows(x_.data() + begin, y_.data() + begin, count, corner_, frame_, row.data());
        for (std::size_t i = 0; i < count; ++i) body(counters, begin + i, static_cast<std::size_t>(row[i]));
      }
    });
  }

  std::vector<std::size_t> count() {
    const std::size_t slices = (x_.size() + slice_ - 1) / slice_;
    next_.assign(slices * (rows_ + 1), 0);
    for_slices([](std::size_t* counts, std::size_t, std::size_t row) { ++counts[row]; });
    std::vector<std::size_t> starts;
    std::size_t at = 0;
    for (std::size_t row = 0; row <= rows_; ++row) {
      starts.push_back(at);
      for (std::size_t slice = 0; slice < slices; ++slice) {
        std::size_t& next = next_[slice * (rows_ + 1) + row];
        const std::size_t counted = next;
        next = at;
        at += counted;
      }
    }
    starts.push_back(at);
    return starts;
  }

  std::span<const double> x_, y_;
  Point corner_;
  const KernelFrame& frame_;
  std::size_t rows_, slice_ = 0;
  std::vector<std::size_t> next_;  // per slice and row: first a count, then where the next point goes
};

}  // namespace

PointRows point_rows(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame) {
  return RowSort(x, y, corner, frame).sorted();
}

}  // namespace vigie

// Counting sort in slices of the input, so that every processor can take part and the result stays the same.
#include "engine/statistics/point_rows.h"

#include <algorithm>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::size_t smallest_slice = 1 << 17;  // points
constexpr std::size_t most_counters = 1 << 24;   // slices times rows

class RowSort {
 public:
  RowSort(std::span<const double> x, std::span<const double> y, Point corner, const KernelFrame& frame)
      : x_(x), y_(y), corner_(corner), frame_(frame), rows_(static_cast<std::size_t>(frame.rows)) {
    const std::size_t most_slices = std::max<std::size_t>(1, most_counters / (rows_ + 1));
    slice_ = std::max(smallest_slice, (x.size() + most_slices - 1) / most_slices);
  }

  PointRows sorted() {
    PointRows rows(count());
    for_slices([&](std::size_t* next, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) rows.put(next[row_of(place(i))]++, place(i));
    });
    return rows;
  }

 private:
  Point place(std::size_t i) const { return {x_[i] - corner_.x, y_[i] - corner_.y}; }

  // The row of the window, or rows_ where the point lies outside it.
  std::size_t row_of(Point p) const {
    const double column = p.x / frame_.cell_size, row = p.y / frame_.cell_size;
    const bool within = column >= 0 && row >= 0 && column < static_cast<double>(frame_.columns) &&
                        row < static_cast<double>(frame_.rows);
    return within ? static_cast<std::size_t>(row) : rows_;
  }

  template <class Body>
  void for_slices(Body body) {
    parallel_chunks(x_.size(), slice_, [&](std::size_t begin, std::size_t end) {
      body(next_.data() + begin / slice_ * (rows_ + 1), begin, end);
    });
  }

  std::vector<std::size_t> count() {
    const std::size_t slices = (x_.size() + slice_ - 1) / slice_;
    next_.assign(slices * (rows_ + 1), 0);
    for_slices([&](std::size_t* counts, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++counts[row_of(place(i))];
    });
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

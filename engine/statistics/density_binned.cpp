// Masses at the centres of cells, smoothed; edge corrections from the smoothed study area itself, so that the surface
// still integrates to the number of points.
#include "engine/statistics/density_binned.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/parallel.h"
#include "engine/statistics/density_bound.h"
#include "engine/statistics/density_edges.h"
#include "engine/statistics/kernel_nodes.h"
#include "engine/statistics/kernel_sums.h"

namespace vigie {
namespace {

constexpr std::size_t rows_binned_at_once = 64;

// The window's part of the nodes, times a factor; nothing below 0.
std::vector<double> window_of(const KernelFrame& frame, const Lattice& nodes, double factor) {
  std::vector<double> window(static_cast<std::size_t>(frame.columns * frame.rows));
  parallel_chunks(static_cast<std::size_t>(frame.rows), rows_binned_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      double* const out = window.data() + row * static_cast<std::size_t>(frame.columns);
      const double* const from = nodes.row(static_cast<std::int64_t>(row) + 1) + 1;
      for (std::int64_t c = 0; c < frame.columns; ++c) out[c] = std::max(0.0, from[c] * factor);
    }
  });
  return window;
}

class BinnedSums {
 public:
  BinnedSums(const KernelFrame& frame, const PointRows& rows, std::span<const double> inside, EdgeCorrection correction)
      : frame_(frame), rows_(rows), inside_(inside), correction_(correction), error_(frame) {}

  BoundedSurface surface(const Grid& grid) {
    if (correction_ == EdgeCorrection::diggle) weigh();
    const Nodes nodes = node_masses(frame_, rows_, weights_);
    sums_ = window_of(frame_, lattice_sums(frame_, nodes.mass, Masses::any, Arithmetic::floats_in_rows), frame_.height);
    if (correction_ == EdgeCorrection::diggle) rescale();
    add_exactly();
    const BlockBounds bounds = error_.bounds(
        nodes, weights_.empty() ? BinningError::WeightsAre::exact : BinningError::WeightsAre::binned, largest_weight_);
    const double bound = correction_ == EdgeCorrection::uniform ? divide(bounds) : largest(bounds);
    double highest = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i)
      if (inside_[i] > 0 && sums_[i] > highest) highest = sums_[i];
    return {{grid, per_square_kilometre(std::move(sums_), inside_)},
            highest > 0 ? bound / highest + std::abs(1 - factor_) : 0};
  }

 private:
  // Sums below 0, which shares below 0 leave where next to nothing lies, were raised to 0: what they gave back is taken
  // from all cells alike.
  void rescale() {
    double points = 0, integral = 0;
    for (double weight : weights_) points += weight > 0 ? 1 : 0;
    for (std::size_t i = 0; i < sums_.size(); ++i) integral += sums_[i] * inside_[i];
    if (!(integral > 0)) return;
    factor_ = points / (integral * frame_.cell_area());
    for (double& sum : sums_) sum *= factor_;
  }

  Lattice area_mass() const {
    Lattice mass = lattice_sums(frame_, area_nodes(frame_, inside_), Masses::mostly_one);
    for (double& q : mass.value) q *= frame_.height * frame_.cell_area();
    return mass;
  }

  // Slivers are spread one by one; their weight here is 0.
  void weigh() {
    weights_ = at_points(frame_, rows_, area_mass());
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      if (weights_[i] < least_mass) on_slivers_.push_back(rows_.point(i));
      weights_[i] = weights_[i] < least_mass ? 0 : 1 / weights_[i];
    }
    for (double weight : weights_) largest_weight_ = std::max(largest_weight_, weight);
  }

  // Points on slivers and points outside the window.
  void add_exactly() {
    std::vector<double> x, y;
    for (std::size_t i = rows_.begin(rows_.count()); i < rows_.end(rows_.count()); ++i) {
      x.push_back(rows_.point(i).x);
      y.push_back(rows_.point(i).y);
    }
    for (const Point& p : on_slivers_) {
      x.push_back(p.x);
      y.push_back(p.y);
    }
    const PointCells points = point_cells(x, y, {0, 0}, frame_, sorting_for(frame_.kernel));
    if (points.size() == 0) return;
    const std::vector<double> exact = correction_ == EdgeCorrection::diggle ? mass_preserving(frame_, points, inside_)
                                                                            : kernel_sums(frame_, points, {});
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += exact[i];
  }

  double largest(const BlockBounds& bounds) const { return *std::ranges::max_element(bounds.bound.value); }

  // Over the mass inside; the bound grows with what the sums are divided by.
  double divide(const BlockBounds& bounds) {
    const std::vector<double> mass = window_of(frame_, area_mass(), 1 / endless_mass(frame_));
    double worst = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      if (!(inside_[i] > 0)) continue;
      const auto cell = static_cast<std::int64_t>(i);
      if (mass[i] >= least_mass)
        worst = std::max(worst, bounds.at_node(cell % frame_.columns + 1, cell / frame_.columns + 1) / mass[i]);
      sums_[i] = mass[i] < least_mass ? std::numeric_limits<double>::quiet_NaN() : sums_[i] / mass[i];
    }
    return worst;
  }

  const KernelFrame& frame_;
  const PointRows& rows_;
  std::span<const double> inside_;
  EdgeCorrection correction_;
  BinningError error_;
  std::vector<double> weights_, sums_;
  std::vector<Point> on_slivers_;
  double largest_weight_ = 1, factor_ = 1;
};

}  // namespace

BoundedSurface binned_density(std::span<const double> x, std::span<const double> y, Kernel kernel, double bandwidth,
                              const Grid& grid, std::span<const double> inside, EdgeCorrection correction) {
  check_smoothing(bandwidth, grid, inside);
  const KernelFrame frame(kernel, bandwidth, grid);
  const PointRows rows = point_rows(x, y, corner_of(grid), frame);
  return BinnedSums(frame, rows, inside, correction).surface(grid);
}

}  // namespace vigie

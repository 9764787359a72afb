// Rows, then columns, with the product in between; a real kernel keeps the two halves of a complex field apart.
#include "engine/statistics/kernel_convolution.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <utility>

namespace vigie {
namespace {

std::int64_t reach_in_cells(const KernelFrame& frame) {
  return static_cast<std::int64_t>(std::floor(frame.reach / frame.cell_size));
}

// Cells of the window can be `count - 1` apart at most, so that a longer reach needs no more room.
std::size_t padded(std::int64_t count, const KernelFrame& frame) {
  return std::max<std::size_t>(
      2, std::bit_ceil(static_cast<std::size_t>(count + std::min(reach_in_cells(frame), count - 1))));
}

double value_at(const KernelFrame& frame, KernelPower power, std::int64_t column, std::int64_t row) {
  const double d = std::hypot(static_cast<double>(column), static_cast<double>(row)) * frame.cell_size;
  const double value = d <= frame.reach ? kernel_value(frame.kernel, d, frame.bandwidth) : 0;
  return power == KernelPower::kernel ? value : value * value;
}

// Beyond this many cells a sum over cells is the integral, to all digits that matter.
constexpr std::int64_t fine_enough = 1000;

double endless_sum(const KernelFrame& frame, KernelPower power) {
  const std::int64_t reach = reach_in_cells(frame);
  if (reach > fine_enough)
    return (power == KernelPower::kernel ? 1 : kernel_roughness(frame.kernel, frame.bandwidth)) / frame.cell_area();
  double sum = 0;
  for (std::int64_t row = -reach; row <= reach; ++row)
    for (std::int64_t column = -reach; column <= reach; ++column) sum += value_at(frame, power, column, row);
  return sum;
}

// Conjugate in, conjugate out: a forward transform becomes a backward one, but for the factor 1 / size.
void conjugate(ComplexArray& x) {
  for (double& v : x.imaginary) v = -v;
}

}  // namespace

double kernel_roughness(Kernel kernel, double bandwidth) {
  const double square = std::numbers::pi * bandwidth * bandwidth;
  switch (kernel) {
    case Kernel::quartic:
      return 9 / (5 * square);
    case Kernel::epanechnikov:
      return 4 / (3 * square);
    case Kernel::triangular:
      return 3 / (2 * square);
    case Kernel::uniform:
      return 1 / square;
    case Kernel::gaussian:
      return 1 / (4 * square);
  }
  return 0;
}

std::size_t KernelConvolution::padded_size(const KernelFrame& frame) {
  return padded(frame.columns, frame) * padded(frame.rows, frame);
}

KernelConvolution::KernelConvolution(const KernelFrame& frame, KernelPower power)
    : columns_(static_cast<std::size_t>(frame.columns)),
      rows_(static_cast<std::size_t>(frame.rows)),
      width_(padded(frame.columns, frame)),
      height_(padded(frame.rows, frame)),
      endless_(endless_sum(frame, power)),
      across_(width_),
      along_(height_) {
  const std::int64_t reach = reach_in_cells(frame);
  const std::int64_t side = std::min(reach, frame.columns - 1), up = std::min(reach, frame.rows - 1);
  std::vector<ComplexArray> lines(height_, ComplexArray(width_));
  for (std::int64_t row = -up; row <= up; ++row)
    for (std::int64_t column = -side; column <= side; ++column) {
      const auto line = static_cast<std::size_t>(row) & (height_ - 1);
      lines[line].real[static_cast<std::size_t>(column) & (width_ - 1)] = value_at(frame, power, column, row);
    }
  for (ComplexArray& line : lines) line = across_.forward(std::move(line));
  spectrum_.resize(width_ * height_);
  ComplexArray column(height_);
  for (std::size_t x = 0; x < width_; ++x) {
    for (std::size_t y = 0; y < height_; ++y) {
      column.real[y] = lines[y].real[x];
      column.imaginary[y] = lines[y].imaginary[x];
    }
    column = along_.forward(std::move(column));
    const double scale = 1 / static_cast<double>(width_ * height_);
    for (std::size_t y = 0; y < height_; ++y) spectrum_[x * height_ + y] = column.real[y] * scale;
  }
}

// There and back along each column, with the kernel in between; lines beyond the window are not needed any more.
void KernelConvolution::transform_columns(std::vector<ComplexArray>& lines) const {
  ComplexArray column(height_);
  for (std::size_t x = 0; x < width_; ++x) {
    for (std::size_t y = 0; y < height_; ++y) {
      column.real[y] = y < rows_ ? lines[y].real[x] : 0;
      column.imaginary[y] = y < rows_ ? lines[y].imaginary[x] : 0;
    }
    column = along_.forward(std::move(column));
    const double* factor = spectrum_.data() + x * height_;
    for (std::size_t y = 0; y < height_; ++y) {
      column.real[y] *= factor[y];
      column.imaginary[y] *= -factor[y];
    }
    column = along_.forward(std::move(column));
    for (std::size_t y = 0; y < rows_; ++y) {
      lines[y].real[x] = column.real[y];
      lines[y].imaginary[x] = -column.imaginary[y];
    }
  }
}

FieldPair KernelConvolution::both(std::span<const double> first, std::span<const double> second) const {
  std::vector<ComplexArray> lines(rows_, ComplexArray(width_));
  for (std::size_t row = 0; row < rows_; ++row) {
    std::ranges::copy(first.subspan(row * columns_, columns_), lines[row].real.begin());
    std::ranges::copy(second.subspan(row * columns_, columns_), lines[row].imaginary.begin());
    lines[row] = across_.forward(std::move(lines[row]));
  }
  transform_columns(lines);
  FieldPair sums{std::vector<double>(rows_ * columns_), std::vector<double>(rows_ * columns_)};
  for (std::size_t row = 0; row < rows_; ++row) {
    conjugate(lines[row]);
    const ComplexArray line = across_.forward(std::move(lines[row]));
    const auto at = static_cast<std::ptrdiff_t>(row * columns_);
    std::copy_n(line.real.begin(), columns_, sums.first.begin() + at);
    std::transform(line.imaginary.begin(), line.imaginary.begin() + static_cast<std::ptrdiff_t>(columns_),
                   sums.second.begin() + at, [](double v) { return -v; });
  }
  return sums;
}

std::vector<double> KernelConvolution::of(std::span<const double> weights) const {
  return both(weights, std::vector<double>(weights.size(), 0.0)).first;
}

}  // namespace vigie

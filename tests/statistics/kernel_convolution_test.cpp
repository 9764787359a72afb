// Sums over cells by Fourier transform against the double loop.
#include "engine/statistics/kernel_convolution.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace vigie {
namespace {

std::vector<double> slow_sums(const KernelFrame& frame, const std::vector<double>& weights, KernelPower power) {
  std::vector<double> sums(weights.size());
  for (std::int64_t to = 0; to < frame.columns * frame.rows; ++to)
    for (std::int64_t from = 0; from < frame.columns * frame.rows; ++from) {
      const auto across = static_cast<double>(to % frame.columns - from % frame.columns);
      const auto up = static_cast<double>(to / frame.columns - from / frame.columns);
      const double value = kernel_value(frame.kernel, std::hypot(across, up) * frame.cell_size, frame.bandwidth);
      sums[static_cast<std::size_t>(to)] +=
          weights[static_cast<std::size_t>(from)] * (power == KernelPower::kernel ? value : value * value);
    }
  return sums;
}

TEST(KernelConvolution, EqualsTheDoubleLoop) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> part(0, 5);
  for (Kernel kernel : {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::uniform, Kernel::gaussian})
    for (double bandwidth : {40.0, 110.0, 333.0, 5000.0})
      for (auto [columns, rows] : {std::pair{13, 8}, std::pair{1, 1}, std::pair{1, 21}, std::pair{16, 16}}) {
        const KernelFrame frame(kernel, bandwidth, {CellShape::square, 50, 0, 0, columns, rows});
        std::vector<double> first, second;
        for (std::int64_t i = 0; i < frame.columns * frame.rows; ++i) {
          first.push_back(part(random));
          second.push_back(i % 5 == 0 ? 1 : 0);
        }
        for (KernelPower power : {KernelPower::kernel, KernelPower::kernel_squared}) {
          const KernelConvolution convolution(frame, power);
          const FieldPair sums = convolution.both(first, second);
          const std::vector<double> slow = slow_sums(frame, first, power), other = slow_sums(frame, second, power);
          double peak = 0;
          for (double v : slow) peak = std::max(peak, v);
          for (std::size_t i = 0; i < slow.size(); ++i) {
            EXPECT_NEAR(sums.first[i], slow[i], 1e-13 * peak);
            EXPECT_NEAR(sums.second[i], other[i], 1e-13 * peak);
          }
          EXPECT_EQ(convolution.of(second).size(), second.size());
        }
      }
}

// Rings of equal width: 2 pi r K(r)^2 dr.
TEST(KernelConvolution, KnowsTheIntegralOfTheSquaredKernel) {
  for (Kernel kernel : {Kernel::quartic, Kernel::epanechnikov, Kernel::triangular, Kernel::uniform, Kernel::gaussian}) {
    double sum = 0;
    for (int ring = 0; ring < 200'000; ++ring) {
      const double r = (ring + 0.5) * 0.01, value = kernel_value(kernel, r, 200);
      sum += 2 * std::numbers::pi * r * value * value * 0.01;
    }
    EXPECT_NEAR(sum / kernel_roughness(kernel, 200), 1, 2e-4);
    const KernelFrame fine(kernel, 200, {CellShape::square, 1, 0, 0, 4, 4});
    EXPECT_NEAR(KernelConvolution(fine, KernelPower::kernel_squared).endless() / kernel_roughness(kernel, 200), 1,
                2e-3);
    const KernelFrame finest(kernel, 1e6, {CellShape::square, 1, 0, 0, 4, 4});
    EXPECT_EQ(KernelConvolution(finest, KernelPower::kernel).endless(), 1);
  }
}

}  // namespace
}  // namespace vigie

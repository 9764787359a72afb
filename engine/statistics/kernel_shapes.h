// Kernels that are polynomials: their sums over the points of a cell follow from a few moments of those points.
#pragma once

#include <array>
#include <cstddef>

#include "engine/statistics/kernel_lanes.h"

namespace vigie {

/// A point is p = (1, x, y, e) with e = -(x^2 + y^2), in bandwidths from some origin. At a place t along a row of cells
/// that lies dy north of the origin, 1 - d^2 = p . c with c = (b - t^2, 2 t, k, 1), b = 1 - dy^2, k = 2 dy.
struct RowPlace {
  double b = 0, k = 0;
};

/// Sums over places of a row of weight * t^0..t^4.
using PowerSums = std::array<double, 5>;

/// Each shape has: the moments of weighted points; the coefficients in t of their summed kernels along a row; what
/// makes reach^2 - d^2 at places of the rim their kernel, `scale` being the point's weight over reach^power; and the
/// form that gives the kernel mass of a point from sums over the places. All kernels are over their height.
///
/// Quartic, (p . c)^2: a quadratic form in p and in c.
struct QuarticShape {
  static constexpr std::size_t terms = 5;
  static constexpr int power = 4;
  Four m[4]{};  // sum of weight * p p'

  [[gnu::always_inline]] void add(const Four& p, double weight, double rounding) {
    for (int r = 0; r < 4; ++r) m[r] += (p * (weight * p[r]) + rounding) - rounding;
  }

  /// As seen from an origin that lies t bandwidths west: x grows by t.
  QuarticShape shifted(double t) const {
    const double s = m[0][0], x = m[0][1], y = m[0][2], e = m[0][3];
    const double t2 = t * t;
    QuarticShape out;
    out.m[0] = Four{s, x + t * s, y, e - 2 * t * x - t2 * s};
    out.m[1] =
        Four{0, m[1][1] + 2 * t * x + t2 * s, m[1][2] + t * y, m[1][3] + t * (e - 2 * m[1][1] - 3 * t * x - t2 * s)};
    out.m[2] = Four{0, 0, m[2][2], m[2][3] - 2 * t * m[1][2] - t2 * y};
    out.m[3] = Four{0, 0, 0, m[3][3] + 4 * t2 * m[1][1] + t2 * t2 * s - 4 * t * m[1][3] - 2 * t2 * e + 4 * t2 * t * x};
    return out;
  }

  std::array<double, terms> coefficients(RowPlace at) const {
    const double s = m[0][0], x = m[0][1], e = at.k * m[0][2] + m[0][3];
    return {at.b * (at.b * s + 2 * e) + at.k * (at.k * m[2][2] + 2 * m[2][3]) + m[3][3],
            4 * (at.b * x + at.k * m[1][2] + m[1][3]), 4 * m[1][1] - 2 * (at.b * s + e), -4 * x, s};
  }

  [[gnu::always_inline]] static void weigh(Four& square, double scale) {
    square = square > 0 ? square : Four{};
    square *= square * scale;
  }

  struct Form {
    double c[10] = {};  // sum over places of c c', upper half by rows

    void add(const PowerSums& n, RowPlace at) {
      const double b = at.b, k = at.k, level = b * n[0] - n[2];
      c[0] += b * (b * n[0] - 2 * n[2]) + n[4];
      c[1] += 2 * (b * n[1] - n[3]);
      c[2] += k * level;
      c[3] += level;
      c[4] += 4 * n[2];
      c[5] += 2 * k * n[1];
      c[6] += 2 * n[1];
      c[7] += k * k * n[0];
      c[8] += k * n[0];
      c[9] += n[0];
    }
    double at(double x, double y, double e) const {
      return c[0] + x * (2 * c[1] + c[4] * x) + y * (2 * c[2] + 2 * c[5] * x + c[7] * y) +
             e * (2 * c[3] + 2 * c[6] * x + 2 * c[8] * y + c[9] * e);
    }
  };
};

/// Epanechnikov, p . c.
struct EpanechnikovShape {
  static constexpr std::size_t terms = 3;
  static constexpr int power = 2;
  Four m{};  // sum of weight * p

  [[gnu::always_inline]] void add(const Four& p, double weight, double rounding) {
    m += (p * weight + rounding) - rounding;
  }
  EpanechnikovShape shifted(double t) const {
    EpanechnikovShape out;
    out.m = Four{m[0], m[1] + t * m[0], m[2], m[3] - 2 * t * m[1] - t * t * m[0]};
    return out;
  }
  std::array<double, terms> coefficients(RowPlace at) const {
    return {at.b * m[0] + at.k * m[2] + m[3], 2 * m[1], -m[0]};
  }
  [[gnu::always_inline]] static void weigh(Four& square, double scale) {
    square = (square > 0 ? square : Four{}) * scale;
  }

  struct Form {
    double c[4] = {};
    void add(const PowerSums& n, RowPlace at) {
      c[0] += at.b * n[0] - n[2];
      c[1] += 2 * n[1];
      c[2] += at.k * n[0];
      c[3] += n[0];
    }
    double at(double x, double y, double e) const { return c[0] + c[1] * x + c[2] * y + c[3] * e; }
  };
};

/// Uniform: 1 within reach, the edge included.
struct UniformShape {
  static constexpr std::size_t terms = 1;
  static constexpr int power = 0;
  double m = 0;

  [[gnu::always_inline]] void add(const Four&, double weight, double rounding) { m += (weight + rounding) - rounding; }
  UniformShape shifted(double) const { return *this; }
  std::array<double, terms> coefficients(RowPlace) const { return {m}; }
  [[gnu::always_inline]] static void weigh(Four& square, double scale) {
    square = square >= 0 ? Four{} + scale : Four{};
  }

  struct Form {
    double c = 0;
    void add(const PowerSums& n, RowPlace) { c += n[0]; }
    double at(double, double, double) const { return c; }
  };
};

}  // namespace vigie

// Normal and Gamma numbers from addressed random bits: the uncertainty of rates and shares is drawn from these.
#pragma once

#include "engine/statistics/random.h"

namespace vigie {

/// Uniform on [0, 1) with 53 bits.
inline double uniform_variate(AddressedRandom& random) {
  const std::uint64_t high = random.next();
  return static_cast<double>((high << 32 | random.next()) >> 11) * 0x1.0p-53;
}

/// Standard normal, exact: the ziggurat of Marsaglia & Tsang 2000 in the form of Doornik 2005.
double normal_variate(AddressedRandom& random);

/// What a Gamma law of one shape needs at every draw. `shape` > 0; the scale is 1.
struct GammaShape {
  explicit GammaShape(double shape);
  double d, c;          // of Marsaglia & Tsang 2000, for a shape of 1 or more
  double exponent = 0;  // 1 / shape for shapes below 1, which are drawn at shape + 1
};

/// Gamma, exact (Marsaglia & Tsang 2000).
double gamma_variate(AddressedRandom& random, const GammaShape& shape);
inline double gamma_variate(AddressedRandom& random, double shape) {
  return gamma_variate(random, GammaShape(shape));
}

/// Beta with these shapes, from two Gamma numbers.
inline double beta_variate(AddressedRandom& random, const GammaShape& first, const GammaShape& second) {
  const double a = gamma_variate(random, first), b = gamma_variate(random, second);
  return a + b > 0 ? a / (a + b) : 0.5;  // both underflow only where both shapes are tiny
}

}  // namespace vigie

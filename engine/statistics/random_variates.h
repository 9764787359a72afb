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

/// Gamma with this shape and scale 1, exact (Marsaglia & Tsang 2000). `shape` > 0.
double gamma_variate(AddressedRandom& random, double shape);

/// Beta with these shapes, from two Gamma numbers. Both > 0.
double beta_variate(AddressedRandom& random, double first, double second);

}  // namespace vigie

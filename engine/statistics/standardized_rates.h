// Rates on one scale whatever the population: for autocorrelation of rates.
#pragma once

#include <span>
#include <vector>

namespace vigie {

/// z_i = (y_i/e_i - b) / sqrt(a + b/e_i) with overall rate b and between-area variance a (Assuncao & Reis 1999); where
/// a + b/e_i is negative b/e_i is used. Areas without exposure (0 or NaN) get NaN and take no part.
std::vector<double> standardized_rates(std::span<const double> events, std::span<const double> exposure);

}  // namespace vigie

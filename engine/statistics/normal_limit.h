// How many standard deviations a 95 % interval reaches to each side.
#pragma once

namespace vigie {

/// The 97.5 % quantile of the standard normal distribution.
inline constexpr double normal_975 = 1.959963984540054;

}  // namespace vigie

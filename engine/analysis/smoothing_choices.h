// What a kernel density can be asked for, in the order of the enumerations that the choices stand for.
#pragma once

#include <array>
#include <string_view>

namespace vigie {

/// As Kernel.
inline constexpr std::array<std::string_view, 5> kernel_choices{"quartic", "epanechnikov", "triangular", "uniform",
                                                                "gaussian"};
/// As EdgeCorrection.
inline constexpr std::array<std::string_view, 3> edge_correction_choices{"none", "uniform", "diggle"};

}  // namespace vigie

// False discovery control over a family of tests.
#pragma once

#include <span>
#include <vector>

namespace vigie {

enum class Correction { fdr, fdr_by, none };

/// q-values: Benjamini & Hochberg 1995 (`fdr`), Benjamini & Yekutieli 2001 (`fdr_by`), p itself (`none`).
/// NaN p are no tests: they stay NaN and do not count in the family.
std::vector<double> q_values(std::span<const double> p, Correction correction);

}  // namespace vigie

// The columns in which the priority layer and its checks are written.
#pragma once

#include <cstddef>
#include <span>

#include "engine/analysis/analysis.h"

namespace vigie {

/// Columns of `mediation_priority`, in order; from cw_first on one per criterion.
namespace priority_columns {
enum Position : std::size_t {
  zone_id,
  name,
  tier,
  p_top,
  score,
  rank_med,
  rank_lo,
  rank_hi,
  why,
  first_if,
  n_mediable,
  reliab,
  demand,
  unmet,
  chronic,
  access_m,
  unserved,
  depriv,
  slow,
  cohesion,
  tier_chg,
  n_reason,
  cw_first
};
}  // namespace priority_columns

const OutputColumn& priority_column(std::size_t at);

/// Declarations: mediation_priority, priority_checks.
std::span<const OutputLayer> mediation_layers();

/// Tiers; what could not be ranked is hatched.
Look mediation_look();

}  // namespace vigie

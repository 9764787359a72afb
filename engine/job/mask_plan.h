// How single reports may stand in a public file: not at all, or moved away from their place.
#pragma once

#include <optional>
#include <string>

#include "engine/analysis/settings.h"
#include "engine/io/keyed_numbers.h"
#include "engine/job/job_file.h"

namespace vigie {

namespace mask_keys {
extern const Parameter mask, secret, anchors, dwellings, k_min, k_max, snap_dwellings;
}

/// In the order of the setting's choices.
enum class MaskMethod { none, donut, snap };

struct MaskPlan {
  MaskMethod method = MaskMethod::none;
  double k_min = 5, k_max = 50;     // donut
  double least_homes = 8;           // snap
  std::optional<SecretKey> secret;  // donut

  /// Homes among which a point is hidden at least.
  double least() const { return method == MaskMethod::snap ? least_homes : k_min; }
  /// The settings in one text that gives nothing of the secret away. Points of two files may be compared only where it
  /// is the same.
  std::string text() const;
};

/// True where a public file holds moved points.
bool shows_moved_points(const Job& job);

/// Reads the secret. Throws UsageError where the job wants single reports in a public file without saying how they are
/// moved, or where what the method needs is missing.
MaskPlan mask_plan(const Job& job);

}  // namespace vigie

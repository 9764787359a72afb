// Moved points of successive public files: few of them never come or go alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie {

/// A moved point as a file shows it. Reports that moved to the same place are equal.
struct ShownPoint {
  std::string place;       // stable text of where it is drawn
  std::int64_t among = 0;  // homes among which its origin is hidden
};

/// True if the points that come and those that go are none, or at least `limit`; places are compared, not `among`.
bool may_follow(const std::vector<ShownPoint>& before, const std::vector<ShownPoint>& after, std::int64_t limit);

/// Whether the points of the last file may stand in the next one again; barred where it counts other reports.
enum class Repeat { allowed, barred };

/// The points of one neighbourhood in the next file: `after`; those of the last file where it may not follow; none
/// where that cannot be either, or where fewer than `limit` would stand there. Ordered by place.
std::vector<ShownPoint> next_points(const std::vector<ShownPoint>& before, std::vector<ShownPoint> after, Repeat repeat,
                                    std::int64_t limit);

}  // namespace vigie

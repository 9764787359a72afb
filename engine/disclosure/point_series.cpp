// Points as a bag of places.
#include "engine/disclosure/point_series.h"

#include <algorithm>
#include <map>

namespace vigie {

bool may_follow(const std::vector<ShownPoint>& before, const std::vector<ShownPoint>& after, std::int64_t limit) {
  std::map<std::string, std::int64_t> more;
  for (const ShownPoint& point : after) ++more[point.place];
  for (const ShownPoint& point : before) --more[point.place];
  std::int64_t come = 0, go = 0;
  for (const auto& [place, change] : more) (change > 0 ? come : go) += change > 0 ? change : -change;
  return (come == 0 || come >= limit) && (go == 0 || go >= limit);
}

std::vector<ShownPoint> next_points(const std::vector<ShownPoint>& before, std::vector<ShownPoint> after, Repeat repeat,
                                    std::int64_t limit) {
  std::ranges::stable_sort(after, {}, &ShownPoint::place);
  const auto enough = static_cast<std::int64_t>(after.size()) >= limit;
  if (!enough) after.clear();
  if (may_follow(before, after, limit)) return after;
  if (repeat == Repeat::barred) return {};
  std::vector<ShownPoint> held = before;
  std::ranges::stable_sort(held, {}, &ShownPoint::place);
  return held;
}

}  // namespace vigie

// Points from stored coordinates to metres, each one kept or in the ledger with its reason.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

#include "engine/base/rows_that.h"
#include "engine/geometry/projection.h"

namespace vigie {
namespace {

enum class Verdict : std::uint8_t { good, missing, not_finite, beyond_globe, null_island, swapped, swapped_kept_out };

Box widened(const Box& box) {
  if (box.empty()) return {};
  constexpr double share = 0.1;
  return {.min_x = box.min_x - share * box.width(),
          .min_y = box.min_y - share * box.height(),
          .max_x = box.max_x + share * box.width(),
          .max_y = box.max_y + share * box.height()};
}

struct Rules {
  bool geographic = false;
  Box expected;  // widened
  bool mend_swapped = true;
};

bool on_globe(double longitude, double latitude) {
  return std::abs(longitude) <= 180 && std::abs(latitude) <= 90;
}

// The exchange comes before the range of degrees: a longitude of -123 among the latitudes can still be mended.
Verdict verdict(double x, double y, const Rules& rules) {
  if (std::isnan(x) || std::isnan(y)) return Verdict::missing;
  if (std::isinf(x) || std::isinf(y)) return Verdict::not_finite;
  if (x == 0 && y == 0) return Verdict::null_island;
  if (!rules.expected.empty() && !rules.expected.contains({x, y}) && rules.expected.contains({y, x}))
    return rules.mend_swapped ? Verdict::swapped : Verdict::swapped_kept_out;
  if (rules.geographic && !on_globe(x, y)) return Verdict::beyond_globe;
  return Verdict::good;
}

// Where every point is good. Empty where no box tells.
Box surely_good(const Rules& rules) {
  Box box = rules.expected;
  if (box.empty()) return {};
  if (rules.geographic)
    box = {.min_x = std::max(box.min_x, -180.0),
           .min_y = std::max(box.min_y, -90.0),
           .max_x = std::min(box.max_x, 180.0),
           .max_y = std::min(box.max_y, 90.0)};
  return box.contains({0, 0}) ? Box{} : box;
}

// A point that is not as it should be.
struct Oddity {
  std::size_t point = 0;
  Verdict verdict = Verdict::good;
};

// Ascending.
std::vector<Oddity> oddities(const StoredPoints& stored, const Rules& rules) {
  const Box good = surely_good(rules);
  const std::span x(stored.x), y(stored.y);
  return found_in_rows<Oddity>(x.size(), [&, good](std::size_t i, std::vector<Oddity>& found) {
    if (good.contains({x[i], y[i]})) return;
    if (const Verdict of_point = verdict(x[i], y[i], rules); of_point != Verdict::good) found.push_back({i, of_point});
  });
}

std::string globe_detail(double x, double y) {
  if (std::abs(y) > 90) return fmt::format("latitude {:.10g} is outside -90..90; are the columns swapped?", y);
  return fmt::format("longitude {:.10g} is outside -180..180", x);
}

Reject reject_of(std::int64_t row, double x, double y, Verdict found, const Crs& to) {
  Reject reject{.row = row, .reason = Reason::out_of_range, .detail = "", .raw = fmt::format("{:.10g} {:.10g}", x, y)};
  switch (found) {
    case Verdict::missing:
      reject.reason = Reason::missing_xy;
      reject.detail = "there is no position";
      reject.raw.clear();
      break;
    case Verdict::not_finite:
      reject.detail = "a coordinate is infinite";
      break;
    case Verdict::beyond_globe:
      reject.detail = globe_detail(x, y);
      break;
    case Verdict::null_island:
      reject.reason = Reason::null_island;
      reject.detail = "0, 0 stands for no position";
      break;
    case Verdict::swapped_kept_out:
      reject.reason = Reason::swapped_xy;
      reject.detail = "the position fits only with x and y exchanged";
      break;
    case Verdict::good:
    case Verdict::swapped:
      reject.detail = fmt::format("outside the area of use of {}", to.name);
      break;
  }
  return reject;
}

struct Prepared {
  std::int64_t swapped = 0;
  std::vector<Reject> rejects;
};

// Rejected points become NaN, which passes through the projection untouched.
Prepared prepare(StoredPoints& stored, const std::vector<Oddity>& odd, const Crs& to) {
  Prepared result;
  for (const auto& [i, found] : odd) {
    if (found == Verdict::swapped) {
      std::swap(stored.x[i], stored.y[i]);
      ++result.swapped;
      continue;
    }
    result.rejects.push_back(reject_of(stored.row[i], stored.x[i], stored.y[i], found, to));
    stored.x[i] = stored.y[i] = std::nan("");
  }
  return result;
}

}  // namespace

ProjectedPoints project_points(StoredPoints stored, const Projection& projection, const PointChecks& checks,
                               Ledger& ledger) {
  if (stored.x.size() != stored.y.size() || stored.x.size() != stored.row.size())
    throw std::logic_error("stored points have one x, y and row each");
  const Rules rules{.geographic = projection.from().geographic,
                    .expected = widened(checks.expected),
                    .mend_swapped = checks.mend_swapped};
  const std::vector<Oddity> odd = oddities(stored, rules);
  Prepared prepared = prepare(stored, odd, projection.to());
  ProjectedPoints result{.points = {}, .swapped = prepared.swapped};
  const Projection::Transformed transformed = projection.transform_points(stored.x, stored.y);
  result.interpolated = transformed.interpolated;
  auto next_early = prepared.rejects.begin();
  const std::vector<std::size_t> failed =
      rows_that(stored.x.size(), [&](std::size_t i) { return transformed.worked[i] == 0; });
  auto next_odd = odd.begin();
  for (const std::size_t i : failed) {
    while (next_odd != odd.end() && next_odd->point < i) ++next_odd;
    const Verdict found = next_odd != odd.end() && next_odd->point == i ? next_odd->verdict : Verdict::good;
    if (found == Verdict::good || found == Verdict::swapped) {
      if (found == Verdict::swapped) --result.swapped;
      ledger.rejects.push_back(reject_of(stored.row[i], stored.x[i], stored.y[i], found, projection.to()));
    } else {
      ledger.rejects.push_back(std::move(*next_early++));
    }
  }
  result.points = {.x = std::move(stored.x),
                   .y = std::move(stored.y),
                   .row = std::move(stored.row),
                   .attributes = std::move(stored.attributes)};
  result.points.leave_out(failed);
  return result;
}

}  // namespace vigie

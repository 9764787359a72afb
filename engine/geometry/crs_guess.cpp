// The CRS of points without one: every projected CRS in use there is tried on them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/error.h"
#include "engine/geometry/crs_handle.h"
#include "engine/geometry/national_crs.h"
#include "engine/geometry/projection.h"
#include "engine/geometry/projection_operation.h"

namespace vigie {
namespace {

constexpr std::size_t sample_size = 4000;
constexpr double absurd = 1e8;          // beyond every CRS in use, in metres and in feet
constexpr double degrees_share = 0.95;  // of the points that must look like degrees: a few wrong ones may be there
constexpr double needed_share = 0.5;    // of the points that must fall inside
constexpr double equal_share = 0.01;    // shares that differ by less fit equally well
constexpr double same_place = 5;        // metres; national datums that matter are farther apart
constexpr double margin = 0.1;          // of the size of the boundaries, on each side
constexpr double datum_margin = 1000;   // metres, more than any datum moves a place

struct Positions {
  std::vector<double> x, y;
};

enum class Preference { boundaries, national, utm, other };

struct Candidate {
  int code = 0;  // in its authority's list; 0 for the boundaries' own CRS
  Preference preference = Preference::other;
};

struct Fit {
  Candidate candidate;
  Crs crs;
  double share = 0;  // of the points inside the boundaries
  Positions placed;  // in metres or degrees of the boundaries' CRS
};

struct Target {
  Crs crs;
  Box box;      // widened; metres or degrees
  Box degrees;  // not widened
};

// Finite points that are not on null island, spread evenly over the file.
Positions sample_of(std::span<const double> x, std::span<const double> y) {
  Positions good;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(std::abs(x[i]) < absurd && std::abs(y[i]) < absurd) || (x[i] == 0 && y[i] == 0)) continue;
    good.x.push_back(x[i]);
    good.y.push_back(y[i]);
  }
  if (good.x.size() <= sample_size) return good;
  Positions sample;
  for (std::size_t i = 0; i < sample_size; ++i) {
    const std::size_t at = i * good.x.size() / sample_size;
    sample.x.push_back(good.x[at]);
    sample.y.push_back(good.y[at]);
  }
  return sample;
}

Box widened(const Box& box, double by) {
  return {.min_x = box.min_x - margin * box.width() - by,
          .min_y = box.min_y - margin * box.height() - by,
          .max_x = box.max_x + margin * box.width() + by,
          .max_y = box.max_y + margin * box.height() + by};
}

double share_inside(const Positions& points, const Box& box) {
  if (points.x.empty()) return 0;
  std::size_t inside = 0;
  for (std::size_t i = 0; i < points.x.size(); ++i) inside += box.contains({points.x[i], points.y[i]}) ? 1 : 0;
  return static_cast<double>(inside) / static_cast<double>(points.x.size());
}

Target target_of(const Box& expected, const Crs& crs) {
  const double unit = crs.geographic ? 1 : crs.metres_per_unit;
  const Box scaled{.min_x = expected.min_x * unit,
                   .min_y = expected.min_y * unit,
                   .max_x = expected.max_x * unit,
                   .max_y = expected.max_y * unit};
  const Box degrees = crs.geographic ? expected : Projection(crs, crs_from_text("EPSG:4326")).transform(expected);
  return {.crs = crs, .box = widened(scaled, 0), .degrees = degrees};
}

Fit fit_of(const Candidate& candidate, const Crs& crs, const Positions& sample, const Target& target) {
  Fit fit{.candidate = candidate, .crs = crs, .share = 0, .placed = sample};
  const Projection projection(crs, target.crs, target.degrees);
  const std::vector<std::uint8_t> worked = projection.transform(fit.placed.x, fit.placed.y);
  for (std::size_t i = 0; i < worked.size(); ++i)
    if (!worked[i]) fit.placed.x[i] = fit.placed.y[i] = std::nan("");
  fit.share = share_inside(fit.placed, target.box);
  return fit;
}

std::vector<int> codes_in_use_at(const ProjContext& proj, const char* authority, Point degrees) {
  const std::unique_ptr<PROJ_CRS_LIST_PARAMETERS, decltype(&proj_get_crs_list_parameters_destroy)> parameters(
      proj_get_crs_list_parameters_create(), proj_get_crs_list_parameters_destroy);
  const PJ_TYPE projected = PJ_TYPE_PROJECTED_CRS;
  parameters->types = &projected;
  parameters->typesCount = 1;
  parameters->crs_area_of_use_contains_bbox = 0;  // meet it, which is the same for a point
  parameters->bbox_valid = 1;
  parameters->west_lon_degree = parameters->east_lon_degree = degrees.x;
  parameters->south_lat_degree = parameters->north_lat_degree = degrees.y;
  parameters->allow_deprecated = 0;
  int count = 0;
  const std::unique_ptr<PROJ_CRS_INFO*, decltype(&proj_crs_info_list_destroy)> list(
      proj_get_crs_info_list_from_database(proj.get(), authority, parameters.get(), &count),
      proj_crs_info_list_destroy);
  std::vector<int> codes;
  codes.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) codes.push_back(std::atoi(list.get()[i]->code));
  return codes;
}

Point centre_of(const Box& box) {
  return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
}

std::vector<Candidate> epsg_candidates(const ProjContext& proj, const Target& target) {
  const Point centre = centre_of(target.degrees);
  std::vector<Candidate> all;
  for (const int code : national_crs(target.degrees).epsg) all.push_back({code, Preference::national});
  for (const double shift : {0.0, -6.0, 6.0}) all.push_back({utm_epsg({centre.x + shift, centre.y}), Preference::utm});
  for (const int code : codes_in_use_at(proj, "EPSG", centre)) all.push_back({code, Preference::other});
  // The first mention of a code holds its highest preference.
  std::ranges::stable_sort(all, {}, &Candidate::code);
  const auto same_code = [](const Candidate& a, const Candidate& b) { return a.code == b.code; };
  all.erase(std::unique(all.begin(), all.end(), same_code), all.end());
  return all;
}

std::vector<Candidate> esri_candidates(const ProjContext& proj, const Target& target) {
  std::vector<Candidate> all;
  for (const int code : codes_in_use_at(proj, "ESRI", centre_of(target.degrees)))
    all.push_back({code, Preference::other});
  return all;
}

// Without any datum shift, so that the many CRS which cannot be meant are dropped at little cost.
bool could_fit(const ProjContext& proj, const Crs& crs, const Positions& sample, const Target& target) {
  const ProjObject conversion = own_conversion(proj, crs);
  if (!conversion || crs.metres_per_unit <= 0) return false;
  Box box;
  for (int row = 0; row <= 4; ++row) {
    for (int column = 0; column <= 4; ++column) {
      const PJ_COORD at = proj_trans(conversion.get(), PJ_FWD,
                                     proj_coord(target.degrees.min_x + target.degrees.width() * column / 4,
                                                target.degrees.min_y + target.degrees.height() * row / 4, 0, HUGE_VAL));
      if (std::isfinite(at.xy.x) && std::isfinite(at.xy.y)) box.add(Point{at.xy.x, at.xy.y});
    }
  }
  if (box.empty()) return false;
  return share_inside(sample, widened(box, datum_margin / crs.metres_per_unit)) >= 0.8 * needed_share;
}

std::vector<Fit> fits_among(const std::vector<Candidate>& candidates, std::string_view authority,
                            const Positions& sample, const Target& target) {
  const ProjContext proj;
  std::vector<Fit> fits;
  for (const Candidate& candidate : candidates) {
    const std::string text = fmt::format("{}:{}", authority, candidate.code);
    if (text == target.crs.text) continue;
    try {
      const Crs crs = describe_crs(proj, open_crs(proj, text).get());
      if (!could_fit(proj, crs, sample, target)) continue;
      Fit fit = fit_of(candidate, crs, sample, target);
      if (fit.share >= needed_share) fits.push_back(std::move(fit));
    } catch (const Error&) {  // no operation without a ballpark step, or no plain axes: not a CRS to guess
      continue;
    }
  }
  return fits;
}

// ESRI's list holds what EPSG's does not, some American state planes among it; it is asked last.
std::vector<Fit> fits_of(const Positions& sample, const Target& target) {
  const ProjContext proj;
  std::vector<Fit> fits = fits_among(epsg_candidates(proj, target), "EPSG", sample, target);
  if (!target.crs.geographic) {
    Fit own = fit_of({0, Preference::boundaries}, target.crs, sample, target);
    if (own.share >= needed_share) fits.push_back(std::move(own));
  }
  if (fits.empty()) fits = fits_among(esri_candidates(proj, target), "ESRI", sample, target);
  return fits;
}

double metres_apart(Point a, Point b, const Crs& crs) {
  constexpr double per_degree = 111320;  // along a meridian
  if (!crs.geographic) return std::hypot(a.x - b.x, a.y - b.y);
  const double shrink = std::cos(a.y * std::numbers::pi / 180);
  return std::hypot((a.x - b.x) * shrink, a.y - b.y) * per_degree;
}

// Largest distance between the places that two readings give the points.
double largest_difference(const Fit& a, const Fit& b, const Crs& crs) {
  double largest = 0;
  for (std::size_t i = 0; i < a.placed.x.size(); ++i) {
    const double d = metres_apart({a.placed.x[i], a.placed.y[i]}, {b.placed.x[i], b.placed.y[i]}, crs);
    if (std::isfinite(d)) largest = std::max(largest, d);
  }
  return largest;
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

std::string doubt(const Fit& best, const std::vector<Fit>& equals, const Crs& crs) {
  std::vector<std::string> others;
  double largest = 0;
  for (const Fit& fit : equals) {
    const double difference = largest_difference(best, fit, crs);
    if (difference <= same_place) continue;
    others.push_back(fit.crs.text);
    largest = std::max(largest, difference);
  }
  if (others.empty()) return "";
  const std::string more = others.size() > 1 ? fmt::format(" (and {} more)", others.size() - 1) : "";
  return fmt::format("; {}{} would fit as well and move them by up to {:.0f} m: give reports.crs if that is meant",
                     others.front(), more, largest);
}

std::optional<CrsGuess> best_of(std::vector<Fit> fits, const Target& target) {
  if (fits.empty()) return std::nullopt;
  const double top = std::ranges::max_element(fits, {}, &Fit::share)->share;
  std::erase_if(fits, [&](const Fit& fit) { return fit.share < top - equal_share; });
  std::ranges::stable_sort(fits, [](const Fit& a, const Fit& b) {
    if (a.candidate.preference != b.candidate.preference) return a.candidate.preference < b.candidate.preference;
    return a.candidate.code < b.candidate.code;
  });
  const Fit& best = fits.front();
  return CrsGuess{.crs = best.crs,
                  .why = fmt::format("read as {} ({}), {} of the points lie within the boundaries{}", best.crs.name,
                                     best.crs.text, percent(best.share), doubt(best, fits, target.crs))};
}

bool look_like_degrees(const Positions& sample) {
  const Box globe{.min_x = -180, .min_y = -90, .max_x = 180, .max_y = 90};
  Positions exchanged{sample.y, sample.x};
  return std::max(share_inside(sample, globe), share_inside(exchanged, globe)) >= degrees_share;
}

std::optional<CrsGuess> guess_degrees(const Positions& sample, const Target& target) {
  const Crs crs = target.crs.geographic ? target.crs : crs_from_text("EPSG:4326");
  const Candidate candidate{0, Preference::boundaries};
  const Fit fit = fit_of(candidate, crs, sample, target);
  if (fit.share >= needed_share)
    return CrsGuess{crs, fmt::format("the coordinates look like degrees, and read as {} ({}) {} of the points lie "
                                     "within the boundaries",
                                     crs.name, crs.text, percent(fit.share))};
  const Fit exchanged = fit_of(candidate, crs, {sample.y, sample.x}, target);
  if (exchanged.share < needed_share) return std::nullopt;
  return CrsGuess{crs, fmt::format("the coordinates look like degrees with x and y exchanged: read as latitude and "
                                   "longitude, {} of the points lie within the boundaries; exchange reports.x and "
                                   "reports.y",
                                   percent(exchanged.share))};
}

}  // namespace

std::optional<CrsGuess> guess_points_crs(std::span<const double> x, std::span<const double> y, const Box& expected,
                                         const Crs& expected_crs) {
  const Positions sample = sample_of(x, y);
  if (sample.x.empty()) return std::nullopt;
  const bool degrees = look_like_degrees(sample);
  if (expected.empty()) {
    if (!degrees) return std::nullopt;
    return CrsGuess{crs_from_text("EPSG:4326"), "the coordinates look like degrees"};
  }
  const Target target = target_of(expected, expected_crs);
  if (degrees)
    if (std::optional<CrsGuess> guess = guess_degrees(sample, target)) return guess;
  if (target.degrees.empty()) return std::nullopt;
  return best_of(fits_of(sample, target), target);
}

}  // namespace vigie

// From coordinates as stored to metres: the only way into a PointSet or a ZoneSet.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/data/point_set.h"
#include "engine/data/rejects.h"
#include "engine/data/stored.h"
#include "engine/data/zone_set.h"

namespace vigie {

/// A coordinate reference system, described.
struct Crs {
  std::string text;            // what identifies it to others: AUTHORITY:CODE where there is one, else WKT
  std::string name;            // "BD72 / Belgian Lambert 72"
  bool geographic = false;     // degrees
  double metres_per_unit = 1;  // of a projected CRS; 0 for geographic ones
  Box area_of_use;             // degrees, east beyond 180 across the antimeridian; empty if the database names none
};

/// Accepts AUTHORITY:CODE or WKT; URLs, file names and PROJ strings are refused. The horizontal part of a compound CRS
/// is used. Throws UsageError with the nearest mend for anything else (vertical, engineering, unknown code).
Crs crs_from_text(const std::string& text);

/// Throws UsageError unless `crs` is projected, in a length unit, and no web mercator: distances would be wrong.
void require_sound_for_distances(const Crs& crs);

/// A projected CRS for data in this box of longitudes and latitudes: the national one where the box lies in one
/// country that vigie knows, else the UTM zone of its centre (WGS 84).
Crs choose_projected_crs(const Box& degrees);

/// The CRS of points whose file names none, from where they must lie. `expected` is the extent of the boundaries in
/// `expected_crs`. Degrees if all look like degrees; else the CRS of the boundaries, the national ones and the UTM
/// zones there are tried, and the one that puts most points into `expected` wins (at least half of them).
/// Returns nothing if none fits.
struct CrsGuess {
  Crs crs;
  std::string why;  // one sentence for the user
};
std::optional<CrsGuess> guess_points_crs(std::span<const double> x, std::span<const double> y, const Box& expected,
                                         const Crs& expected_crs);

/// One coordinate operation, chosen once: never a ballpark one, accuracy 2 m or better where the database knows one.
class Projection {
 public:
  /// Axis order is always east (longitude), north (latitude). Results are in metres, also where `to` is in feet.
  /// `area_of_interest` (degrees) is where the data lie, for the choice among several operations; where it is empty the
  /// areas of use decide. Throws DataError if there is only a ballpark operation, or none for that area.
  Projection(const Crs& from, const Crs& to, const Box& area_of_interest = {});
  ~Projection();
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;

  const Crs& from() const;
  const Crs& to() const;
  /// "Inverse of BD72 to WGS 84 (3) + Belgian Lambert 72, accuracy 1 m"; for the manifest.
  const std::string& operation() const;
  double accuracy() const;  // metres, 0 if none is needed, NaN if unknown

  /// Transforms in place, in parallel, and says per point whether it worked (finite, inside the area of use of `to`
  /// widened by half its size). Points that did not keep their old coordinates.
  std::vector<std::uint8_t> transform(std::span<double> x, std::span<double> y) const;
  /// The same for many points at once: where they are dense and the operation is smooth, by interpolation between exact
  /// results 4 to 8 km apart, which differs from the exact one by less than 1 mm (checked to 0.1 mm at five points of
  /// each cell of 4 to 8 km; operations with grid files are never interpolated). Depends neither on threads nor on the
  /// order of points.
  struct Transformed {
    std::vector<std::uint8_t> worked;
    std::size_t interpolated = 0;
  };
  Transformed transform_points(std::span<double> x, std::span<double> y) const;
  /// The box that holds the transformed box (edges sampled): units of `from` in, degrees or metres of `to` out. Empty
  /// if nothing of it can be transformed.
  Box transform(const Box& box) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What to hold against each point before it is projected.
struct PointChecks {
  Box expected;              // where points should lie, units of the source CRS; empty: unknown
  bool mend_swapped = true;  // x and y exchanged where only the exchanged point lies in `expected`
};

struct ProjectedPoints {
  PointSet points;
  std::int64_t swapped = 0;      // mended
  std::size_t interpolated = 0;  // see Projection::transform_points
};

/// Points in metres. Points that are missing (NaN), out of range, on null island (0,0) or not transformable go to the
/// ledger (`missing_xy`, `out_of_range`, `null_island`; `swapped_xy` where it may not be mended).
ProjectedPoints project_points(StoredPoints stored, const Projection& projection, const PointChecks& checks,
                               Ledger& ledger);

/// Zones in metres, projected by their vertices, as QGIS, sf and PostGIS do: edges stay straight, so that a join can be
/// checked against theirs. `ids` has one text per zone, unique. Throws DataError for a zone that cannot be projected.
ZoneSet project_zones(const StoredZones& stored, std::vector<std::string> ids, const Projection& projection);

/// Version of the PROJ library and its database, for the manifest.
std::string projection_library_version();

}  // namespace vigie

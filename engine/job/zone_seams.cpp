// Both are told with their area: a report on an overlap counts once, one in a gap nowhere.
#include "engine/job/zone_seams.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_gaps.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr double widest_strip = 20;   // metres: a street between two boundaries; a river or a park is wider
constexpr double least_overlap = 1;   // square metres
constexpr double same_ground = 1e-9;  // share of the area by which equal polygons may differ

void tell(std::string_view check, double value, Finding::Level level, const std::string& text, Intake& intake) {
  intake.findings.push_back(
      {"neighbourhoods", std::string(check), value, Unit::none, text.empty() ? Finding::Level::ok : level, text});
}

void refuse_if_strict(const Job& job, const std::string& text) {
  if (!text.empty() && job.section("neighbourhoods").text(zones_keys::strict_coverage) == "true")
    throw DataError(text + "; mend the boundaries, or set [neighbourhoods] strict_coverage = \"false\"");
}

void refuse_repeated(const ZoneSet& zones, const std::vector<Overlap>& pairs) {
  for (const Overlap& pair : pairs) {
    const double larger = std::max(area(zones.shapes[pair.first]), area(zones.shapes[pair.second]));
    if (pair.area < (1 - same_ground) * larger) continue;
    throw DataError(
        fmt::format("neighbourhoods: features {} ('{}') and {} ('{}') are the same polygon; delete one of them",
                    zones.row[pair.first], printable(zones.id[pair.first]), zones.row[pair.second],
                    printable(zones.id[pair.second])));
  }
}

// Zones that cover no less ground together than each for itself do not overlap: no pair needs to be looked at.
std::vector<Overlap> overlaps_within(const ZoneSet& zones, const MultiPolygon& united) {
  double sum = 0;
  for (const MultiPolygon& shape : zones.shapes) sum += area(shape);
  return sum - area(united) < least_overlap / 2 ? std::vector<Overlap>{} : overlaps(zones.shapes, least_overlap);
}

void find_overlaps(const Job& job, const ZoneSet& zones, const MultiPolygon& united, Intake& intake) {
  const std::vector<Overlap> pairs = overlaps_within(zones, united);
  refuse_repeated(zones, pairs);
  double shared = 0;
  for (const Overlap& pair : pairs) shared += pair.area;
  tell("overlaps", static_cast<double>(pairs.size()), Finding::Level::ok, "", intake);
  const std::string text =
      pairs.empty() ? std::string{}
                    : fmt::format(
                          "{} pairs of neighbourhoods overlap, {:.0f} m2 in all (first: {} and {}); a report "
                          "there counts for the smaller id",
                          pairs.size(), shared, printable(zones.id[pairs.front().first]),
                          printable(zones.id[pairs.front().second]));
  refuse_if_strict(job, text);
  tell("overlap_m2", shared, Finding::Level::warning, text, intake);
}

void find_gaps(const Job& job, const ZoneSet& zones, const MultiPolygon& united, Intake& intake) {
  const std::vector<ZoneGap> gaps = zone_gaps(zones.shapes, united, widest_strip);
  double ground = 0;
  for (const ZoneGap& gap : gaps) ground += gap.area;
  tell("gaps", static_cast<double>(gaps.size()), Finding::Level::ok, "", intake);
  const std::string text = gaps.empty()
                               ? std::string{}
                               : fmt::format(
                                     "{} gaps between neighbourhoods, {:.0f} m2 in all (largest: {:.0f} m2 at {:.0f} "
                                     "{:.0f}), belong to no neighbourhood",
                                     gaps.size(), ground, gaps.front().area, gaps.front().at.x, gaps.front().at.y);
  refuse_if_strict(job, text);
  tell("gaps_m2", ground, Finding::Level::notice, text, intake);
}

}  // namespace

void find_seams(const Job& job, Intake& intake) {
  const ZoneSet& zones = intake.study.neighbourhoods.zones;
  const bool area_is_given = job.section("study").given(study_keys::area);
  const MultiPolygon united = area_is_given ? unite(zones.shapes) : intake.study.area;
  find_overlaps(job, zones, united, intake);
  find_gaps(job, zones, united, intake);
  if (!area_is_given) return;
  const double bare = area(subtract(intake.study.area, united));
  tell("area_without_neighbourhood_m2", bare, Finding::Level::notice,
       bare >= 1
           ? fmt::format("{:.0f} m2 of the study area belong to no neighbourhood; reports there count in cells only",
                         bare)
           : "",
       intake);
}

}  // namespace vigie

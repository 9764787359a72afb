// Candidates by name, watch areas as sites, covers by distance or outline.
#include "engine/analysis/siting_candidates.h"

#include <algorithm>
#include <limits>

#include "engine/analysis/watch_validity.h"
#include "engine/base/error.h"
#include "engine/geometry/kd_tree.h"
#include "engine/geometry/overlay.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

constexpr int stale_months = 12;  // as coverage has it by default

void add_file(const SitePlaces& file, SitingPlaces& places) {
  for (std::size_t i = 0; i < file.size(); ++i)
    places.add(file.id[i], file.at[i], file.shapes.empty() ? nullptr : &file.shapes[i]);
}

const SitePlaces& read_places(const Study& study, std::string_view key) {
  const SitePlaces* file = study.sites_of(key);
  if (file == nullptr) throw UsageError(std::string(key) + " names no file that was read");
  return *file;
}

// For each point, the areas that hold it, as numbers of places.
class AreaCover {
 public:
  explicit AreaCover(const SitingPlaces& places) : index_(shapes_of(places, number_)) {}
  void add(Point p, std::vector<std::uint32_t>& covering) const {
    for (std::int32_t i : index_.all_at(p)) covering.push_back(number_[static_cast<std::size_t>(i)]);
  }

 private:
  static std::vector<MultiPolygon> shapes_of(const SitingPlaces& places, std::vector<std::uint32_t>& number) {
    std::vector<MultiPolygon> shapes;
    for (std::size_t i = 0; i < places.area.size(); ++i) {
      if (places.area[i] == nullptr) continue;
      shapes.push_back(*places.area[i]);
      number.push_back(static_cast<std::uint32_t>(i));
    }
    return shapes;
  }
  std::vector<std::uint32_t> number_;
  ZoneIndex index_;
};

}  // namespace

void SitingPlaces::add(std::string name, Point place, const MultiPolygon* shape) {
  id.push_back(std::move(name));
  at.push_back(place);
  area.push_back(shape);
}

void add_candidates(const Study& study, const std::string& named, SitingPlaces& places) {
  if (named == "cells") {
    if (study.cells.empty()) throw UsageError("[siting] candidates = \"cells\" needs [reports]");
    for (std::int64_t cell : study.cells.listed)
      if (study.cells.analyzed[static_cast<std::size_t>(cell)] != 0)
        places.add(study.cells.grid.id(cell), study.cells.grid.centre(cell), nullptr);
  } else if (named == "neighbourhoods") {
    const ZoneSet& zones = study.neighbourhoods.zones;
    for (std::size_t i = 0; i < zones.size(); ++i) places.add(zones.id[i], interior_point(zones.shapes[i]), nullptr);
  } else {
    add_file(read_places(study, "siting.candidates"), places);
  }
  places.candidates = places.id.size();
}

void add_existing(const Study& study, const std::string& named, SitingPlaces& places) {
  if (named == "false") return;
  if (named == "true") {
    if (const SitePlaces* file = study.sites_of("siting.candidates"))
      for (std::size_t i = 0; i < file->size(); ++i)
        if (file->locked[i] != 0) places.in_place.push_back(static_cast<std::uint32_t>(i));
    const WatchState state = watch_state(study, stale_months);
    for (std::size_t i = 0; i < study.watch.zones.size(); ++i)
      if (state.counts(i))
        places.add(study.watch.zones.id[i], interior_point(study.watch.zones.shapes[i]), &study.watch.zones.shapes[i]);
  } else {
    add_file(read_places(study, "siting.keep_existing"), places);
  }
  for (std::size_t i = places.candidates; i < places.id.size(); ++i)
    places.in_place.push_back(static_cast<std::uint32_t>(i));
}

SiteCover siting_cover(const SitingDemand& demand, const SitingPlaces& places, double reach) {
  std::vector<Point> points = places.at;
  constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t i = 0; i < points.size(); ++i)
    if (places.area[i] != nullptr) points[i] = {nowhere, nowhere};  // an area reaches by its outline alone
  SiteCover cover = cover_within(demand.at, demand.weight, points, reach);
  if (std::ranges::all_of(places.area, [](const MultiPolygon* shape) { return shape == nullptr; })) return cover;
  const AreaCover areas(places);
  SiteCover joined;
  joined.candidates = cover.candidates;
  std::vector<std::uint32_t> covering;
  for (std::size_t i = 0; i < cover.points(); ++i) {
    covering.assign(cover.of(i).begin(), cover.of(i).end());
    areas.add(demand.at[i], covering);
    std::ranges::sort(covering);
    joined.add(cover.demand[i], covering);
  }
  return joined;
}

}  // namespace vigie

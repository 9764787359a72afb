// A sequence that fills the plane evenly, started elsewhere in every cell.
#include "engine/job/spread_reports.h"

#include <cmath>

#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

// Fractions of the generalized golden ratio: the most even sequence of points of its kind (Roberts 2018).
constexpr double step_x = 0.7548776662466927, step_y = 0.5698402909980532;
constexpr std::int64_t tries_per_report = 64;

double fraction(double value) {
  return value - std::floor(value);
}

class CellSpread {
 public:
  CellSpread(const Study& study, const ZoneIndex& area) : cells_(study.cells), area_(area) {}

  void fill(std::int64_t cell, PointSet& points) const {
    const std::int64_t wanted = cells_.n[static_cast<std::size_t>(cell)];
    Box box;
    for (const Point p : cells_.grid.outline(cell)) box.add(p);
    const auto start = static_cast<double>(cell % 9973);
    std::int64_t placed = 0;
    for (std::int64_t i = 1; placed < wanted && i <= tries_per_report * (wanted + 1); ++i) {
      const auto along = static_cast<double>(i);
      const Point p{box.min_x + box.width() * fraction(start * step_y + along * step_x),
                    box.min_y + box.height() * fraction(start * step_x + along * step_y)};
      if (cells_.grid.cell_at(p) != cell || area_.zone_at(p) < 0) continue;
      points.x.push_back(p.x);
      points.y.push_back(p.y);
      ++placed;
    }
  }

 private:
  const Cells& cells_;
  const ZoneIndex& area_;
};

}  // namespace

void spread_reports(Study& study) {
  const std::vector<MultiPolygon> areas{study.area};
  const ZoneIndex area(areas);
  const CellSpread spread(study, area);
  PointSet& points = study.reports;
  for (std::int64_t cell : study.cells.listed) {
    spread.fill(cell, points);
    study.cell_of.resize(points.size(), static_cast<std::int32_t>(cell));
  }
  study.zone_of = ZoneIndex(study.neighbourhoods.zones.shapes).zones_at(points.x, points.y);
  for (std::size_t i = 0; i < points.size(); ++i) points.row.push_back(static_cast<std::int64_t>(i) + 1);
  study.incident = IncidentNumbers(points.size());
}

}  // namespace vigie

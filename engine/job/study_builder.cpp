// The default cell size, the area join and the counting.
#include "engine/job/study_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numeric>
#include <span>

#include "engine/base/large_array.h"
#include "engine/base/numbers.h"
#include "engine/base/parallel.h"
#include "engine/geometry/cell_shares.h"
#include "engine/geometry/neighbor_spacing.h"
#include "engine/geometry/zone_index.h"
#include "engine/job/incident_numbering.h"
#include "engine/job/location_quality.h"
#include "engine/job/sections.h"
#include "engine/statistics/density.h"

namespace vigie {
namespace {

constexpr double most_default_cells = 1e6;   // a default never makes more cells than this
constexpr double least_default_cells = 100;  // nor fewer

// Where most cells are empty, the sum over a neighborhood rests on single addresses, and no exact test can tell a
// cluster of places from one busy place. So a default cell is at least large enough that this share of the area is
// occupied, unless reports are so uneven that cells would have to grow more than threefold.
constexpr double wanted_occupied = 0.4;
constexpr double most_growth = 3;

// More reports than that many do not make the usual distance between them any clearer.
constexpr std::size_t asked_for_spacing = 4096;

constexpr std::size_t chunk_size = 1 << 16;

// Cell of each report, -1 outside the grid.
std::vector<std::int32_t> cells_of(const PointSet& reports, const Grid& grid) {
  std::vector<std::int32_t> cells = filled_vector<std::int32_t>(reports.size(), -1);
  const std::span x(reports.x), y(reports.y);
  parallel_chunks(cells.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    grid.cells_at(x.subspan(begin, end - begin), y.subspan(begin, end - begin),
                  std::span(cells).subspan(begin, end - begin));
  });
  return cells;
}

double round_up_to_ten(double size) {
  return std::max(10.0, std::ceil(size / 10 - 1e-9) * 10);
}

// Looks at no more reports than it needs to know.
bool enough_occupied(const Study& study, double size) {
  const Grid grid = grid_over(bounds(study.area), CellShape::square, size);
  const double wanted = wanted_occupied * area(study.area) / grid.cell_area();
  std::vector<std::uint8_t> occupied(static_cast<std::size_t>(grid.size()), 0);
  std::atomic<std::size_t> cells{0};
  const std::span x(study.reports.x), y(study.reports.y);
  parallel_chunks(x.size(), chunk_size, [&](std::size_t begin, std::size_t end) {
    if (static_cast<double>(cells) >= wanted) return;
    std::vector<std::int32_t> cell_of(end - begin);
    grid.cells_at(x.subspan(begin, end - begin), y.subspan(begin, end - begin), cell_of);
    std::size_t found = 0;
    for (const std::int32_t cell : cell_of) {
      if (cell < 0) continue;
      const std::atomic_ref place(occupied[static_cast<std::size_t>(cell)]);
      if (place.load(std::memory_order_relaxed) == 0 && place.exchange(1, std::memory_order_relaxed) == 0) ++found;
    }
    cells += found;
  });
  return static_cast<double>(cells) >= wanted;
}

// Twice the usual distance between reports, grown until enough cells are occupied, and kept between a million and a
// hundred cells for the study area.
double default_size(const Study& study) {
  const double surface = area(study.area);
  const double usual = default_cell_size(sampled_nearest_distinct(study.reports.x, study.reports.y, asked_for_spacing));
  const double finest = round_up_to_ten(std::sqrt(surface / most_default_cells));
  const double coarsest = std::max(finest, std::floor(std::sqrt(surface / least_default_cells) / 10) * 10);
  const double start = std::clamp(usual > 0 ? usual : 50, finest, coarsest);
  double size = start;
  while (size < std::min(coarsest, start * most_growth) && !enough_occupied(study, size))
    size = round_up_to_ten(size * 1.15);
  return std::min(size, coarsest);
}

void make_cells(Job& job, Study& study, Intake& intake) {
  Settings& settings = job.section("grid");
  const auto shape = settings.choice<CellShape>(grid_keys::shape);
  double size = settings.number(grid_keys::cell_size).value_or(0);
  if (!(size > 0)) {
    size = default_size(study);
    settings.choose(grid_keys::cell_size, number_text(size) + "m");
    intake.messages.push_back(
        fmt::format("[grid] cell_size = {:g}m: twice the usual distance between neighboring reports, or more where "
                    "most cells would be empty",
                    size));
  }
  Cells& cells = study.cells;
  cells.grid = grid_over(bounds(study.area), shape, size);
  cells.inside = cell_shares(cells.grid, study.area);
  for (double share : cells.inside) cells.analyzed.push_back(share >= least_inside ? 1 : 0);
}

// How many of `at` are each of `places`; those below 0 are none. Every thread counts a part.
std::vector<std::int64_t> counts_of(std::span<const std::int32_t> at, std::size_t places) {
  std::vector<std::int64_t> counts(places, 0);
  const std::size_t part = std::max(at.size() / static_cast<std::size_t>(threads()) + 1, places);
  std::mutex adding;
  parallel_chunks(at.size(), part, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> here(places, 0);
    for (const std::int32_t place : at.subspan(begin, end - begin))
      if (place >= 0) ++here[static_cast<std::size_t>(place)];
    const std::lock_guard alone(adding);
    for (std::size_t place = 0; place < places; ++place) counts[place] += here[place];
  });
  return counts;
}

// The same, of first reports alone.
std::vector<std::int64_t> incidents_of(const Study& study, const std::vector<std::int32_t>& at, std::size_t places) {
  std::vector<std::int64_t> counts(places, 0);
  for (const std::size_t report : study.incident.first_reports())
    if (at[report] >= 0) ++counts[static_cast<std::size_t>(at[report])];
  return counts;
}

void count_in_places(Study& study) {
  Neighbourhoods& zones = study.neighbourhoods;
  Cells& cells = study.cells;
  zones.n = counts_of(study.zone_of, zones.zones.size());
  cells.n = counts_of(study.cell_of, cells.inside.size());
  const bool own = study.incident.each_its_own();
  zones.n_inc = own ? zones.n : incidents_of(study, study.zone_of, zones.n.size());
  cells.n_inc = own ? cells.n : incidents_of(study, study.cell_of, cells.n.size());
  if (study.vague.empty()) return;
  study.cells.placed = study.cells.n;
  for (std::size_t report = 0; report < study.reports.size(); ++report)
    if (study.vague[report] != 0 && study.cell_of[report] >= 0)
      --study.cells.placed[static_cast<std::size_t>(study.cell_of[report])];
}

void list_cells(Cells& cells) {
  for (std::size_t i = 0; i < cells.inside.size(); ++i)
    if (cells.inside[i] > 0 || cells.n[i] > 0) cells.listed.push_back(static_cast<std::int64_t>(i));
}

void find_quality(const Study& study, Intake& intake) {
  const InputRecord& input = *std::ranges::find(intake.inputs, "reports", &InputRecord::section);
  const std::vector<std::int64_t>& in_zones = study.neighbourhoods.n;
  const auto outside = static_cast<std::int64_t>(study.reports.size()) -
                       std::accumulate(in_zones.begin(), in_zones.end(), std::int64_t{0});
  intake.findings.push_back(
      {input.name, "in_no_neighbourhood", static_cast<double>(outside), Unit::count,
       outside > 0 ? Finding::Level::notice : Finding::Level::ok,
       outside > 0 ? fmt::format("{} used reports lie in the study area but in no neighbourhood", outside) : ""});
}

}  // namespace

void build_study(Job& job, Intake& intake) {
  Study& study = intake.study;
  if (!study.has_reports) {
    study.neighbourhoods.n = study.counts.n;
    study.neighbourhoods.n.resize(study.neighbourhoods.zones.size(), 0);
    study.neighbourhoods.n_inc = study.neighbourhoods.n;
    return;
  }
  make_cells(job, study, intake);
  if (study.zone_of.empty())
    study.zone_of = ZoneIndex(study.neighbourhoods.zones.shapes).zones_at(study.reports.x, study.reports.y);
  study.cell_of = cells_of(study.reports, study.cells.grid);
  judge_places(job, intake);
  number_incidents(job, intake);
  count_in_places(study);
  list_cells(study.cells);
  find_quality(study, intake);
}

}  // namespace vigie

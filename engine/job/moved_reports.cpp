// Neighbourhood by neighbourhood: which reports may be shown, where they go, and what the last file allows.
#include "engine/job/moved_reports.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/job/neighbourhood_homes.h"
#include "engine/job/zone_mover.h"

namespace vigie {
namespace {

constexpr double rounding = 1e-9;

// What of a cell may be shown by points.
struct CellState {
  std::int32_t zone = -1;  // the one that all its reports lie in; -1: no points
  std::int64_t shown = 0;
  bool moved = true;  // its number is not that of the last file
};

// By index of the grid.
std::vector<CellState> cell_states(const Study& study, const PublicNumbers& numbers, const EarlierRelease* earlier) {
  const Proposal& proposal = numbers.proposal;
  std::vector<std::int32_t> zone_of(proposal.cells.size(), -2);
  for (const CountAtom& atom : proposal.table.atoms) {
    std::int32_t& zone = zone_of[static_cast<std::size_t>(atom.cell)];
    zone = zone == -2 ? atom.zone : -1;
  }
  std::vector<CellState> states(study.cells.n.size());
  for (std::size_t row = 0; row < numbers.cell_id.size(); ++row) {
    const std::int32_t zone = zone_of[row];
    const std::int64_t shown = proposal.cells[row].shown;
    if (zone < 0 || static_cast<std::size_t>(zone) >= numbers.zone_id.size() || shown == no_integer || shown <= 0 ||
        proposal.zones[static_cast<std::size_t>(zone)].shown == no_integer)
      continue;
    CellState& state = states[static_cast<std::size_t>(study.cells.listed[row])];
    state = {.zone = zone, .shown = shown, .moved = true};
    if (!earlier) continue;
    const auto before = earlier->cells.find(numbers.cell_id[row]);
    state.moved = before == earlier->cells.end() || before->second.hidden || before->second.number != shown;
  }
  return states;
}

class Mover {
 public:
  Mover(const Study& study, const PublicNumbers& numbers, const MaskPlan& plan, const EarlierRelease* earlier,
        std::int64_t limit)
      : study_(study),
        numbers_(numbers),
        plan_(plan),
        earlier_(earlier),
        limit_(limit),
        cells_(cell_states(study, numbers, earlier)),
        homes_(study.neighbourhoods, study.sites_of("output.mask_dwellings")),
        anchors_in_(numbers.zone_id.size()),
        reports_in_(numbers.zone_id.size()) {
    sort_reports();
    sort_anchors();
  }

  MovedReports all() const {
    struct OfZone {
      std::vector<ShownPoint> points;
      double nearer = std::numeric_limits<double>::infinity();
    };
    std::vector<OfZone> found(numbers_.zone_id.size());
    parallel_chunks(found.size(), 1,
                    [&](std::size_t begin, std::size_t) { found[begin].points = of_zone(begin, found[begin].nearer); });
    MovedReports moved;
    double nearer = std::numeric_limits<double>::infinity();
    for (std::size_t zone = 0; zone < found.size(); ++zone) {
      nearer = std::min(nearer, found[zone].nearer);
      for (const ShownPoint& point : found[zone].points)
        moved.reports.push_back(
            {point_of_place(point.place), point.place, static_cast<std::int32_t>(zone), point.among});
    }
    if (plan_.method == MaskMethod::donut && std::isfinite(nearer)) moved.homes_nearer = nearer;
    return moved;
  }

 private:
  struct Candidate {
    std::size_t target = 0;
    std::int64_t cell = 0;
  };

  void sort_reports() {
    for (std::size_t i = 0; i < study_.reports.size(); ++i) {
      const bool stands_in = (!study_.vague.empty() && study_.vague[i] != 0) ||
                             (!study_.on_default_point.empty() && study_.on_default_point[i] != 0);
      const std::int32_t zone = study_.zone_of[i];
      if (stands_in || zone < 0 || study_.cell_of[i] < 0) continue;
      if (cells_[static_cast<std::size_t>(study_.cell_of[i])].zone == zone)
        reports_in_[static_cast<std::size_t>(zone)].push_back(i);
    }
  }

  void sort_anchors() {
    const SitePlaces* anchors = study_.sites_of("output.mask_anchors");
    if (!anchors || plan_.method != MaskMethod::snap) return;
    const ZoneIndex index(study_.neighbourhoods.zones.shapes);
    for (const Point anchor : anchors->at)
      if (const std::int32_t zone = index.zone_at(anchor); zone >= 0)
        anchors_in_[static_cast<std::size_t>(zone)].push_back(anchor);
    for (std::vector<Point>& some : anchors_in_)
      std::ranges::sort(some, {}, [](Point p) { return std::pair(p.x, p.y); });
  }

  const std::vector<ShownPoint>& before(std::size_t zone) const {
    static const std::vector<ShownPoint> none;
    if (!earlier_) return none;
    const auto found = earlier_->points.find(numbers_.zone_id[zone]);
    return found == earlier_->points.end() ? none : found->second;
  }

  std::vector<ShownPoint> of_zone(std::size_t zone, double& nearer) const {
    if (numbers_.proposal.zones[zone].shown == no_integer) return {};
    const std::vector<ShownPoint>& last = before(zone);
    if (reports_in_[zone].empty() && last.empty()) return {};
    const double density = homes_.density(zone);
    const auto ground = density > 0 ? homes_.ground(zone, mask_side(density, plan_.least())) : std::nullopt;
    std::unique_ptr<ZoneMover> mover;
    if (ground)
      mover =
          zone_mover(plan_, *ground, mask_ring(density, plan_.k_min, plan_.k_max, homes_.known()), anchors_in_[zone]);
    const Repeat repeat = !earlier_ || earlier_->same_scope ? Repeat::allowed : Repeat::barred;
    std::vector<ShownPoint> points =
        next_points(last, mover ? choose(zone, *ground, *mover, last) : std::vector<ShownPoint>{}, repeat, limit_);
    for (const ShownPoint& point : points)
      if (mover) nearer = std::min(nearer, mover->homes_nearer(point_of_place(point.place)));
    return points;
  }

  std::vector<double> homes_in_cells(std::size_t zone, const HomeGround& ground, bool only_moved) const {
    std::vector<std::uint8_t> counts;
    for (const Point p : ground.places) {
      const std::int64_t cell = study_.cells.grid.cell_at(p);
      const bool open = cell >= 0 && cells_[static_cast<std::size_t>(cell)].zone == static_cast<std::int32_t>(zone);
      counts.push_back(open && (!only_moved || cells_[static_cast<std::size_t>(cell)].moved) ? 1 : 0);
    }
    return ground.homes_where(counts);
  }

  // In an order that does not depend on that of the reports.
  std::vector<Candidate> candidates(std::size_t zone, const ZoneMover& mover) const {
    std::vector<Candidate> found;
    for (const std::size_t i : reports_in_[zone])
      if (const auto target = mover.target({study_.reports.x[i], study_.reports.y[i]}))
        found.push_back({*target, study_.cell_of[i]});
    std::ranges::sort(found, {}, [](const Candidate& one) { return std::pair(one.cell, one.target); });
    return found;
  }

  // Points that the last file shows come first, so that a report more does not push another one out.
  std::vector<ShownPoint> choose(std::size_t zone, const HomeGround& ground, const ZoneMover& mover,
                                 const std::vector<ShownPoint>& last) const {
    const std::vector<double> open = homes_in_cells(zone, ground, false);
    const std::vector<double> fresh = last.empty() ? open : homes_in_cells(zone, ground, true);
    std::map<std::string, std::int64_t> known;
    for (const ShownPoint& point : last) ++known[point.place];
    std::map<std::int64_t, std::int64_t> taken;
    std::vector<ShownPoint> points;
    std::vector<Candidate> further;
    std::map<std::size_t, double> among_open, among_fresh;
    const auto hidden_among = [&](std::size_t target, const std::vector<double>& homes, auto& found) {
      const auto [place, is_new] = found.try_emplace(target, 0);
      if (is_new) place->second = mover.among(target, homes);
      return place->second;
    };
    const auto take = [&](const Candidate& one, const std::vector<double>& homes, auto& found) {
      if (taken[one.cell] >= cells_[static_cast<std::size_t>(one.cell)].shown) return false;
      if (hidden_among(one.target, homes, found) + rounding < plan_.least()) return false;
      const double among = hidden_among(one.target, open, among_open);
      points.push_back(
          {mover.place(one.target), std::isfinite(among) ? static_cast<std::int64_t>(among + rounding) : no_integer});
      ++taken[one.cell];
      return true;
    };
    for (const Candidate& one : candidates(zone, mover)) {
      std::int64_t& left = known[mover.place(one.target)];
      if (left > 0 && take(one, open, among_open)) {
        --left;
      } else {
        further.push_back(one);
      }
    }
    for (const Candidate& one : further) take(one, fresh, among_fresh);
    return points;
  }

  const Study& study_;
  const PublicNumbers& numbers_;
  const MaskPlan& plan_;
  const EarlierRelease* earlier_;
  std::int64_t limit_;
  std::vector<CellState> cells_;
  NeighbourhoodHomes homes_;
  std::vector<std::vector<Point>> anchors_in_;        // by neighbourhood
  std::vector<std::vector<std::size_t>> reports_in_;  // by neighbourhood
};

}  // namespace

MovedReports moved_reports(const Study& study, const PublicNumbers& numbers, const MaskPlan& plan,
                           const EarlierRelease* earlier, std::int64_t limit) {
  if (plan.method == MaskMethod::none || !study.has_reports) return {};
  return Mover(study, numbers, plan, earlier, limit).all();
}

}  // namespace vigie

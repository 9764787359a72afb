// From tested changes to sentences.
#include "engine/analysis/change_alerts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include "engine/base/numbers.h"
#include "engine/geometry/overlay.h"

namespace vigie {
namespace {

constexpr double sure_level = 0.01;

std::string q_text(double q) {
  return q < 0.0001 ? "q below 0.0001" : fmt::format("q = {:.4f}", q);
}

std::string limit_text(double limit) {
  return std::isfinite(limit) ? fmt::format("{:.2f}", limit) : "no limit";
}

std::string sentence(const Alert& alert, const RateRatio& ratio) {
  const std::string name =
      alert.name.empty() || alert.name == alert.place ? alert.place : fmt::format("{} ({})", alert.name, alert.place);
  const std::string limits = std::isnan(ratio.ratio)
                                 ? fmt::format("rate ratio at least {:.2f}", ratio.lower)
                                 : fmt::format("rate ratio {:.2f}, 95 % limits {} to {}", ratio.ratio,
                                               limit_text(ratio.lower), limit_text(ratio.upper));
  return fmt::format("neighbourhood {}: {} reports, {} before; {}, {}", name, number_text(alert.now),
                     number_text(alert.before), limits, q_text(alert.q));
}

// The neighbourhood of most of the reports in these cells; "" where there are none.
std::string where(const Study& study, const std::vector<std::int64_t>& cells,
                  const std::unordered_map<std::int64_t, std::map<std::int32_t, std::int64_t>>& reports_of) {
  std::map<std::int32_t, std::int64_t> total;
  for (std::int64_t cell : cells)
    if (const auto found = reports_of.find(cell); found != reports_of.end())
      for (const auto& [zone, count] : found->second) total[zone] += count;
  const auto most = std::ranges::max_element(total, {}, [](const auto& entry) { return entry.second; });
  return most == total.end() ? "" : study.neighbourhoods.name[static_cast<std::size_t>(most->first)];
}

std::string group_sentence(const Alert& alert) {
  const std::size_t count = alert.cells.size();
  const std::string_view what = alert.kind == "new"       ? "newly hot"
                                : alert.kind == "cleared" ? "no longer hot"
                                : alert.kind == "up"      ? "hotter, or less cold, than before"
                                                          : "less hot, or colder, than before";
  return fmt::format("{} {}{}: {} with {} reports, {} before; {}", count,
                     count == 1 ? "cell from " + alert.place : "touching cells from " + alert.place,
                     alert.name.empty() ? "" : " in " + alert.name, what, number_text(alert.now),
                     number_text(alert.before), q_text(alert.q));
}

}  // namespace

std::vector<Alert> zone_alerts(const Study& study, const CountPairs& counts, const ZoneChanges& changes,
                               int alert_from) {
  std::vector<Alert> alerts;
  for (std::size_t i = 0; i < changes.q.size(); ++i) {
    if (changes.kind[i] != "up" && changes.kind[i] != "down") continue;
    const int level = changes.q[i] <= sure_level ? 3 : 2;
    if (level < alert_from) continue;
    Alert alert{.layer = "change",
                .place = study.neighbourhoods.zones.id[i],
                .name = study.neighbourhoods.name[i],
                .kind = std::string(changes.kind[i]),
                .level = level,
                .before = counts.before[i],
                .now = counts.now[i],
                .q = changes.q[i],
                .cells = {},
                .text = ""};
    alert.text = sentence(alert, changes.ratio[i]);
    alerts.push_back(std::move(alert));
  }
  return alerts;
}

std::vector<Alert> cell_alerts(const Study& study, const CellChanges& changes, int alert_from) {
  const Cells& cells = study.cells;
  std::map<std::string_view, std::vector<std::int64_t>> chosen;
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < changes.q.size(); ++i) {
    if (!(changes.q[i] <= change_level) || !changes.kind[i] || *changes.kind[i] == "same") continue;
    const int moved = *changes.now[i] - *changes.was[i];
    if (std::abs(moved) < alert_from || moved * changes.direction[i] <= 0) continue;
    chosen[*changes.kind[i]].push_back(cells.listed[i]);
    place[cells.listed[i]] = i;
  }
  std::unordered_map<std::int64_t, std::map<std::int32_t, std::int64_t>> reports_of;
  if (!place.empty())
    for (std::size_t r = 0; r < study.reports.size(); ++r)
      if (study.zone_of[r] >= 0 && place.contains(study.cell_of[r])) ++reports_of[study.cell_of[r]][study.zone_of[r]];
  std::vector<Alert> alerts;
  for (const std::string_view kind : {"new", "up", "down", "cleared"})
    for (const CellGroup& group : cell_groups(cells.grid, chosen[kind])) {
      Alert alert{.layer = "hotspot_change",
                  .place = cells.grid.id(group.cells.front()),
                  .name = where(study, group.cells, reports_of),
                  .kind = std::string(kind),
                  .level = 0,
                  .before = 0,
                  .now = 0,
                  .q = 1,
                  .cells = {},
                  .text = ""};
      for (std::int64_t cell : group.cells) {
        const std::size_t i = place[cell];
        alert.level = std::max(alert.level, std::abs(*changes.now[i] - *changes.was[i]));
        alert.before += changes.n_was[i];
        alert.now += static_cast<double>(cells.n[static_cast<std::size_t>(cell)]);
        alert.q = std::min(alert.q, changes.q[i]);
        alert.cells.push_back(cells.grid.id(cell));
      }
      alert.text = group_sentence(alert);
      alerts.push_back(std::move(alert));
    }
  return alerts;
}

}  // namespace vigie

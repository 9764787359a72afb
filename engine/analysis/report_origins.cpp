// Origins as words, and counts by origin.
#include "engine/analysis/report_origins.h"

#include <algorithm>

#include "engine/base/words.h"

namespace vigie {

std::vector<ReportOrigin> report_origins(const Study& study) {
  const Texts* texts = study.reports.attributes.find_as<Texts>("origin");
  if (texts == nullptr) return {};
  const auto of_word = [](std::string_view word) {
    const auto place = std::ranges::find(origin_names, lower(trim(word)));
    return place == origin_names.end() ? ReportOrigin::unknown
                                       : static_cast<ReportOrigin>(place - origin_names.begin());
  };
  std::vector<ReportOrigin> known;
  for (std::string_view word : texts->distinct()) known.push_back(of_word(word));
  if (std::ranges::all_of(known, [](ReportOrigin o) { return o == ReportOrigin::unknown; })) return {};
  std::vector<ReportOrigin> origins;
  for (std::int32_t group : texts->groups())
    origins.push_back(group < 0 ? ReportOrigin::unknown : known[static_cast<std::size_t>(group)]);
  return origins;
}

Study heard_from(const Study& study, const std::vector<ReportOrigin>& origins,
                 const std::vector<ReportOrigin>& wanted) {
  Study heard;
  heard.has_reports = study.has_reports;
  heard.area = study.area;
  heard.period = study.period;
  heard.zone = study.zone;
  heard.cells = study.cells;
  heard.neighbourhoods = study.neighbourhoods;
  std::ranges::fill(heard.cells.n, 0);
  std::ranges::fill(heard.neighbourhoods.n, 0);
  if (!study.vague.empty()) heard.cells.placed = heard.cells.n;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (std::ranges::find(wanted, origins[i]) == wanted.end()) continue;
    heard.reports.x.push_back(study.reports.x[i]);
    heard.reports.y.push_back(study.reports.y[i]);
    if (study.zone_of[i] >= 0) ++heard.neighbourhoods.n[static_cast<std::size_t>(study.zone_of[i])];
    const bool vague = !study.vague.empty() && study.vague[i] != 0;
    if (!study.vague.empty()) heard.vague.push_back(study.vague[i]);
    if (study.cell_of[i] < 0) continue;
    ++heard.cells.n[static_cast<std::size_t>(study.cell_of[i])];
    if (!heard.cells.placed.empty() && !vague) ++heard.cells.placed[static_cast<std::size_t>(study.cell_of[i])];
  }
  return heard;
}

}  // namespace vigie

// Choosing whose reports are tested, and showing what that changes.
#include "engine/analysis/hotspot_origins.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "engine/analysis/place_values.h"
#include "engine/data/palette.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 5> choices{"citizen", "discovered", "sensor", "unknown", "all"};

constexpr std::array<ClassName, 3> differences{{{"both", "Hot either way"},
                                                {"tested_only", "Hot for these reports only"},
                                                {"all_only", "Hot with all reports only"}}};

constexpr std::array<OutputColumn, 6> columns{{
    {.name = "cell_id", .title = "Cell", .help = "Stable name: shape, size in metres, lattice column and row"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Used reports in the place", .decimals = 0},
    {.name = "n_tested",
     .title = "Reports tested",
     .unit = Unit::count,
     .help = "Reports of the origins that the hot spots look at",
     .decimals = 0},
    {.name = "bin_tested",
     .title = "Bin, these reports",
     .help = "Confidence bin of the hot spots as mapped",
     .decimals = 0},
    {.name = "bin_all", .title = "Bin, all reports", .help = "Confidence bin if every report counted", .decimals = 0},
    {.name = "class",
     .title = "Difference",
     .help = "Whether the place is hot for the reports tested, for all reports, or for both",
     .classes = differences},
}};

std::vector<ReportOrigin> wanted_origins(const Settings& settings) {
  std::vector<ReportOrigin> wanted;
  for (const std::string& word : settings.list(origin_parameter))
    if (const auto place = std::ranges::find(origin_names, word); place != origin_names.end())
      wanted.push_back(static_cast<ReportOrigin>(place - origin_names.begin()));
  return wanted;
}

void report_left_out(const Study& study, const Study& heard, const std::vector<ReportOrigin>& origins,
                     Contribution& out) {
  const auto left = static_cast<double>(study.reports.size() - heard.reports.size());
  const auto unknown = static_cast<double>(std::ranges::count(origins, ReportOrigin::unknown));
  out.findings.push_back(
      {"reports", "not_tested_by_origin", left, Unit::count, Finding::Level::notice,
       fmt::format("hot spots look at {} of {} reports, by their origin; {:g} of the reports have no known origin. "
                   "[hotspots] origin = \"all\" tests every report; layer hotspot_origins shows the difference",
                   heard.reports.size(), study.reports.size(), unknown)});
}

int bin_of(const LocalTest& test, std::size_t cell) {
  return test.bin[cell].value_or(0);
}

}  // namespace

const Parameter origin_parameter{
    .name = "origin",
    .kind = ParameterKind::list,
    .fallback = "citizen",
    .choices = choices,
    .help =
        "Whose reports are tested: citizen, discovered (by staff), sensor, unknown, or all. What staff discover shows "
        "where staff go. Where no report says who found it, all are tested."};

std::optional<Study> heard_study(const Study& study, const Settings& settings, Contribution& out) {
  const std::vector<std::string> asked = settings.list(origin_parameter);
  const std::string value = settings.text(value_parameter);
  if (!study.has_reports || std::ranges::find(asked, "all") != asked.end()) return std::nullopt;
  if (value != "reports" && value != "rate") return std::nullopt;
  const std::vector<ReportOrigin> origins = report_origins(study);
  if (origins.empty()) {
    out.findings.push_back({"reports", "origin_unknown", 1, Unit::none, Finding::Level::warning,
                            "no report says who found it (citizen, discovered, sensor), so hot spots look at all; what "
                            "staff discover would show where staff go. Name the column as [reports] origin"});
    return std::nullopt;
  }
  Study heard = heard_from(study, origins, wanted_origins(settings));
  if (heard.reports.size() == study.reports.size()) return std::nullopt;
  report_left_out(study, heard, origins, out);
  return heard;
}

OutputLayer hotspot_origins_layer() {
  return {"hotspot_origins", "Hot spots by who reports",
          "Cells that are hot for the reports tested or for all reports, side by side.", columns,
          "What staff discover shows where staff go; what citizens report shows where people report."};
}

NewLayer hotspot_origins(const Study& study, const Study& heard, const LocalTest& tested, const LocalTest& all) {
  static const OutputLayer declared = hotspot_origins_layer();
  Texts id, kind;
  Integers n, n_tested, bin_tested, bin_all;
  std::vector<std::int64_t> cells;
  for (std::int64_t cell : study.cells.listed) {
    const auto at = static_cast<std::size_t>(cell);
    const int one = bin_of(tested, at), other = bin_of(all, at);
    if (one <= 0 && other <= 0) continue;
    cells.push_back(cell);
    id.push_back(study.cells.grid.id(cell));
    n.values.push_back(study.cells.n[at]);
    n_tested.values.push_back(heard.cells.n[at]);
    bin_tested.values.push_back(one);
    bin_all.values.push_back(other);
    kind.push_back(differences[one <= 0 ? 2 : other > 0 ? 0 : 1].value);
  }
  NewLayer layer{.declared = &declared,
                 .geometries = GridCells{study.cells.grid, cells},
                 .columns = {},
                 .look = {},
                 .sort_by = "n"};
  const std::vector<Values> values{id, n, n_tested, bin_tested, bin_all, kind};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  using Pattern = ClassSymbol::Pattern;
  const auto symbol = [](std::size_t i, Colour colour, Pattern pattern) {
    return ClassSymbol{{std::string(differences[i].value), std::string(differences[i].label)}, colour, pattern};
  };
  layer.look =
      Categorized{.field = "class",
                  .symbols = {symbol(0, no_value_grey, Pattern::outline), symbol(1, watch_violet, Pattern::outline),
                              symbol(2, gap_orange, Pattern::hatch)},
                  .other = ""};
  return layer;
}

}  // namespace vigie

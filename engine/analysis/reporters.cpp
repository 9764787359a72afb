// The recipe of who reports: per neighbourhood, in all, and per hot spot area.
#include "engine/analysis/reporters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/analysis/report_voices.h"
#include "engine/base/error.h"
#include "engine/geometry/zone_index.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 2> yes_no{{{"1", "Yes"}, {"0", "No"}}};

constexpr std::array<OutputColumn, 18> columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given; all: the study area"},
    {.name = "n", .title = "Reports", .unit = Unit::count, .help = "Used reports in the place", .decimals = 0},
    {.name = "citizen", .title = "By citizens", .unit = Unit::share, .help = "Share of reports that citizens made"},
    {.name = "discovered",
     .title = "Discovered by staff",
     .unit = Unit::share,
     .help = "Share of reports that staff made"},
    {.name = "sensor", .title = "From sensors", .unit = Unit::share, .help = "Share of reports that came from sensors"},
    {.name = "unknown",
     .title = "Origin unknown",
     .unit = Unit::share,
     .help = "Share of reports without a known origin"},
    {.name = "app", .title = "By app", .unit = Unit::share, .help = "Share of the reports that name a channel"},
    {.name = "web", .title = "By web", .unit = Unit::share, .help = "Share of the reports that name a channel"},
    {.name = "phone", .title = "By phone", .unit = Unit::share, .help = "Share of the reports that name a channel"},
    {.name = "desk", .title = "At a desk", .unit = Unit::share, .help = "Share of the reports that name a channel"},
    {.name = "officer",
     .title = "By an officer",
     .unit = Unit::share,
     .help = "Share of the reports that name a channel"},
    {.name = "other",
     .title = "By another channel",
     .unit = Unit::share,
     .help = "Share of the reports that name a channel"},
    {.name = "digital",
     .title = "Digital reports",
     .unit = Unit::share,
     .help = "App and web; NULL where more than a fifth of the reports name no channel"},
    {.name = "with_key",
     .title = "With a reporter key",
     .unit = Unit::share,
     .help = "Share of citizens' reports whose reporter can be told from others; the keys are never written"},
    {.name = "n_eff",
     .title = "Effective number of reporters",
     .help = "Inverse of the sum of squared shares: how many equal voices would give this concentration",
     .decimals = 1},
    {.name = "top10",
     .title = "By the busiest tenth of reporters",
     .unit = Unit::share,
     .help = "Share of the reports of the tenth of reporters with the most; NULL for fewer than 20"},
    {.name = "one_voice",
     .title = "Few voices",
     .help =
         "Fewer than 5 effective reporters, or one with more than 30 % of the reports; removes nothing from the map",
     .decimals = 0,
     .classes = yes_no},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

constexpr OutputLayer table{"who_reports", "Who reports",
                            "Origin, channel and concentration of reporters per neighbourhood; shares, never persons.",
                            columns,
                            "Counts of voices, not of persons: one person may have several keys. The mark says who is "
                            "heard, not who is right."};

std::span<const OutputLayer> layers() {
  static const std::array<OutputColumn, 3> of_zones{columns[2], columns[12], columns[14]};
  static const std::array<OutputColumn, 3> of_areas{columns[2], columns[14], columns[16]};
  static const std::array<OutputLayer, 3> all{
      {{"neighbourhoods", "", "", of_zones, ""}, {"hotspot_areas", "", "", of_areas, ""}, table}};
  return all;
}

using Mix = ReportVoices::Mix;

double flag_of(const Mix& mix) {
  return std::isnan(mix.voices.effective) ? std::nan("") : mix.voices.one_voice() ? 1 : 0;
}

// The numbers of one row, in the order of the columns from `citizen` to `top10`.
std::array<double, 14> numbers_of(const ReportVoices& reports, const Mix& mix) {
  const double none = std::nan("");
  const auto origin = [&](std::size_t i) { return reports.has_origin() ? mix.origin_share(i) : none; };
  const Voices& voices = mix.voices;
  const auto all = static_cast<double>(voices.reports),
             keyed = static_cast<double>(voices.reports - voices.without_key);
  std::array<double, 14> row{origin(0), origin(1), origin(2), origin(3)};
  for (std::size_t i = 0; i < channel_names.size(); ++i) row[4 + i] = mix.channel_share(i);
  row[10] = mix.digital();
  row[11] = reports.has_reporter() && all > 0 ? keyed / all : none;
  row[12] = voices.effective;
  row[13] = voices.top_tenth;
  return row;
}

std::vector<Values> values_of(const ReportVoices& reports, const std::vector<Mix>& mixes, Texts names) {
  Integers n, one_voice;
  Texts note;
  std::array<Reals, 14> numbers;
  for (const Mix& mix : mixes) {
    n.values.push_back(static_cast<std::int64_t>(mix.reports));
    const std::array<double, 14> row = numbers_of(reports, mix);
    for (std::size_t i = 0; i < row.size(); ++i) numbers[i].values.push_back(row[i]);
    const double flag = flag_of(mix);
    one_voice.values.push_back(std::isnan(flag) ? no_integer : static_cast<std::int64_t>(flag));
    if (mix.reports == 0) {
      note.push_back("zero_denominator");
    } else if (std::isnan(flag)) {
      note.push_back("insufficient_data");
    } else {
      note.push_null();
    }
  }
  std::vector<Values> values{std::move(names), n};
  for (Reals& column : numbers) values.emplace_back(std::move(column));
  values.emplace_back(std::move(one_voice));
  values.emplace_back(std::move(note));
  return values;
}

std::vector<Mix> mixes_by(const ReportVoices& reports, const std::vector<std::int32_t>& place, std::size_t places) {
  std::vector<std::vector<std::size_t>> members(places);
  for (std::size_t i = 0; i < place.size(); ++i)
    if (place[i] >= 0) members[static_cast<std::size_t>(place[i])].push_back(i);
  std::vector<Mix> mixes;
  for (const std::vector<std::size_t>& here : members) mixes.push_back(reports.mix_of(here));
  return mixes;
}

// Few voices make a hot spot no less real; whoever looks at it should know.
void add_areas(const Study& study, const ReportVoices& reports, const Earlier& earlier, Contribution& out) {
  const Geometries* outlines = earlier.geometries("hotspot_areas");
  if (outlines == nullptr) return;
  const auto& shapes = std::get<std::vector<MultiPolygon>>(*outlines);
  const std::vector<std::int32_t> place = ZoneIndex(shapes).zones_at(study.reports.x, study.reports.y);
  const std::vector<Values> values = values_of(reports, mixes_by(reports, place, shapes.size()), {});
  AddedColumns added{"hotspot_areas", {}, {}, ""};
  for (std::size_t i : {2, 14, 16}) added.columns.push_back({&columns[i], values[i]});
  const auto flagged = std::ranges::count(std::get<Integers>(values[16]).values, 1);
  out.findings.push_back(
      {"hotspot_areas", "one_voice", static_cast<double>(flagged), Unit::count,
       flagged > 0 ? Finding::Level::notice : Finding::Level::ok,
       flagged > 0
           ? fmt::format("{} hot or cold areas rest on few voices: fewer than 5 effective reporters, or one with "
                         "more than 30 % of the reports",
                         flagged)
           : ""});
  out.added.push_back(std::move(added));
}

bool has_any(const Study& study) {
  const auto has = [&](std::string_view column) { return study.reports.attributes.find(column) != nullptr; };
  return study.has_reports && (has("origin") || has("channel") || has("reporter"));
}

Contribution run(const Study& study, const Settings&, const Earlier& earlier) {
  if (!has_any(study))
    throw UsageError(
        "[reporters] needs [reports] with an origin, a channel or a reporter; name the column as [reports] "
        "origin, channel or reporter");
  Contribution out;
  const ReportVoices reports(study);
  const std::size_t zones = study.neighbourhoods.zones.size();
  std::vector<Mix> mixes = mixes_by(reports, study.zone_of, zones);
  std::vector<std::size_t> everyone(study.reports.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  Texts names;
  for (const std::string& id : study.neighbourhoods.zones.id) names.push_back(id);
  std::vector<Values> of_zones = values_of(reports, mixes, names);
  AddedColumns added{"neighbourhoods", {}, {}, ""};
  for (std::size_t i : {2, 12, 14}) added.columns.push_back({&columns[i], of_zones[i]});
  out.added.push_back(std::move(added));
  mixes.push_back(reports.mix_of(everyone));
  names.push_back("all");
  const std::vector<Values> values = values_of(reports, mixes, names);
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&columns[i], values[i]});
  out.layers.push_back(std::move(layer));
  add_areas(study, reports, earlier, out);
  return out;
}

}  // namespace

Analysis reporters_analysis() {
  return {.name = "reporters",
          .title = "Who reports",
          .summary = "Origin, channel and concentration of reporters, per neighbourhood and hot spot area.",
          .parameters = {},
          .layers = layers(),
          .needs = "reports with an origin, a channel or a reporter",
          .after = "hotspots",
          .possible = has_any,
          .run = run};
}

}  // namespace vigie

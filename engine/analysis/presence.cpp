// The presence recipe: minutes and visits by place, and how much of the streets is visited.
#include "engine/analysis/presence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/analysis/presence_keys.h"
#include "engine/analysis/presence_layers.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"

namespace vigie {
namespace {

using Level = Finding::Level;

// What was done, never what it brought.
void report(const Study& study, const StreetShare& total, const PresenceBasis& basis, bool any_hot, Contribution& out) {
  const PresenceRows& rows = study.presence;
  if (total.metres > 0)
    out.findings.push_back(
        {rows.source, "street_coverage", total.visited / total.metres, Unit::share, Level::notice,
         fmt::format("{:.1f} % of the street length has at least {:g} visits per week{}",
                     100 * total.visited / total.metres, basis.per_week, basis.word == "planned" ? " by plan" : "")});
  const auto unknown = std::ranges::count_if(rows.interval_s, [](double interval) { return std::isnan(interval); });
  out.findings.push_back(
      {rows.source, "interval_unknown", static_cast<double>(unknown), Unit::count,
       unknown > 0 ? Level::warning : Level::ok,
       unknown > 0 ? fmt::format("{}: {} rows have no recording interval, so that visits cannot be told apart where "
                                 "they count; set [presence] interval_s",
                                 rows.source, unknown)
                   : ""});
  const bool unsaid = basis.word == "unknown";
  out.findings.push_back({rows.source, "basis_unknown", unsaid ? 1.0 : 0.0, Unit::none,
                          unsaid ? Level::notice : Level::ok,
                          unsaid ? "nobody said whether presence was recorded or planned; a planned route is not a "
                                   "walked one: set [presence] basis"
                                 : ""});
  const bool same = any_hot && rows.hot.source.empty();
  out.findings.push_back({rows.source, "hot_areas_of_same_period", same ? 1.0 : 0.0, Unit::none,
                          same ? Level::notice : Level::ok,
                          same ? "presence is set against hot areas of the same days, which may have followed it; name "
                                 "those of the period before as [presence] hot_areas"
                               : ""});
}

Contribution run(const Study& study, const Settings& settings, const Earlier& earlier) {
  if (study.presence.size() == 0) throw UsageError("[presence] source is missing; name the table of presence");
  Contribution out;
  const PresenceBasis basis{settings.text(presence_keys::basis), study.presence.weeks,
                            settings.required_number(presence_keys::visits_per_week)};
  const double least = settings.required_number(presence_keys::least_minutes);
  const PresencePlaces all = whole_area(study), zones = neighbourhood_places(study),
                       hot = hot_places_for_presence(study, earlier);
  std::vector<DosageRows> dosage;
  for (const std::string& form : forms_present(study.presence))
    for (const PresencePlaces* places : {&all, &hot, &zones})
      dosage.push_back({places, form, presence_in(study, *places, form, least)});
  const std::vector<StreetShare> shares = street_shares(study, zones, basis.per_week);
  out.added.push_back(neighbourhood_presence(zones, dosage[2].presence, shares, basis));
  out.layers.push_back(streets_layer(study.streets, street_visits(study, "all"), basis));
  const bool any_hot = !hot.id.empty();
  if (any_hot)
    out.layers.push_back(presence_areas_layer(hot, dosage[1].presence, basis, !study.presence.hot.source.empty()));
  out.layers.push_back(presence_dosage_table(dosage, basis));
  out.layers.push_back(street_coverage_table(shares, basis));
  out.record.emplace_back("weeks", number_text(basis.weeks));
  report(study, shares.front(), basis, any_hot, out);
  return out;
}

}  // namespace

Analysis presence_analysis() {
  return {.name = "presence",
          .title = "Presence on streets",
          .summary =
              "Minutes and visits of wardens or patrols in hot areas and neighbourhoods, and the share of streets "
              "that they visit.",
          .parameters = presence_parameters(),
          .layers = presence_outputs(),
          .needs = "a table of presence and a street network",
          .after = "hotspots",
          .possible = [](const Study& study) { return study.presence.size() > 0; },
          .run = run};
}

}  // namespace vigie

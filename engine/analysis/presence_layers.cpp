// Declared columns, filled.
#include "engine/analysis/presence_layers.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/presence_columns.h"
#include "engine/base/missing.h"
#include "engine/data/palette.h"

namespace vigie {
namespace {

constexpr std::array<ClassName, 3> basis_names{
    {{"recorded", "Recorded positions"}, {"planned", "Planned routes"}, {"unknown", "Nobody said"}}};
constexpr std::array<ClassName, 2> periods{
    {{"before", "Hot in the period before"}, {"same", "Hot in the same period"}}};
constexpr std::array<ClassName, 5> classes{{{"daily", "7 and more visits per week"},
                                            {"often", "3 to under 7 visits per week"},
                                            {"weekly", "1 to under 3 visits per week"},
                                            {"rare", "Under 1 visit per week"},
                                            {"never", "No visit"}}};
constexpr OutputColumn basis_column{.name = "basis",
                                    .title = "What presence rests on",
                                    .help = "A planned route is not a walked one",
                                    .classes = basis_names};
constexpr OutputColumn note_column{.name = "note", .title = "Note", .help = "Why a value is missing"};

constexpr std::array<OutputColumn, 6> zone_columns{{
    {.name = "pr_week",
     .title = "Presence per week (minutes)",
     .help = "Minutes on its streets per week, all forms together",
     .decimals = 1},
    {.name = "pr_inc",
     .title = "Presence per incident (minutes)",
     .help = "NULL without incidents, or where these days are not all in the study",
     .decimals = 1},
    {.name = "pr_visits",
     .title = "Visits to the neighbourhood",
     .unit = Unit::count,
     .help = "Visits that whole hours can tell apart; there may have been more, one after the other",
     .decimals = 0},
    {.name = "st_len",
     .title = "Streets (m)",
     .unit = Unit::metre,
     .help = "Length of street inside; a street on the border counts half",
     .decimals = 0},
    {.name = "st_cov",
     .title = "Share of streets visited",
     .unit = Unit::share,
     .help = "Share of their length on streets with enough visits per week"},
    {.name = "pr_note", .title = "Why presence is missing", .help = "Cause of a missing value"},
}};

constexpr std::array<OutputColumn, 10> street_columns{{
    {.name = "segment", .title = "Street", .help = "Identifier as given"},
    {.name = "class", .title = "Street class", .help = "As given"},
    {.name = "length_m",
     .title = "Length in the study area (m)",
     .unit = Unit::metre,
     .help = "What lies outside is drawn, not counted",
     .decimals = 0},
    {.name = "minutes", .title = "Presence (minutes)", .help = "All forms together", .decimals = 1},
    {.name = "visits",
     .title = "Visits, at least",
     .unit = Unit::count,
     .help = "Visits that whole hours can tell apart; there may have been more, one after the other",
     .decimals = 0},
    {.name = "vis_week", .title = "Visits per week", .help = "Over all days for which presence is known"},
    {.name = "vis_class", .title = "How often visited", .help = "Visits per week in classes", .classes = classes},
    {.name = "weeks_in",
     .title = "Weeks with presence",
     .unit = Unit::count,
     .help = "Weeks of seven days from the first one, with at least one visit",
     .decimals = 0},
    basis_column,
    note_column,
}};

constexpr std::array<OutputColumn, 10> coverage_columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given; all: the study area"},
    {.name = "class", .title = "Street class", .help = "Class as given; all: every street"},
    {.name = "form", .title = "Form", .help = "Form of presence; all: every form"},
    {.name = "length_m", .title = "Streets (m)", .unit = Unit::metre, .help = "Length of street", .decimals = 0},
    {.name = "visited_m",
     .title = "Streets visited (m)",
     .unit = Unit::metre,
     .help = "Length of street with enough visits per week",
     .decimals = 0},
    {.name = "share", .title = "Share of streets visited", .unit = Unit::share, .help = "Visited length over length"},
    {.name = "per_week", .title = "Visits per week needed", .help = "A street with as many counts as visited"},
    {.name = "weeks", .title = "Weeks of presence", .help = "Length of all days for which presence is known"},
    basis_column,
    note_column,
}};

std::array<OutputColumn, presence_number_count + 3> area_columns() {
  std::array<OutputColumn, presence_number_count + 3> all;
  all[0] = {.name = "hs_id", .title = "Area", .help = "Stable name: kind and first cell"};
  std::ranges::copy(presence_numbers, all.begin() + 1);
  all[presence_number_count + 1] = {.name = "hot_in",
                                    .title = "When it was hot",
                                    .help = "Presence should follow what was hot before",
                                    .classes = periods};
  all[presence_number_count + 2] = basis_column;
  return all;
}

std::array<OutputColumn, presence_number_count + 4> dosage_columns() {
  std::array<OutputColumn, presence_number_count + 4> all;
  all[0] = {.name = "kind", .title = "Kind of place", .help = "hot_area, neighbourhood or all: the study area"};
  all[1] = {.name = "place", .title = "Place", .help = "Identifier as given; all: the study area"};
  all[2] = {.name = "form", .title = "Form", .help = "Form of presence; all: every form"};
  std::ranges::copy(presence_numbers, all.begin() + 3);
  all[presence_number_count + 3] = basis_column;
  return all;
}

constexpr std::string_view caveat =
    "Presence is what was done, never what it brought. Minutes by hour show no single visit, and a planned route is "
    "not "
    "a walked one. Presence finds problems that citizens do not report, so that more of it may mean more reports.";

Texts repeated(const std::string& text, std::size_t times) {
  Texts column;
  for (std::size_t i = 0; i < times; ++i) column.push_back(text);
  return column;
}

NewLayer layer_of(const OutputLayer& declared, Geometries geometries, std::vector<Values> values) {
  NewLayer layer{.declared = &declared, .geometries = std::move(geometries), .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&declared.columns[i], std::move(values[i])});
  return layer;
}

std::string_view class_of(double per_week) {
  if (per_week <= 0) return "never";
  if (per_week < 1) return "rare";
  if (per_week < 3) return "weekly";
  return per_week < 7 ? "often" : "daily";
}

Look visits_look() {
  Categorized look{.field = "vis_class", .symbols = {}, .other = ""};
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const bool never = i + 1 == classes.size();
    look.symbols.push_back({{std::string(classes[i].value), std::string(classes[i].label)},
                            never ? no_value_grey : white_to_violet[white_to_violet.size() - 1 - i],
                            never ? ClassSymbol::Pattern::dashed_outline : ClassSymbol::Pattern::solid});
  }
  return look;
}

}  // namespace

std::span<const OutputLayer> presence_outputs() {
  static const auto of_areas = area_columns();
  static const auto of_dosage = dosage_columns();
  static const std::array<OutputLayer, 5> declared{
      {{"neighbourhoods", "", "", zone_columns, ""},
       {"streets", "Streets by visits", "Streets by how often wardens or patrols are recorded on them.", street_columns,
        caveat},
       {"presence_areas", "Presence in hot areas", "Hot areas with the minutes and visits of presence in them.",
        of_areas, caveat},
       {"presence_dosage", "Presence by place",
        "Minutes and visits of presence in hot areas, neighbourhoods and the study area, for all forms and each.",
        of_dosage, caveat},
       {"street_coverage", "Street coverage",
        "Share of street length visited often enough: in all, by street class, by neighbourhood.", coverage_columns,
        caveat}}};
  return declared;
}

AddedColumns neighbourhood_presence(const PresencePlaces& places, const std::vector<PlacePresence>& presence,
                                    const std::vector<StreetShare>& shares, const PresenceBasis& basis) {
  PresenceNumbers numbers;
  Reals covered;
  covered.values.assign(places.id.size(), no_number);
  for (std::size_t i = 0; i < places.id.size(); ++i) numbers.add(presence[i], places.incidents[i], basis.weeks);
  // Of the rows for all forms, which come first, the last ones are those of the neighbourhoods, in their order.
  const auto of_all = std::ranges::find_if(shares, [](const StreetShare& share) { return share.form != "all"; });
  const auto first = of_all - std::ssize(places.id);
  for (std::size_t i = 0; i < places.id.size(); ++i) {
    const StreetShare& share = first[static_cast<std::ptrdiff_t>(i)];
    if (share.metres > 0) covered.values[i] = share.visited / share.metres;
  }
  std::vector<Values> all = numbers.take();
  AddedColumns added{"neighbourhoods", {}, {}, ""};
  added.columns.push_back({&zone_columns[0], all[2]});
  added.columns.push_back({&zone_columns[1], all[4]});
  added.columns.push_back({&zone_columns[2], all[5]});
  added.columns.push_back({&zone_columns[3], all[0]});
  added.columns.push_back({&zone_columns[4], std::move(covered)});
  added.columns.push_back({&zone_columns[5], all[12]});
  return added;
}

NewLayer streets_layer(const Streets& streets, const std::vector<StreetVisits>& visits, const PresenceBasis& basis) {
  Texts segment, kind, vis_class, note;
  Reals minutes, per_week;
  Integers number, weeks;
  for (std::size_t i = 0; i < streets.size(); ++i) {
    segment.push_back(streets.id[i]);
    streets.kind[i].empty() ? kind.push_null() : kind.push_back(streets.kind[i]);
    minutes.values.push_back(visits[i].minutes);
    number.values.push_back(visits[i].visits);
    per_week.values.push_back(static_cast<double>(visits[i].visits) / basis.weeks);
    vis_class.push_back(class_of(per_week.values.back()));
    weeks.values.push_back(visits[i].weeks);
    visits[i].interval_known ? note.push_null() : note.push_back("interval_unknown");
  }
  NewLayer layer = layer_of(presence_outputs()[1], streets.shapes,
                            {segment, kind, Reals{streets.inside}, minutes, number, per_week, vis_class, weeks,
                             repeated(basis.word, streets.size()), note});
  layer.look = visits_look();
  layer.sort_by = "vis_week";
  return layer;
}

NewLayer presence_areas_layer(const PresencePlaces& places, const std::vector<PlacePresence>& presence,
                              const PresenceBasis& basis, bool earlier) {
  PresenceNumbers numbers;
  Texts id;
  for (std::size_t i = 0; i < places.id.size(); ++i) {
    id.push_back(places.id[i]);
    numbers.add(presence[i], places.incidents[i], basis.weeks);
  }
  std::vector<Values> values{id};
  for (Values& column : numbers.take()) values.push_back(std::move(column));
  values.emplace_back(repeated(earlier ? "before" : "same", places.id.size()));
  values.emplace_back(repeated(basis.word, places.id.size()));
  NewLayer layer = layer_of(presence_outputs()[2], places.shapes, std::move(values));
  layer.look = Single{.colour = red_to_blue.front(), .width_mm = 0.8};
  layer.sort_by = "min_week";
  return layer;
}

NewLayer presence_dosage_table(const std::vector<DosageRows>& rows, const PresenceBasis& basis) {
  PresenceNumbers numbers;
  Texts kind, place, form;
  for (const DosageRows& one : rows)
    for (std::size_t i = 0; i < one.places->id.size(); ++i) {
      kind.push_back(one.places->kind);
      place.push_back(one.places->id[i]);
      form.push_back(one.form);
      numbers.add(one.presence[i], one.places->incidents[i], basis.weeks);
    }
  const std::size_t size = kind.size();
  std::vector<Values> values{std::move(kind), std::move(place), std::move(form)};
  for (Values& column : numbers.take()) values.push_back(std::move(column));
  values.emplace_back(repeated(basis.word, size));
  return layer_of(presence_outputs()[3], {}, std::move(values));
}

NewLayer street_coverage_table(const std::vector<StreetShare>& shares, const PresenceBasis& basis) {
  Texts zone, kind, form, note;
  Reals metres, visited, share, per_week, weeks;
  for (const StreetShare& one : shares) {
    zone.push_back(one.zone);
    kind.push_back(one.kind);
    form.push_back(one.form);
    metres.values.push_back(one.metres);
    visited.values.push_back(one.visited);
    share.values.push_back(one.metres > 0 ? one.visited / one.metres : no_number);
    per_week.values.push_back(basis.per_week);
    weeks.values.push_back(basis.weeks);
    if (!(one.metres > 0)) {
      note.push_back("zero_denominator");
    } else if (!one.interval_known) {
      note.push_back("interval_unknown");
    } else {
      note.push_null();
    }
  }
  return layer_of(
      presence_outputs()[4], {},
      {zone, kind, form, metres, visited, share, per_week, weeks, repeated(basis.word, shares.size()), note});
}

}  // namespace vigie

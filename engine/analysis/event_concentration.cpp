// The concentration recipe: counts per place and category, measures, random placement.
#include "engine/analysis/event_concentration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/analysis/concentration_table.h"
#include "engine/analysis/place_baseline.h"
#include "engine/analysis/place_values.h"
#include "engine/analysis/random_seed.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/statistics/random_placement.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> places{"cells", "neighbourhoods"};
constexpr std::size_t most_categories = 100;
constexpr double most_effort = 5e7;  // random steps of all draws: less than two seconds of processor time

constexpr Parameter on{.name = "on",
                       .kind = ParameterKind::list,
                       .fallback = "cells",
                       .choices = places,
                       .help = "Over which places events are spread: grid cells, neighbourhoods, or both as a list."};
constexpr Parameter value{
    .name = "value",
    .kind = ParameterKind::text,
    .fallback = "reports",
    .help =
        "What is counted, in all and by category: \"reports\" (or the area counts where there are no reports), "
        "\"area_counts\", or the name of a numeric column of the neighbourhoods that holds counts."};
constexpr Parameter draws{.name = "draws",
                          .kind = ParameterKind::integer,
                          .otherwise = "from the data: 999, fewer where that takes more than seconds",
                          .minimum = 0,
                          .maximum = 1'000'000,
                          .help = "How often the events are placed at random, to see what chance alone would do."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 4> all{on, value, draws, seed_parameter};
  return all;
}

// Events of one kind by place; NaN where a place has no value.
struct Spread {
  std::string category;
  std::vector<double> counts;
};

// Places of one kind with all that is counted there.
struct CountedPlaces {
  std::string_view on;
  PlaceBaseline baseline;
  std::vector<Spread> spreads;
};

// What is counted: reports one by one, or rows of the area counts.
struct Events {
  const Texts* category;                   // null: none
  std::span<const std::int64_t> place_of;  // -1: in no place
  std::span<const std::int64_t> times;     // empty: each counts once
};

// Events per place, in all and by category.
std::vector<Spread> spreads_of(const Events& events, std::size_t size, std::span<const CategoryCount> categories) {
  std::vector<Spread> spreads;
  const auto add = [&](const std::string& name, auto belongs) {
    Spread spread{name, std::vector<double>(size, 0)};
    for (std::size_t i = 0; i < events.place_of.size(); ++i)
      if (events.place_of[i] >= 0 && belongs(i))
        spread.counts[static_cast<std::size_t>(events.place_of[i])] +=
            events.times.empty() ? 1.0 : static_cast<double>(events.times[i]);
    spreads.push_back(std::move(spread));
  };
  add(std::string(every_category), [](std::size_t) { return true; });
  if (categories.empty()) return spreads;
  const std::vector<std::string_view> distinct = events.category->distinct();
  const std::vector<std::int32_t> group = events.category->groups();
  for (const CategoryCount& category : categories) {
    const auto known = std::ranges::find(distinct, std::string_view(category.name)) - distinct.begin();
    add(category.name, [&](std::size_t i) { return group[i] == known; });
  }
  return spreads;
}

Events reports_at(const Study& study, std::span<const std::int64_t> place_of) {
  return {study.reports.attributes.find_as<Texts>("category"), place_of, {}};
}

// Listed cells in their order.
std::vector<std::int64_t> listed_places(const Study& study) {
  std::vector<std::int64_t> position(static_cast<std::size_t>(study.cells.grid.size()), -1);
  for (std::size_t i = 0; i < study.cells.listed.size(); ++i)
    position[static_cast<std::size_t>(study.cells.listed[i])] = static_cast<std::int64_t>(i);
  std::vector<std::int64_t> place_of;
  for (std::int64_t cell : study.cell_of) place_of.push_back(cell < 0 ? -1 : position[static_cast<std::size_t>(cell)]);
  return place_of;
}

std::vector<CategoryCount> shown_categories(std::vector<CategoryCount> categories, Contribution& out) {
  if (categories.size() <= most_categories) return categories;
  out.findings.push_back({"concentration", "categories_left_out",
                          static_cast<double>(categories.size() - most_categories), Unit::count,
                          Finding::Level::warning,
                          fmt::format("concentration: there are {} categories; the {} most frequent get a row",
                                      categories.size(), most_categories)});
  categories.resize(most_categories);
  return categories;
}

CountedPlaces column_field(const Study& study, const std::string& column, PlaceBaseline baseline) {
  if (column == "rate")
    throw UsageError(
        "[concentration] value = \"rate\": rates cannot be added up over places; take \"reports\" or a column of "
        "counts");
  return {"neighbourhoods",
          std::move(baseline),
          {{std::string(every_category), zone_column(study, "concentration", "value", column)}}};
}

std::vector<CountedPlaces> fields_of(const Study& study, const Settings& settings, Contribution& out) {
  const std::string counted = settings.text(value);
  if (!study.counted() && counted == "reports")
    throw UsageError("[concentration] value = \"reports\" needs [reports] or [area_counts]");
  if (counted == "area_counts") area_count_values(study, "concentration", "value");  // refuses where there are none
  const bool by_area = counted == "area_counts" || (counted == "reports" && !study.has_reports);
  const std::vector<CategoryCount> categories = by_area ? shown_categories(area_category_counts(study), out)
                                                : counted == "reports" ? shown_categories(category_counts(study), out)
                                                                       : std::vector<CategoryCount>{};
  std::vector<CountedPlaces> fields;
  for (const std::string& place : settings.list(on)) {
    if (place == "neighbourhoods") {
      PlaceBaseline baseline = zone_baseline(study);
      const std::size_t size = baseline.weights.size();
      if (by_area) {
        const std::vector<std::int64_t> place_of(study.counts.zone.begin(), study.counts.zone.end());
        const Events rows{&study.counts.category, place_of, study.counts.count};
        fields.push_back({"neighbourhoods", std::move(baseline), spreads_of(rows, size, categories)});
        continue;
      }
      if (counted != "reports") {
        fields.push_back(column_field(study, counted, std::move(baseline)));
        continue;
      }
      const std::vector<std::int64_t> place_of(study.zone_of.begin(), study.zone_of.end());
      fields.push_back(
          {"neighbourhoods", std::move(baseline), spreads_of(reports_at(study, place_of), size, categories)});
      continue;
    }
    if (counted != "reports" || by_area)
      throw UsageError(fmt::format(
          "[concentration] value = \"{}\" needs on = \"neighbourhoods\"; cells have only reports", printable(counted)));
    const std::vector<std::int64_t> place_of = listed_places(study);
    fields.push_back({"cells", cell_baseline(study.cells),
                      spreads_of(reports_at(study, place_of), study.cells.listed.size(), categories)});
  }
  return fields;
}

// Random placement is about whole events.
bool whole(const std::vector<double>& counts) {
  return std::ranges::all_of(counts, [](double v) { return std::isnan(v) || (v == std::floor(v) && v < 1e12); });
}

RandomPlacement placement_of(const CountedPlaces& field, const Spread& spread, double events) {
  std::vector<double> weights = field.baseline.weights;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (std::isnan(spread.counts[i])) weights[i] = 0;
  return RandomPlacement(weights, static_cast<std::int64_t>(events));
}

struct Measured {
  const CountedPlaces* field;
  const Spread* spread;
  ConcentrationRow row;
  std::vector<RandomPlacement> placement;  // none where the counts are not whole
};

std::vector<Measured> measure(const std::vector<CountedPlaces>& fields) {
  std::vector<Measured> rows;
  for (const CountedPlaces& field : fields)
    for (const Spread& spread : field.spreads) {
      const CountLevels levels = count_levels(spread.counts);
      Measured measured{&field, &spread, concentration_row(field.on, spread.category, levels), {}};
      if (!whole(spread.counts)) {
        measured.row.note = "not_applicable";
      } else if (levels.events > 0) {
        measured.placement.push_back(placement_of(field, spread, levels.events));
      }
      rows.push_back(std::move(measured));
    }
  return rows;
}

int draws_of(const std::vector<Measured>& rows, const Settings& settings, Contribution& out) {
  if (settings.given(draws)) return static_cast<int>(settings.required_number(draws));
  double effort = 0;
  for (const Measured& measured : rows)
    for (const RandomPlacement& placement : measured.placement) effort += placement.effort();
  int chosen = 999;
  for (int fewer : {499, 199, 99})
    if (effort * chosen > most_effort) chosen = fewer;
  out.chosen.push_back({&draws, std::to_string(chosen),
                        chosen == 999 ? "enough for limits of 95 %" : "as many as take a few seconds at most"});
  return chosen;
}

void report_baseline(const CountedPlaces& field, Contribution& out) {
  out.record.emplace_back(fmt::format("baseline.{}", field.on), field.baseline.name);
  if (field.baseline.without == 0 || field.baseline.name == "area") return;
  out.findings.push_back({std::string(field.on), "without_baseline", static_cast<double>(field.baseline.without),
                          Unit::count, Finding::Level::notice,
                          fmt::format("concentration: {} {} have no {}; random placement puts nothing there",
                                      field.baseline.without, field.on, field.baseline.name)});
}

void report_half(const ConcentrationRow& row, std::string_view counted, Contribution& out) {
  if (row.category != every_category || !(row.events > 0)) return;
  const double percent = 100.0 * static_cast<double>(row.holding[1]) / static_cast<double>(row.places);
  std::string text = fmt::format("concentration: half of all {} lie in {:.3g} % of the {}", counted, percent, row.on);
  if (!std::isnan(row.chance.mean))
    text += fmt::format("; random placement would need {:.3g} %",
                        100 * row.chance.holding[0] / static_cast<double>(row.places));
  out.findings.push_back(
      {std::string(row.on), "half_of_events", percent, Unit::percent, Finding::Level::notice, std::move(text)});
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  Contribution out;
  const std::vector<CountedPlaces> fields = fields_of(study, settings, out);
  for (const CountedPlaces& field : fields) report_baseline(field, out);
  std::vector<Measured> measured = measure(fields);
  const int chosen = draws_of(measured, settings, out);
  const auto key = seed_of(settings);
  constexpr std::array<double, 1> half{0.5};
  std::vector<ConcentrationRow> rows;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    ConcentrationRow& row = measured[i].row;
    for (const RandomPlacement& placement : measured[i].placement) {
      row.chance = random_concentration(placement, row.generalized, half, chosen, key, static_cast<std::uint32_t>(i));
      if (!placement.possible()) row.note = "zero_denominator";
    }
    report_half(row, settings.text(value), out);
    rows.push_back(std::move(row));
  }
  out.layers.push_back(concentration_table(rows));
  return out;
}

}  // namespace

Analysis concentration_analysis() {
  static const std::array<OutputLayer, 1> layers{concentration_layer()};
  return {.name = "concentration",
          .title = "Concentration",
          .summary =
              "How few places hold how many of the reports: Gini, generalized Gini and top shares, in all and by "
              "category, beside what random placement would give.",
          .parameters = parameters(),
          .layers = layers,
          .needs = "reports, or neighbourhoods with a numeric column",
          .after = "",
          .possible = [](const Study& study) { return study.counted(); },
          .run = run};
}

}  // namespace vigie

// Making the tables of coverage.
#include "engine/analysis/coverage_tables.h"

#include <array>
#include <cmath>

#include "engine/analysis/coverage_columns.h"
#include "engine/analysis/coverage_gaps.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 6> summary_columns{{
    {.name = "measure", .title = "Measure", .help = "Name of the measure"},
    {.name = "form", .title = "Form", .help = "Form of participation; all: any form"},
    {.name = "value", .title = "Value", .help = "Share, ratio, metres or number, as the measure says", .decimals = 3},
    {.name = "lo", .title = "Lower limit", .help = "95 % interval, where the measure has one", .decimals = 3},
    {.name = "hi", .title = "Upper limit", .help = "95 % interval, where the measure has one", .decimals = 3},
    {.name = "note", .title = "Note", .help = "Why a value is missing, or what a share is taken of"},
}};

constexpr std::array<OutputColumn, 10> form_columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given"},
    {.name = "form", .title = "Form", .help = "Form of participation; all: any form"},
    zone_measures[0],
    zone_measures[1],
    zone_measures[2],
    zone_measures[3],
    zone_measures[4],
    zone_measures[5],
    zone_measures[6],
    zone_measures[7],
}};

constexpr std::array<OutputColumn, 6> pair_columns{{
    {.name = "form", .title = "Form", .help = "Form of participation"},
    {.name = "other", .title = "Other form", .help = "The form itself for watch areas of one form over each other"},
    {.name = "shared_ha",
     .title = "Shared area (ha)",
     .unit = Unit::hectare,
     .help = "Ground under both",
     .decimals = 1},
    {.name = "share",
     .title = "Share of the smaller cover",
     .unit = Unit::share,
     .help = "Shared ground over the ground of the form that covers less"},
    {.name = "zones",
     .title = "Neighbourhoods with both",
     .unit = Unit::count,
     .help = "Neighbourhoods in which both forms count",
     .decimals = 0},
    {.name = "note", .title = "Note", .help = "Where one form lies over itself, a probable mapping error"},
}};

NewLayer table_of(const OutputLayer& declared, const std::vector<Values>& values) {
  NewLayer layer{.declared = &declared, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < values.size(); ++i) layer.columns.push_back({&declared.columns[i], values[i]});
  return layer;
}

void push(std::string_view text, Texts& column) {
  text.empty() ? column.push_null() : column.push_back(text);
}

}  // namespace

std::span<const OutputLayer> coverage_tables() {
  static constexpr std::array<OutputLayer, 3> declared{{
      {"coverage_summary", "Coverage in numbers", "Every measure of coverage, for all forms together and per form.",
       summary_columns, coverage_caveat},
      {"coverage_by_form", "Coverage per neighbourhood and form",
       "Shares of each neighbourhood inside watch areas, for all forms together and per form.", form_columns,
       coverage_caveat},
      {"coverage_pairs", "Forms that lie over each other",
       "Ground under two forms of participation, and under one form twice.", pair_columns, ""},
  }};
  return declared;
}

NewLayer coverage_summary_table(const std::vector<SummaryRow>& rows) {
  Texts measure, form, note;
  Reals value, lower, upper;
  for (const SummaryRow& row : rows) {
    measure.push_back(row.measure);
    form.push_back(row.form);
    value.values.push_back(row.value);
    lower.values.push_back(row.lower);
    upper.values.push_back(row.upper);
    push(row.note, note);
  }
  return table_of(coverage_tables()[0], {measure, form, value, lower, upper, note});
}

NewLayer coverage_by_form_table(const Study& study, const std::vector<FormMeasures>& all) {
  const auto append = [](Reals& column, const std::vector<double>& values, std::size_t size) {
    const std::vector<double> unknown(size, std::nan(""));
    const std::vector<double>& taken = values.empty() ? unknown : values;
    column.values.insert(column.values.end(), taken.begin(), taken.end());
  };
  Texts zone, form;
  std::array<Reals, 5> shares;
  Reals lift, lower, upper;
  const std::size_t zones = study.neighbourhoods.zones.size();
  for (const FormMeasures& one : all) {
    const std::array<const std::vector<double>*, 5> measured{&one.measures.area, &one.measures.population,
                                                             &one.measures.dwellings, &one.measures.incidents,
                                                             &one.measures.hot};
    for (std::size_t i = 0; i < shares.size(); ++i) append(shares[i], *measured[i], zones);
    for (std::size_t z = 0; z < zones; ++z) {
      zone.push_back(study.neighbourhoods.zones.id[z]);
      form.push_back(one.form);
      lift.values.push_back(one.lifts.zone[z].value);
      lower.values.push_back(one.lifts.zone[z].lower);
      upper.values.push_back(one.lifts.zone[z].upper);
    }
  }
  return table_of(coverage_tables()[1],
                  {zone, form, shares[0], shares[1], shares[2], shares[3], shares[4], lift, lower, upper});
}

NewLayer coverage_pairs_table(const std::vector<FormPair>& pairs) {
  Texts first, second, note;
  Reals shared, share;
  Integers zones;
  for (const FormPair& pair : pairs) {
    first.push_back(pair.first);
    second.push_back(pair.second);
    shared.values.push_back(pair.shared / 1e4);
    share.values.push_back(pair.share);
    zones.values.push_back(pair.zones);
    push(pair.probable_error ? "probable_mapping_error" : "", note);
  }
  return table_of(coverage_tables()[2], {first, second, shared, share, zones, note});
}

}  // namespace vigie

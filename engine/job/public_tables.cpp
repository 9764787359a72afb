// Declarations and rows of the tables that make a series of public files.
#include "engine/job/public_tables.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/analysis/analysis.h"
#include "engine/analysis/vocabulary.h"
#include "engine/job/assembly.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 5> log_columns{{
    {.name = "layer", .title = "Layer", .help = "Name of the layer or table"},
    {.name = "column", .title = "Column", .help = "Name of the column; none: the whole layer"},
    {.name = "reason",
     .title = "Why it is hidden",
     .help = "suppressed: small, or it would give a small number back; not_public: this kind of number never is; "
             "no_support: too little lies under the pixel, or too few cells of the area show their class"},
    {.name = "hidden", .title = "Values hidden", .unit = Unit::count, .help = "Rows or pixels", .decimals = 0},
    {.name = "share", .title = "Share hidden", .unit = Unit::share, .help = "Of all rows or pixels"},
}};
constexpr std::array<OutputColumn, 4> memory_columns{{
    {.name = "layer", .title = "Layer", .help = "Name of the layer or table"},
    {.name = "unit", .title = "Place", .help = "Identifier of the cell or neighbourhood"},
    {.name = "n",
     .title = "Reports in an earlier file",
     .unit = Unit::count,
     .help = "The last number that a public file of this series showed, where this one hides it",
     .decimals = 0},
    {.name = "outline", .title = "Outline", .help = "Fingerprint of the outline"},
}};
constexpr OutputColumn reason_column{
    .name = "n_reason", .title = "Why there is no value", .help = "Cause of a missing number"};

constexpr std::string_view internal_words = "For internal use only.";
constexpr std::string_view public_words = "Public file: small numbers are hidden, with all that would give them back.";

template <std::size_t Size>
Layer table_of(std::string_view name, std::string_view title, std::string_view description,
               const std::array<OutputColumn, Size>& columns, Language language) {
  Layer layer{.name = std::string(name),
              .title = in_language(title, language),
              .description = in_language(description, language),
              .caveat = {},
              .geometries = {},
              .fields = {},
              .table = {},
              .look = {},
              .label = {},
              .tip = {},
              .sort_by = {}};
  for (const OutputColumn& column : columns) layer.fields.push_back(field_of(column, language));
  return layer;
}

Layer suppression_log(Language language) {
  return table_of("suppression_log", "Hidden numbers", "How many numbers are hidden, by layer, column and reason.",
                  log_columns, language);
}

class Memory {
 public:
  void add(std::string_view layer, const std::string& unit, std::int64_t number, const std::string& outline) {
    layers_.push_back(layer);
    units_.push_back(unit);
    numbers_.values.push_back(number);
    if (outline.empty()) {
      outlines_.push_null();
    } else {
      outlines_.push_back(outline);
    }
  }
  Layer done(Language language) {
    Layer layer =
        table_of("release_memory", "Memory of the series",
                 "What later public files must know of this one and of those before it.", memory_columns, language);
    layer.table.add("layer", std::move(layers_));
    layer.table.add("unit", std::move(units_));
    layer.table.add("n", std::move(numbers_));
    layer.table.add("outline", std::move(outlines_));
    return layer;
  }

 private:
  Texts layers_, units_, outlines_;
  Integers numbers_;
};

Layer release_memory(const PublicNumbers& numbers, Language language) {
  Memory memory;
  const auto once = [](const UnitState& unit) { return unit.shown == no_integer ? unit.earlier : no_integer; };
  for (std::size_t i = 0; i < numbers.zone_id.size(); ++i)
    memory.add("neighbourhoods", numbers.zone_id[i], once(numbers.proposal.zones[i]), numbers.outline[i]);
  for (std::size_t i = 0; i < numbers.cell_id.size(); ++i)
    if (const std::int64_t number = once(numbers.proposal.cells[i]); number != no_integer)
      memory.add("cells", numbers.cell_id[i], number, "");
  return memory.done(language);
}

void add_to_manifest(const PublicFacts& facts, Layer& manifest) {
  const auto add = [&](std::string_view key, const std::string& value) {
    const std::array<std::pair<std::string_view, std::string>, 4> row{
        {{"section", "disclosure"}, {"key", std::string(key)}, {"value", value}, {"origin", "data"}}};
    Table longer;
    for (const Column& column : manifest.table.columns()) {
      Texts texts = std::get<Texts>(column.values);
      texts.push_back(std::ranges::find(row, column.name, &std::pair<std::string_view, std::string>::first)->second);
      longer.add(column.name, std::move(texts));
    }
    manifest.table = std::move(longer);
  };
  add("scope", facts.scope);
  if (const std::int64_t total = facts.numbers->proposal.total.shown; total != no_integer)
    add("total", std::to_string(total));
  for (const auto& [key, value] : facts.further) add(key, value);
}

void add_reasons(Layer& layer, Language language) {
  if (layer.table.find("n_reason")) return;
  Texts none;
  for (std::size_t i = 0; i < layer.table.rows(); ++i) none.push_null();
  layer.fields.push_back(field_of(reason_column, language));
  layer.table.add("n_reason", std::move(none));
}

std::string audience_words(const Job& job) {
  const auto language = job.section("study").choice<Language>(study_keys::language);
  return " " + in_language(is_public(job) ? public_words : internal_words, language);
}

}  // namespace

void introduce(const Job& job, Layer& layer) {
  const std::string study = job.section("study").text(study_keys::name);
  layer.description = (study.empty() ? "" : study + ". ") + layer.description + audience_words(job);
}

void add_public_tables(const Job& job, const PublicFacts& facts, ResultSet& results) {
  const auto language = job.section("study").choice<Language>(study_keys::language);
  for (Layer& layer : results.layers) {
    if (layer.name == "run_manifest") add_to_manifest(facts, layer);
    if (layer.name == "cells" || layer.name == "neighbourhoods") add_reasons(layer, language);
  }
  std::array<Layer, 2> tables{suppression_log(language), release_memory(*facts.numbers, language)};
  for (Layer& table : tables) {
    introduce(job, table);
    results.layers.push_back(std::move(table));
  }
}

void name_audience(const Job& job, ResultSet& results) {
  results.audience = is_public(job) ? Audience::not_yet_public : Audience::internal;
  const std::string words = audience_words(job);
  for (Layer& layer : results.layers) layer.description += words;
  for (Raster& raster : results.rasters) raster.description += words;
}

}  // namespace vigie

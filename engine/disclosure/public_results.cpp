// Layer by layer, column by column, by the list.
#include "engine/disclosure/public_results.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/disclosure/public_columns.h"
#include "engine/disclosure/public_records.h"
#include "engine/disclosure/rounding.h"
#include "engine/disclosure/summed_cells.h"

namespace vigie {
namespace {

// The same kind of column with nothing in it where `hide` says so.
Values without(const Values& values, const std::vector<std::uint8_t>& hide) {
  Values left = values;
  if (auto* reals = std::get_if<Reals>(&left)) {
    for (std::size_t i = 0; i < hide.size(); ++i)
      if (hide[i] != 0) reals->values[i] = std::numeric_limits<double>::quiet_NaN();
  } else if (auto* integers = std::get_if<Integers>(&left)) {
    for (std::size_t i = 0; i < hide.size(); ++i)
      if (hide[i] != 0) integers->values[i] = no_integer;
  } else if (auto* instants = std::get_if<Instants>(&left)) {
    for (std::size_t i = 0; i < hide.size(); ++i)
      if (hide[i] != 0) instants->values[i] = no_instant;
  } else {
    const Texts& all = std::get<Texts>(values);
    Texts texts;
    for (std::size_t i = 0; i < hide.size(); ++i) {
      if (hide[i] != 0 || all.is_null(i)) {
        texts.push_null();
      } else {
        texts.push_back(all.at(i));
      }
    }
    left = std::move(texts);
  }
  return left;
}

std::vector<double> numbers(const Values& values) {
  std::vector<double> found;
  if (const auto* reals = std::get_if<Reals>(&values)) return reals->values;
  if (const auto* integers = std::get_if<Integers>(&values))
    for (std::int64_t value : integers->values)
      found.push_back(value == no_integer ? std::nan("") : static_cast<double>(value));
  return found;
}

class Gate {
 public:
  Gate(Layer& layer, const PublicCounts& counts, const ResultSet& results)
      : layer_(layer), counts_(counts), results_(results), rows_(layer.table.rows()) {
    if (layer.name == "cells") published_ = &counts.cells;
    if (layer.name == "neighbourhoods") published_ = &counts.zones;
    hidden_.assign(rows_, 0);
    for (std::size_t i = 0; published_ && i < rows_; ++i) hidden_[i] = (*published_)[i] == no_integer ? 1 : 0;
  }

  std::vector<HiddenShare> pass() {
    for (const Column& column : std::vector<Column>(layer_.table.columns())) pass_column(column);
    if (layer_.name == "coverage_summary") hide_measures();
    if (published_) give_reasons();
    redraw();
    return std::move(log_);
  }

 private:
  void pass_column(const Column& column) {
    if (column.name == "n_reason") return;
    switch (nature_of(layer_.name, column.name)) {
      case Nature::fact:
        return;
      case Nature::count:
        layer_.table.replace(column.name, published_ ? Values(Integers{*published_}) : without(column.values, all()));
        return note(column.name, "suppressed", hidden_);
      case Nature::sum:
        return hide(column, cells_hidden_inside(layer_, results_, counts_.cells), "suppressed");
      case Nature::members:
        return hide(column, small(column), "suppressed");
      case Nature::rounded:
        round(column);
        [[fallthrough]];
      case Nature::of_row:
        return hide(*layer_.table.find(column.name), hidden_, "suppressed");
      case Nature::hidden:
        return hide(column, all(), "not_public");
    }
  }
  std::vector<std::uint8_t> all() const { return std::vector<std::uint8_t>(rows_, 1); }
  std::vector<std::uint8_t> small(const Column& column) const {
    std::vector<std::uint8_t> is;
    for (double value : numbers(column.values)) is.push_back(value > 0 && value < static_cast<double>(counts_.limit));
    return is;
  }
  void round(const Column& column) {
    const auto* reals = std::get_if<Reals>(&column.values);
    if (!reals) return;
    Reals few = *reals;
    for (double& value : few.values) value = rounded_to(value, 3);
    layer_.table.replace(column.name, std::move(few));
  }
  void hide(const Column& column, const std::vector<std::uint8_t>& rows, std::string_view reason) {
    const std::string name = column.name;
    layer_.table.replace(name, without(column.values, rows));
    note(name, reason, rows);
  }
  void note(std::string_view column, std::string_view reason, const std::vector<std::uint8_t>& rows) {
    const auto count = std::ranges::count(rows, 1);
    if (count > 0) log_.push_back({layer_.name, std::string(column), std::string(reason), count, std::ssize(rows)});
  }
  void hide_measures() {
    const auto* measures = layer_.table.find_as<Texts>("measure");
    const Column* value = layer_.table.find("value");
    if (!measures || !value) return;
    std::vector<std::uint8_t> others;
    for (std::size_t i = 0; i < rows_; ++i)
      others.push_back(std::ranges::find(public_measures(), measures->at(i)) == public_measures().end() ? 1 : 0);
    hide(*value, others, "suppressed");
    if (const auto* notes = layer_.table.find_as<Texts>("note"))
      layer_.table.replace("note", with_reason(*notes, others));
  }
  static Texts with_reason(const Texts& before, const std::vector<std::uint8_t>& rows) {
    Texts texts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] != 0) {
        texts.push_back("suppressed");
      } else if (before.is_null(i)) {
        texts.push_null();
      } else {
        texts.push_back(before.at(i));
      }
    }
    return texts;
  }
  // Other reasons may depend on the count that is hidden, so that they go from rows where it is.
  void give_reasons() {
    if (const auto* before = layer_.table.find_as<Texts>("n_reason"))
      layer_.table.replace("n_reason", with_reason(*before, hidden_));
  }
  // Class limits must not be those of the numbers that are hidden.
  void redraw() {
    auto* graduated = std::get_if<Graduated>(&layer_.look);
    if (!graduated) return;
    const Column* column = layer_.table.find(graduated->field);
    graduated->breaks = column ? quintiles(numbers(column->values)) : std::vector<double>{};
    if (graduated->breaks.empty()) layer_.look = Single{};
  }

  Layer& layer_;
  const PublicCounts& counts_;
  const ResultSet& results_;
  std::size_t rows_;
  const std::vector<std::int64_t>* published_ = nullptr;
  std::vector<std::uint8_t> hidden_;  // rows whose n is hidden
  std::vector<HiddenShare> log_;
};

bool points(const Layer& layer) {
  return std::holds_alternative<std::vector<Point>>(layer.geometries);
}

void append(std::vector<HiddenShare>& log, std::vector<HiddenShare> more) {
  log.insert(log.end(), more.begin(), more.end());
}

void drop_layers(ResultSet& results, std::vector<HiddenShare>& log) {
  const auto goes = [](const Layer& layer) {
    const bool single = points(layer) && !may_be_public_as_points(layer.name);
    return !is_record(layer) && (single || !may_be_public(layer.name));
  };
  for (const Layer& layer : results.layers)
    if (goes(layer)) log.push_back({layer.name, "", "not_public", 0, 0});
  std::erase_if(results.layers, goes);
  const auto raster_goes = [](const Raster& raster) { return !may_be_public_raster(raster.name); };
  for (const Raster& raster : results.rasters)
    if (raster_goes(raster)) log.push_back({raster.name, "", "not_public", 0, 0});
  std::erase_if(results.rasters, raster_goes);
}

void pass_rasters(ResultSet& results, const PublicCounts& counts, std::vector<HiddenShare>& log) {
  const auto shown = [](const Raster& raster) {
    return std::ranges::count_if(raster.surface.values, [](double v) { return !std::isnan(v); });
  };
  for (Raster& raster : results.rasters) {
    const auto before = shown(raster);
    classify_heat_map(raster.surface, counts.heat_map, static_cast<double>(counts.limit));
    log.push_back({raster.name, "", "no_support", before - shown(raster), before});
  }
}

}  // namespace

std::vector<HiddenShare> make_public(ResultSet& results, const PublicCounts& counts) {
  std::vector<HiddenShare> log;
  drop_layers(results, log);
  for (Layer& layer : results.layers) {
    const auto all = static_cast<std::int64_t>(layer.table.rows());
    if (const std::int64_t dropped = drop_unsupported_outlines(layer, results, counts.cells); dropped > 0)
      log.push_back({layer.name, "", "no_support", dropped, all});
    if (is_record(layer)) {
      make_record_public(layer, counts.limit);
    } else {
      append(log, Gate(layer, counts, results).pass());
    }
  }
  pass_rasters(results, counts, log);
  for (Layer& layer : results.layers)
    if (layer.name == "suppression_log") fill_suppression_log(layer, log);
  results.audience = Audience::everyone;
  return log;
}

}  // namespace vigie

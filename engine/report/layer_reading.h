// Values of a layer as numbers and as words, whatever their type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/data/layer.h"
#include "engine/report/wording.h"

namespace vigie {

const Layer* find_layer(const ResultSet& results, std::string_view name);
const Field* find_field(const Layer& layer, std::string_view column);

/// NaN where there is no such column, no value, or no number.
double number_at(const Layer& layer, std::string_view column, std::size_t row);
/// As stored; "" where there is no such column or no value.
std::string text_at(const Layer& layer, std::string_view column, std::size_t row);
bool is_missing(const Layer& layer, std::string_view column, std::size_t row);
/// For people: with its decimals, shares as percent, codes by their label, instants as days; a dash where missing.
std::string shown_at(const Layer& layer, const Field& field, std::size_t row, const Wording& say);
/// True if some row has a value.
bool has_values(const Layer& layer, std::string_view column);
double sum_of(const Layer& layer, std::string_view column);

/// Rows by `column` descending, missing values last, ties in their order.
std::vector<std::size_t> rows_by(const Layer& layer, std::string_view column);

/// Title and unit, "Rate (per 1000 per year)"; shares, counts and titles that name their unit without.
std::string heading_of(const Field& field, const Wording& say);

/// The value of a key of the run manifest, "" if it does not stand there.
std::string setting(const ResultSet& results, std::string_view section, std::string_view key);

std::size_t features_in(const Layer& layer);

/// The name of a place: the layer's own, or that of the zone with its `zone_id`, else its id.
std::string place_name(const Layer& layer, const Layer* zones, std::size_t row);

}  // namespace vigie

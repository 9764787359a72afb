// Declarations of [area_counts], which stands beside [reports] as an input of equal rank.
#include <array>

#include "engine/analysis/table_keys.h"
#include "engine/job/sections.h"

namespace vigie {
namespace counts_keys {
constexpr Parameter source = text_key("source", "", "Table of counts by area: CSV, or a layer of a vector file.");
constexpr Parameter layer = table_keys::layer;
constexpr Parameter area = text_key("area", by_name, "Column with the code of the neighbourhood, as text.");
constexpr Parameter period_start = text_key(
    "period_start", by_name, "Column of the first day of the period; without period_end also 2024-03 or 2024.");
constexpr Parameter period_end =
    text_key("period_end", "by name, else the end of the month or year that period_start names",
             "Column of the first day that no longer counts.");
constexpr Parameter category = text_key("category", by_name, "Column of the category.");
constexpr Parameter count = text_key("count", by_name, "Column of the number of events: whole, not negative.");
constexpr Parameter time_format{
    .name = "time_format", .fallback = "iso", .help = "iso, epoch_s, epoch_ms, excel, or a pattern such as %d/%m/%Y."};
constexpr Parameter keep{.name = "keep", .kind = ParameterKind::list, .otherwise = "all", .help = "Categories to use."};
constexpr Parameter where =
    text_key("where", "every record", "Records to use, such as: kind = 'noise' and severity >= 3.");
constexpr Parameter encoding = table_keys::encoding;
constexpr Parameter delimiter = table_keys::delimiter;
constexpr Parameter max_bad{.name = "max_bad",
                            .kind = ParameterKind::number,
                            .fallback = "50",
                            .unit = Unit::percent,
                            .minimum = 0,
                            .maximum = 100,
                            .help = "Percent of bad rows that stops the run; every area that misses one is named."};
}  // namespace counts_keys

std::span<const Parameter> counts_parameters() {
  static const std::array<Parameter, 14> all{
      counts_keys::source,       allow_database,          counts_keys::layer,    counts_keys::area,
      counts_keys::period_start, counts_keys::period_end, counts_keys::category, counts_keys::count,
      counts_keys::time_format,  counts_keys::keep,       counts_keys::where,    counts_keys::encoding,
      counts_keys::delimiter,    counts_keys::max_bad};
  return all;
}

}  // namespace vigie

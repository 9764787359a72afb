// Keys of [reports] that say how an export differs from a plain table.
#include <array>

#include "engine/job/sections.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 3> repeats{"none", "rows", "ids"};

}  // namespace

namespace reports_keys {
constexpr Parameter comment{.name = "comment",
                            .otherwise = "no line; one that begins with # where the header should be stops the run",
                            .help =
                                "Lines of a CSV that begin with this are left out and counted, such as #; none: such "
                                "lines are data."};
constexpr Parameter skip_lines{.name = "skip_lines",
                               .kind = ParameterKind::integer,
                               .fallback = "0",
                               .minimum = 0,
                               .maximum = 100'000,
                               .help = "Lines before the header of a CSV, which are left out."};
constexpr Parameter deduplicate{
    .name = "deduplicate",
    .kind = ParameterKind::choice,
    .fallback = "none",
    .choices = repeats,
    .help =
        "Repeated reports that are left out: none; rows equal to an earlier one in every field; or these and those "
        "whose id stood in an earlier one (ids)."};
constexpr Parameter as_of{.name = "as_of",
                          .kind = ParameterKind::date,
                          .otherwise = "unknown",
                          .help = "Day on which the file was made: times more than a day after it are bad dates."};
constexpr Parameter crs_column{.name = "crs_column",
                               .otherwise = "none",
                               .help =
                                   "Column with the CRS of each row as AUTHORITY:CODE, or the code alone; where it is "
                                   "empty, crs holds."};
constexpr Parameter most_categories{
    .name = "most_categories",
    .kind = ParameterKind::integer,
    .fallback = "1000",
    .minimum = 1,
    .maximum = 1'000'000,
    .help =
        "Categories that are told apart: so many of the most frequent ones and all that the job names; the rest is "
        "counted as other."};
}  // namespace reports_keys

}  // namespace vigie

// Which column of a file plays which role, by its name and its content.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/reader.h"

namespace vigie {

/// A role, the column that seems to fill it, and how it was found.
struct ColumnGuess {
  std::string role;  // key of the section: "x", "time", "population"
  std::string column;
};

/// Coordinates (x and y, or wkt), id, time, category, origin, channel, incident and closed, as far as names in four
/// languages and the sample agree. A time column is taken only if nearly all of its values read as ISO times.
std::vector<ColumnGuess> guess_report_columns(const Preview& preview);

/// area, period_start, period_end, category and count of a table of counts.
std::vector<ColumnGuess> guess_count_columns(const Preview& preview);

/// area, indicator, wave, rate, lo, hi, variance, respondents and level of a table of survey results.
std::vector<ColumnGuess> guess_survey_columns(const Preview& preview);

/// segment, hour_start, minutes, form and interval_s of a table of presence.
std::vector<ColumnGuess> guess_presence_columns(const Preview& preview);

/// id and class of a street network.
std::vector<ColumnGuess> guess_street_columns(const Preview& preview);

/// id (unique values), name, population, dwellings, households, deprivation. Of names in several languages (name_fr,
/// name_nl; tx_sector_descr_de) that of `language` ("en", "fr", "nl", "de") is taken where there is one.
std::vector<ColumnGuess> guess_zone_columns(const Preview& preview, std::string_view language);

/// table_id, population, dwellings, households, deprivation of a table beside the boundaries.
std::vector<ColumnGuess> guess_table_columns(const Preview& preview);

/// id, name, form, valid_from, valid_to, status, last_verified, members, member_unit, active_hours.
std::vector<ColumnGuess> guess_watch_columns(const Preview& preview, std::string_view language);

}  // namespace vigie

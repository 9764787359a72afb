// The columns of boundaries that play a role: names, population, forms, dates.
#pragma once

#include <string>
#include <vector>

#include "engine/job/intake.h"
#include "engine/job/zone_table.h"

namespace vigie {

/// One column as texts, "" for NULL; all "" where `name` is "" or there is no such column.
std::vector<std::string> column_texts(const Table& table, const std::string& name, std::size_t rows);

/// Fills names and numbers of the neighbourhoods from `table`, else from their own columns.
void name_neighbourhoods(const Settings& settings, const TableValues& table, Neighbourhoods& zones, Intake& intake);

/// Fills forms, dates and counts of the watch areas from their columns.
void describe_watch_areas(const Settings& settings, const TimeZone& zone, WatchAreas& watch, Intake& intake);

}  // namespace vigie

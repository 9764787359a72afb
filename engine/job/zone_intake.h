// Boundaries from file to ZoneSet: columns guessed, rings repaired, ids checked, projected, sorted by id.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/stored.h"
#include "engine/geometry/projection.h"
#include "engine/io/reader.h"
#include "engine/job/column_guess.h"
#include "engine/job/intake.h"

namespace vigie {

/// Polygons as stored, repaired, with the CRS they are in.
struct ZonesTaken {
  StoredZones stored;
  Crs crs;
  Source source;
};

/// Polygons read, mended, and entered in the account under `section`. `given_crs` "": from the file, else guessed.
ZonesTaken read_polygons(Source source, std::string_view section, const std::string& given_crs, Intake& intake);

/// Reads the polygons of a section. `guess` fills roles that the job leaves open, by the file's columns and those of
/// [neighbourhoods] table.
ZonesTaken read_boundaries(Job& job, std::string_view section, Intake& intake,
                           std::vector<ColumnGuess> (*guess)(const Preview&, std::string_view language));

/// Reads the polygons that [study] area names; without CRS of their own they are taken to be in degrees.
ZonesTaken read_area(const Job& job, Intake& intake);

/// Projects to the study's CRS. `id_column` "": record numbers. Throws DataError for missing or repeated ids.
ZoneSet place_boundaries(const ZonesTaken& taken, const std::string& id_column, const Crs& study,
                         std::string_view section, Intake& intake);

/// The best operation between two CRS where the study lies; its error names the file.
Projection operation_for(const std::string& source, const Crs& from, const Crs& to, const Box& degrees);

/// The CRS that a file names. Throws DataError with the file's name where it cannot be used (a grid file in it, heights
/// only, no CRS at all): the job may name another.
Crs crs_of_file(const std::string& source, const std::string& text, std::string_view section);

/// A source as a section of the job names it. Throws UsageError if it names none.
Source source_of(const Job& job, std::string_view section);

/// The filter of a section, if it has one. Throws UsageError where it cannot be read.
std::optional<RowFilter> filter_of(const Settings& settings, const Parameter& where);

/// Writes guesses into the settings for roles that the job leaves open. Throws DataError for a named column that the
/// file does not have.
void settle_columns(Job& job, std::string_view section, const Preview& preview, const std::vector<ColumnGuess>& guesses,
                    std::vector<std::string>& messages);

}  // namespace vigie

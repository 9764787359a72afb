// What looks odd about reports although each of them can be read.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/data/stored.h"
#include "engine/geometry/projection.h"
#include "engine/io/reader.h"

namespace vigie {

/// Columns that by their names or values hold e-mail addresses, telephone numbers, names or numbers of persons.
void judge_columns(const std::string& source, const Preview& first_look, std::vector<Finding>& findings);

/// How many records say again what an earlier one said, in every field or by their identifier, and what became of them.
void tell_repeats(const std::string& source, const ReportsRead& read, Deduplicate left_out,
                  std::vector<Finding>& findings);

/// How many categories there are; a warning where it is that of a free text.
void judge_categories(const std::string& source, std::size_t categories, std::vector<Finding>& findings);

/// Share of the reports whose coordinates, as stored, are both rounded to 0.01 degree, or to 1 km in metres: a lattice
/// of stand-in places.
void judge_rounding(const std::string& source, const StoredPoints& points, const Crs& crs,
                    std::vector<Finding>& findings);

/// A sentence where the last report lies more than a day after the clock's now. Never a finding: what a clock says must
/// not reach an output.
void warn_of_future(Instant last, std::vector<std::string>& messages);

}  // namespace vigie

// From files to points and zones in metres: reading, guessing, repairing, projecting, with every row accounted for.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/study.h"
#include "engine/geometry/projection.h"
#include "engine/io/reader.h"
#include "engine/io/source.h"
#include "engine/job/job_file.h"
#include "engine/job/progress.h"

namespace vigie {

/// One input as the manifest and the summary name it.
struct InputRecord {
  std::string section;  // reports, area_counts, neighbourhoods, watch_areas, study
  std::string name;     // file name
  Fingerprint fingerprint;
  std::string crs;        // CRS of the coordinates
  std::string operation;  // how they came to the study's CRS
  Ledger ledger;
};

/// How many reports of a category there are, and how many of them have a place.
struct Hits {
  std::int64_t all = 0, located = 0;
};

/// Everything that was read, and what it told.
struct Intake {
  Study study;  // reports, area counts, neighbourhoods, watch areas, area; places and counts are not filled yet
  Crs crs;      // of the study
  Box degrees;  // where the neighbourhoods lie; decides which coordinate operation is the most accurate
  std::vector<InputRecord> inputs;
  std::map<std::string, Hits> hits;  // by category
  std::vector<Point> outside;        // reports outside the study area
  std::vector<Finding> findings;
  std::vector<std::pair<std::string, std::string>> identity;  // of the run, for the manifest: key, value
  std::vector<std::string> messages;                          // guesses and repairs, one sentence each
};

/// How the reports come in: read_reports, or what puts parts together that were read before.
using ReadReports = std::function<ReportsRead(const Source&, const ReportRequest&)>;

/// Reads all inputs of the job. Guessed columns and the like are written into the job's settings as chosen from data.
/// Throws DataError, NoInputError, UsageError.
Intake take_in(Job& job, Stopwatch& watch, const ReadReports& reading = read_reports);

/// The first step of it: boundaries, the study's CRS, area and time zone.
void take_in_boundaries(Job& job, Intake& intake, Stopwatch& watch);

}  // namespace vigie

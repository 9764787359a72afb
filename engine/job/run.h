// The whole road: read, project, count, analyse, write.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/data/rejects.h"
#include "engine/job/intake.h"
#include "engine/job/job_file.h"
#include "engine/job/progress.h"
#include "engine/job/standing_output.h"

namespace vigie {

/// What a run tells at its end; the source of --json and of the words for people.
struct RunSummary {
  struct Rows {
    std::string section, source;
    std::int64_t read = 0, used = 0;  // no_integer: not told
    std::map<std::string, std::int64_t> rejected;
  };
  std::vector<Rows> rows;
  std::vector<std::pair<std::string, std::int64_t>> layers;  // name, rows
  std::vector<Finding> findings;
  std::vector<std::string> warnings;
  std::vector<std::pair<std::string, double>> seconds;
  std::vector<Alert> alerts;
  std::string output;      // "" for a check
  bool unchanged = false;  // the output was left as it is, since nothing it is made of changed
};

/// Runs the job and writes its GeoPackage, unless it stands already. Any exception leaves the previous output
/// untouched.
RunSummary run_job(Job job, const Listener& listener, Rewrite rewrite = Rewrite::always,
                   const ReadReports& reading = read_reports);

/// Reads, projects and joins everything, writes nothing.
RunSummary check_job(Job job, const Listener& listener);

/// The path that the job writes: output.geopackage, else the job file's name with .gpkg.
std::string output_path(const Job& job);

}  // namespace vigie

// The end of a run: one JSON object for scripts, a few lines for people.
#pragma once

#include <string>

#include "engine/io/inspect.h"
#include "engine/io/relink.h"
#include "engine/job/run.h"

namespace vigie::cli {

/// One object with rows, layers, findings, warnings, seconds and output.
std::string summary_json(const RunSummary& summary);
/// What the command of on_alert gets: the job file's name, the output, and the alerts.
std::string alerts_json(const std::string& job, const RunSummary& summary);
/// One object on one line, for --progress json.
std::string alert_line(const Alert& alert);
std::string summary_lines(const RunSummary& summary);

std::string show_json(const GeoPackageSummary& file);
std::string show_lines(const GeoPackageSummary& file);

/// {"file": PATH, "was": NAME, "projects": [...]}: what `vigie relink` mended.
std::string relink_json(const RelinkSummary& done, const std::string& path);

}  // namespace vigie::cli

// Every file that a job reads, by the part it plays: what an output must not overwrite, and what a run is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/source.h"
#include "engine/job/job_file.h"

namespace vigie {

struct NamedInput {
  std::string role;      // as InputRecord::section; or SECTION.KEY of a file that is read beside those
  Source source;         // a file, or a database
  bool recorded = true;  // the intake keeps its fingerprint
};

/// In a fixed order. Throws UsageError where a section names no source.
std::vector<NamedInput> input_files(const Job& job);

/// Paths that no output may take: every file that the job reads, and the job file itself.
std::vector<std::string> input_paths(const Job& job);

/// The value of a setting as outputs tell it: inputs are named by what they are, not by where they lie or who may open
/// them.
std::string shown_value(std::string_view section, const Settings::Entry& entry);

}  // namespace vigie

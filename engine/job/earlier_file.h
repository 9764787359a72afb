// The last public file of a series: what it showed, and what it counted.
#pragma once

#include <optional>
#include <string>

#include "engine/disclosure/release_guard.h"
#include "engine/job/job_file.h"

namespace vigie {

struct EarlierFile {
  EarlierRelease release;
  std::string shape, cell_size;  // of its grid; "" where it has none
  std::string from, to;          // its period as days; "" where it has none
  std::string scope;             // which reports it counts, as `scope_of` says it
  std::string mask;              // how its points are moved, as MaskPlan::text says it; "" where it has none
};

/// The public file under that name. Nothing where there is none and the job says that this is the first release. Throws
/// UsageError where there is none and the job does not say so.
std::optional<EarlierFile> earlier_file(const Job& job, const std::string& path);

/// The settings that decide which reports are counted, in one text.
std::string scope_of(const Job& job);

/// True if no day is counted by both.
bool periods_apart(const EarlierFile& earlier, const Job& job);

}  // namespace vigie

// A job in parts: the plan, one part, and the merge that gives the file of the plain run.
#pragma once

#include <string>
#include <vector>

#include "engine/job/run.h"

namespace vigie {

/// What a plan or a part tells at its end.
struct PartSummary {
  std::string path;  // of the plan, or of the part
  int part = 0, parts = 0;
  std::int64_t read = 0, used = 0;  // rows of the reports; of a part, `used` are those that could be read
};

/// Looks through all inputs once and writes the plan beside the job file; an earlier plan is replaced. Throws as
/// check_job, and UsageError for a job that cannot be done in parts.
PartSummary plan_job(Job job, int parts, const Listener& listener);

/// Reads the part's share of the reports and writes it to `path`. May be repeated: the same bytes come out. Throws
/// UsageError where settings, versions or the number of parts are not those of the plan, NoInputError where there is no
/// plan, DataError where an input is not the planned one.
PartSummary run_part(Job job, int part, int parts, const std::string& path, const Listener& listener);

/// The parts of a plan, all found whole, each there once.
class PartsInOrder {
 public:
  /// Throws NoInputError (no plan, no such file), DataError (damaged, of another plan), UsageError (missing or given
  /// twice; settings that are not the plan's).
  PartsInOrder(const Job& job, const std::vector<std::string>& paths);
  /// Puts the parts in the place of the file that they were read from.
  ReadReports reading() const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

}  // namespace vigie

// One public file: which numbers it shows, what it remembers of earlier ones, and its way through the gate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/job/assembly.h"
#include "engine/job/mask_plan.h"
#include "engine/job/moved_reports.h"
#include "engine/job/public_study.h"

namespace vigie {

class PublicRelease {
 public:
  /// Before anything is read: reads the last public file at `path` and takes over its grid where the job names none.
  /// Heat maps get pixels of 100 m at least. Throws UsageError where there is no last file (see earlier_file), where
  /// the job wants single reports without saying how they are moved (see mask_plan), and where the last file moved them
  /// otherwise.
  PublicRelease(Job& job, const std::string& path);

  /// Decides what is shown and puts it in the place of the reports; what was said about the inputs is forgotten.
  void protect(const Job& job, Intake& intake);

  /// Analyses that run: those of `chosen` of which something may be public, where the shown counts allow it.
  std::vector<const Analysis*> allowed(const std::vector<const Analysis*>& chosen, Intake& intake) const;

  /// Takes the results through the gate of engine/disclosure, with the tables that only public files have.
  void disclose(const Job& job, const Study& shown, const std::vector<Finished>& finished, ResultSet& results) const;

  /// The reports that the file speaks of; `no_integer` where that is hidden.
  std::int64_t total() const { return numbers_.proposal.total.shown; }

 private:
  void forget_what_differs(const Job& job, Intake& intake);
  void tell(Intake& intake) const;

  void show_moved(const Job& job, const Study& study, ResultSet& results) const;

  std::int64_t limit_ = 5;
  MaskPlan plan_;
  std::optional<EarlierFile> earlier_;
  PublicNumbers numbers_;
  MovedReports moved_;
};

}  // namespace vigie

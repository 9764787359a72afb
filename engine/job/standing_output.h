// The output that stands before a run: whether it is the very one that the run would write, what it is compared with,
// and the history that goes on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/release.h"
#include "engine/io/release_file.h"
#include "engine/job/run_identity.h"

namespace vigie {

/// Whether an output is written again although nothing changed.
enum class Rewrite { if_changed, always };

class StandingOutput {
 public:
  /// Looks at the file that the job is about to replace, after the place is locked and before inputs are read. With
  /// [change] against a release, values that the release chose from its data for grid and hot spots are held in the
  /// job, so that cells can be compared.
  /// Throws UsageError (64) with the list of settings that differ from those of the release compared with.
  StandingOutput(Job& job, const std::string& path, Rewrite rewrite);

  /// True if the file was made of the same inputs and settings by the same version, and every other output of the job
  /// is there.
  bool is_current() const { return current_; }

  /// After reading: what is compared with, and the rows of the manifest about the run. Throws DataError if an input
  /// changed since it was hashed.
  void settle(const Job& job, Intake& intake) const;

  /// Rows of earlier runs, oldest first; nothing where the job keeps no history.
  const std::vector<HistoryRow>& history() const { return history_; }

 private:
  bool is_made_of_the_same(const Job& job) const;
  void read_comparison(const Job& job);
  bool compares_releases(const Job& job) const;
  std::shared_ptr<const Release> release_of(const InputHashes& inputs) const;

  std::string path_, settings_;
  std::optional<InputHashes> hashes_;
  std::optional<ReleaseFile> standing_, against_;
  std::vector<HistoryRow> history_;
  std::vector<std::string> messages_;
  bool compares_ = false, current_ = false;
};

/// Plays back into the file what a crashed program left beside it, as happens before the rename anyway; only where the
/// job reads the file. The place must be locked.
void settle_standing_file(const Job& job, const std::string& path);

/// True if the job keeps a history: [output] keep above 0, or [change] where keep is not given.
bool keeps_history(const Job& job);

}  // namespace vigie

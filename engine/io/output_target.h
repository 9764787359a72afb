// The place of one output: its name, its lock, its drafts, and the step that puts a finished draft in their stead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/io/file_handle.h"
#include "engine/io/writer.h"

namespace vigie {

/// See OutputPlace. Two drafts lie beside the output, so that the rename is atomic: one that is filled, and one that
/// VACUUM INTO makes of it. Whatever happens, both are gone when this ends.
class OutputTarget {
 public:
  OutputTarget(const std::string& path, std::vector<std::string> inputs, OnBusy on_busy);
  ~OutputTarget();
  OutputTarget(const OutputTarget&) = delete;
  OutputTarget& operator=(const OutputTarget&) = delete;

  const std::string& path() const { return shown_path_; }
  /// The file's own name, without folder.
  const std::string& file_name() const { return name_; }
  /// Where it lies, without symbolic links on the way.
  std::string place() const { return real_path(name_); }
  std::string draft() const { return draft_prefix_ + ".gpkg"; }
  std::string finished_draft() const { return draft_prefix_ + "-v.gpkg"; }

  /// Throws IoError if the disk has less room than `bytes`.
  void require_room(double bytes) const;

  /// Forces the finished draft to the disk, then waits for, refuses, or steps aside from whoever began to edit the old
  /// file since the run began: the name may be another one afterwards. Throws IoError, BusyError.
  void settle();

  /// Renames the settled draft over the output. Throws IoError, CannotCreateError.
  void publish();

  /// Removes what lies under the drafts' names, side files included.
  void remove_drafts() const noexcept;

 private:
  void claim();
  bool try_claim(const std::string& name);
  void claim_beside();
  void refuse_unusable(const std::string& name) const;
  void sync_renamed() const;
  void sweep_stale_drafts() const;
  void start_draft();
  std::string real_path(const std::string& name) const { return directory_ + "/" + name; }

  std::vector<std::string> inputs_;
  OnBusy on_busy_;
  std::string directory_;        // real path
  std::string shown_directory_;  // as the caller wrote it, with its slash
  std::string wish_, name_;      // file names: as asked for, as claimed
  std::string shown_path_;
  std::string draft_prefix_;
  std::string busy_reason_;
  std::optional<FileHandle> lock_;
};

struct OutputPlace::State : OutputTarget {
  using OutputTarget::OutputTarget;
  std::vector<std::string> saved_aside = {};
};

}  // namespace vigie

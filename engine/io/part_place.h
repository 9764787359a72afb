// Where a part is written: beside its place first, so that whoever looks finds the old part or the new one, whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/io/file_handle.h"

namespace vigie {

/// Holds the place of one part until this ends, by a lock on the draft itself: a part that is repeated after a kill
/// takes over what the killed one left, and nothing else is ever left beside a part.
class PartPlace {
 public:
  /// `taken` are files that may not be written over. Throws CannotCreateError, IoError (no room), BusyError (another
  /// program writes the same part).
  PartPlace(const std::string& path, const std::vector<std::string>& taken);
  ~PartPlace();
  PartPlace(const PartPlace&) = delete;
  PartPlace& operator=(const PartPlace&) = delete;

  const std::string& path() const { return shown_; }
  /// Of the empty draft.
  int descriptor() const { return draft_->descriptor(); }
  /// Forces the draft to the disk and renames it. Throws IoError, CannotCreateError; an earlier part then stays.
  void publish();

 private:
  bool claim();

  std::string shown_, directory_, name_, draft_path_;
  std::vector<std::string> taken_;
  std::optional<FileHandle> draft_;
  bool published_ = false;
};

}  // namespace vigie

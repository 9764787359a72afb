// A text file beside the GeoPackage, put in its place whole or not at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// First a draft beside the target, forced to the disk, then a rename: whoever opens the file sees the old one or the
/// new one. The old one stays until `publish`; a draft that is not published goes with this object.
class TextOutput {
 public:
  /// `taken` are files that may not be overwritten: the inputs, the other outputs. Drafts of runs that died are
  /// removed. Throws CannotCreateError.
  TextOutput(const std::string& path, const std::vector<std::string>& taken);
  ~TextOutput();
  TextOutput(const TextOutput&) = delete;
  TextOutput& operator=(const TextOutput&) = delete;

  /// Throws IoError, CannotCreateError (a folder that may not be written).
  void draft(std::string_view text);
  /// Throws IoError.
  void publish();
  const std::string& path() const { return shown_; }

 private:
  void sweep_stale_drafts() const;
  void remove_draft() const noexcept;

  std::vector<std::string> taken_;
  std::string directory_, name_, shown_, draft_;
};

}  // namespace vigie

// A job: which sections are asked for, with every value checked against its declaration.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/settings.h"

namespace vigie {

class Job {
 public:
  /// An empty job, paths relative to `folder`.
  explicit Job(std::string folder = ".");

  /// Reads a TOML job file. Throws NoInputError if it is not there, UsageError (with line) for anything that is not
  /// declared, out of range, or not available in this version.
  static Job from_file(const std::string& path);

  /// "SECTION.KEY=VALUE" from the command line; commas part the items of a list.
  void override_with(const std::string& assignment);
  /// One value as a flag or a guess gives it.
  void set(std::string_view section, std::string_view key, const std::vector<std::string>& values, Origin origin);

  /// A value that an earlier release chose from its data and this run goes on with: as firm as a setting, but recorded
  /// as chosen from the data.
  void hold(std::string_view section, std::string_view key, const std::string& value);
  bool holds(std::string_view section, std::string_view key) const;

  bool asks_for(std::string_view section) const;
  /// The section's settings; defaults where the job does not name it. Throws UsageError for an unknown section, naming
  /// the nearest, and for one that a later version brings.
  Settings& section(std::string_view name);
  const Settings& section(std::string_view name) const;
  /// Marks a section as asked for although nothing in it is set.
  void ask_for(std::string_view section);

  /// The output as the command line names it: relative to the caller's folder, not to the job's.
  void set_output(const std::string& path);

  /// Path of an input or output as resolved against the job's folder.
  std::string resolve(const std::string& path) const;
  const std::string& file() const { return file_; }

  /// Analyses that the job names, in the order of the catalog; empty: all that its inputs allow. Those whose
  /// section names an input (survey) run wherever it stands and are not among them.
  std::vector<std::string> analyses() const;

 private:
  std::string folder_, file_;
  std::map<std::string, Settings, std::less<>> sections_;
  std::vector<std::string> asked_;
  std::vector<std::pair<std::string, std::string>> held_;  // section, key
};

/// True where the job's output is for everyone.
bool is_public(const Job& job);

/// Every section that a job file may hold, in the order of a job file.
std::vector<Section> all_sections();

}  // namespace vigie

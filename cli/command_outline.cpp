// Names of keys and sections, for what completes them.
#include "cli/command_outline.h"

#include "engine/analysis/catalog.h"
#include "engine/job/job_file.h"

namespace vigie::cli {

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  for (const Section& section : all_sections())
    for (const Parameter& parameter : section.parameters)
      if (parameter.unavailable != "*") names.push_back(std::string(section.name) + "." + std::string(parameter.name));
  return names;
}

std::vector<std::string> help_names() {
  std::vector<std::string> names;
  for (const Section& section : all_sections()) names.emplace_back(section.name);
  return names;
}

}  // namespace vigie::cli

// The commands and flags of the program as data, for completion and the manual.
#pragma once

#include <string>
#include <vector>

namespace vigie::cli {

struct FlagOutline {
  std::vector<std::string> names;  // "--output", "-o"
  std::string help;
  bool takes_value = false;
  std::vector<std::string> choices;  // empty: anything, or a file
};

struct CommandOutline {
  std::string name, help, operands;  // operands as the usage line names them, "" for none
  std::vector<FlagOutline> flags;
};

/// Every command in the order of its declaration; an analysis's flags are its parameters.
std::vector<CommandOutline> command_outlines();

/// What --set takes: "hotspots.distance_band", every key of every section.
std::vector<std::string> setting_names();

/// Sections and analyses that `vigie help` explains.
std::vector<std::string> help_names();

}  // namespace vigie::cli

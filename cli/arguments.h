// The command line as one plain value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/job/standing_output.h"

namespace vigie::cli {

struct Arguments {
  std::string command;                      // run, check, init, help, show, or the name of an analysis
  std::vector<std::string> inputs;          // positional
  std::vector<std::string> set;             // SECTION.KEY=VALUE
  std::map<std::string, std::string> keys;  // of a single analysis: key, value
  std::string output, zones, watch_areas, memory, part, progress = "auto";
  int threads = 0, jobs = 0;  // 0: as many as there are processors
  int parts = 0;              // of a plan
  Rewrite rewrite = Rewrite::if_changed;
  enum class Form { text, json, markdown, manual } form = Form::text;
};

/// What to do, or a text that answers at once (--help, --version).
struct Parsed {
  Arguments arguments;
  std::string at_once;
};

/// Throws UsageError with the parser's sentence.
Parsed parse_arguments(int count, const char* const* words);

}  // namespace vigie::cli

// The export as a town would hand it over: rows in order of time, dirt included.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sample-maps/generator/flaws.h"
#include "sample-maps/generator/reports.h"

namespace vigie::sample {

struct Refused {
  int row;  // 1 = first record after the header
  std::string_view reason;
};

struct Export {
  std::string csv;
  int rows = 0, blank_lines = 0;
  std::vector<Report> used;  // the reports behind the rows that a reader should use
  std::vector<Refused> refused;
  std::map<std::string_view, int> first_row;  // of each flaw
};

Export export_reports(const Town& town, const Life& life);

}  // namespace vigie::sample

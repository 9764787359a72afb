// Whether hot spots stay where they are when the grid or the neighborhood is chosen a little differently.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/local_test.h"
#include "engine/analysis/tested_places.h"

namespace vigie {

/// [hotspots] stability: "off" or "on".
extern const Parameter stability_parameter;

/// The column that `stability = "on"` adds to the cells.
extern const OutputColumn stability_column;

/// The test is repeated on the grid moved by thirds of a cell east and north (8 variants), with cells 0.75 and 1.25
/// times as large, and with the next smaller and larger neighborhood (0.75 and 1.25 times the distance band, or k; for
/// adjacent cells the next two disks).
struct Stability {
  std::vector<double>
      share;  // per cell: part of the variants in which its centre lies in a hot cell; NaN: not analyzed
  std::vector<std::string> variants;  // in words, as counted
  std::vector<double> jaccard;        // of each variant: ground hot in both over ground hot in either; NaN: neither
};
Stability hotspot_stability(const Study& study, const Settings& settings, const LocalTest& test,
                            const LocalTestOptions& options);

/// Adds the column and what people should know about it.
void add_stability(const Study& study, const Settings& settings, const LocalTest& test, const LocalTestOptions& options,
                   AddedColumns& added, Contribution& out);

}  // namespace vigie

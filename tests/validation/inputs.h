// The tables in tests/validation/data that all programs are run on.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/data/shapes.h"
#include "engine/data/weights.h"
#include "engine/statistics/waiting_times.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"

namespace vigie::validation {

std::filesystem::path validation_folder();

/// Areas with a value, and which of them touch.
struct Areas {
  std::string name;  // of the data set, as in peers.csv
  std::vector<std::string> id;
  std::vector<double> value;
  std::vector<double> population;  // empty where there is none
  SpatialWeights weights;
};
Areas columbus();
Areas north_carolina();
/// With the neighbors of Cressie & Chan 1989, who leave two counties without.
Areas north_carolina_with_islands();

/// 16 x 16 cells of 30 m.
struct Image {
  std::vector<std::string> id;
  std::vector<double> value;
};
Image satellite_image();

/// Invented points in metres; `noise` flags one of the two kinds.
struct Pattern {
  std::vector<double> x, y;
  std::vector<std::uint8_t> noise;
  MultiPolygon boundary;
};
Pattern pattern();
/// Those in the box from (600, 500) to (3200, 2400).
Pattern pattern_in_a_box();

/// The same points counted by cells of 100 m, 40 columns by 30 rows from (0, 0).
struct PatternCells {
  std::vector<std::int64_t> column, row;  // of the cells in the study area
  std::vector<int> count;
};
PatternCells pattern_cells();

std::vector<double> skewed_counts();

/// Times to an end, by data set.
std::map<std::string, std::vector<Wait>> waiting_times();

}  // namespace vigie::validation

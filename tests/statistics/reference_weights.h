// Neighbor lists of other programs (columns i, j of identifiers) as weights.
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "engine/data/weights.h"
#include "tests/reference_data.h"

namespace vigie::test {

inline std::vector<double> numbers_of(const std::vector<std::string>& texts) {
  std::vector<double> numbers;
  for (const std::string& text : texts)
    numbers.push_back(text.empty() || text == "NA" ? std::numeric_limits<double>::quiet_NaN() : std::stod(text));
  return numbers;
}

/// Units in the order of `ids`.
inline SpatialWeights weights_from(const std::filesystem::path& pairs, const std::vector<std::string>& ids) {
  std::map<std::string, std::uint32_t> position;
  for (std::size_t i = 0; i < ids.size(); ++i) position[ids[i]] = static_cast<std::uint32_t>(i);
  std::vector<std::vector<std::uint32_t>> neighbors(ids.size());
  auto columns = read_columns(pairs);
  for (std::size_t link = 0; link < columns["i"].size(); ++link)
    neighbors[position.at(columns["i"][link])].push_back(position.at(columns["j"][link]));
  SpatialWeights weights;
  for (std::vector<std::uint32_t>& row : neighbors) {
    std::ranges::sort(row);
    weights.neighbor.insert(weights.neighbor.end(), row.begin(), row.end());
    weights.start.push_back(weights.neighbor.size());
  }
  return weights;
}

}  // namespace vigie::test

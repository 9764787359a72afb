// Small readers for the files in which other programs publish values: GAL neighbor lists, dBASE tables, grids of cells.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "engine/data/weights.h"
#include "tests/reference_data.h"
#include "tests/statistics/reference_weights.h"
#include "tests/statistics/small_weights.h"

namespace vigie::test {

/// GAL: a header, then for each unit a line "id count" and a line with its neighbors. Units in the order of `ids`.
inline SpatialWeights weights_from_gal(const std::filesystem::path& path, const std::vector<std::string>& ids) {
  std::map<std::string, std::uint32_t> position;
  for (std::size_t i = 0; i < ids.size(); ++i) position[ids[i]] = static_cast<std::uint32_t>(i);
  std::vector<std::vector<std::uint32_t>> rows(ids.size());
  std::ifstream file(path);
  std::string line, id, neighbor;
  std::getline(file, line);
  for (std::size_t count = 0; file >> id >> count;) {
    std::vector<std::uint32_t>& row = rows[position.at(id)];
    for (std::size_t j = 0; j < count && file >> neighbor; ++j) row.push_back(position.at(neighbor));
    std::ranges::sort(row);
  }
  return weights_of(rows);
}

/// dBASE III: columns of text, spaces removed.
inline std::map<std::string, std::vector<std::string>> read_dbf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto number = [&](std::size_t at, std::size_t width) {
    std::size_t value = 0;
    for (std::size_t i = width; i-- > 0;) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  const std::size_t records = number(4, 4), header = number(8, 2), length = number(10, 2);
  std::map<std::string, std::vector<std::string>> columns;
  std::size_t offset = 1;
  for (std::size_t field = 32; bytes[field] != '\r'; field += 32) {
    const std::string name = bytes.c_str() + field;
    const std::size_t width = number(field + 16, 1);
    for (std::size_t record = 0; record < records; ++record) {
      std::string text = bytes.substr(header + record * length + offset, width);
      std::erase(text, ' ');
      columns[name].push_back(text);
    }
    offset += width;
  }
  return columns;
}

/// Robberies in Memphis on cells of 500 m with their queen neighbors, and the cell of each row of the reference files.
struct MemphisCells {
  std::vector<double> values;
  GridStencil stencil;
  std::vector<std::size_t> cell;
};
inline MemphisCells memphis_cells() {
  auto local = read_columns(reference_file("memphis_robberies/reference/grid500m_queen_local.csv"));
  auto centres = read_columns(reference_file("memphis_robberies/reference/kde_h1000m_at_grid_centres.csv"));
  const std::vector<double> east = numbers_of(centres["x"]), north = numbers_of(centres["y"]);
  const auto [west, farthest] = std::ranges::minmax(east);
  const auto [south, highest] = std::ranges::minmax(north);
  const Grid grid = grid_over({west, south, farthest, highest}, CellShape::square, 500);
  const std::vector<double> count = numbers_of(local["x"]);
  MemphisCells cells{
      std::vector<double>(static_cast<std::size_t>(grid.size()), std::numeric_limits<double>::quiet_NaN()),
      {grid, std::vector<std::uint8_t>(static_cast<std::size_t>(grid.size()), 0), 500 * std::numbers::sqrt2},
      {}};
  for (std::size_t i = 0; i < count.size(); ++i) {
    cells.cell.push_back(static_cast<std::size_t>(grid.cell_at({east[i], north[i]})));
    cells.values[cells.cell.back()] = count[i];
    cells.stencil.analyzed[cells.cell.back()] = 1;
  }
  return cells;
}

}  // namespace vigie::test

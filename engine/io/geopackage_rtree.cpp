// Hilbert order, levels of nodes, and their bytes.
#include "engine/io/geopackage_rtree.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace vigie {
namespace {

constexpr std::size_t head_bytes = 4;    // depth and number of cells, 16 bits each
constexpr std::size_t cell_bytes = 24;   // 64-bit id and four 32-bit floats
constexpr std::int64_t root_number = 1;  // SQLite expects the root there

float rounded_down(double value) {
  const auto nearest = static_cast<float>(value);
  return nearest > value ? std::nextafter(nearest, -std::numeric_limits<float>::infinity()) : nearest;
}

float rounded_up(double value) {
  const auto nearest = static_cast<float>(value);
  return nearest < value ? std::nextafter(nearest, std::numeric_limits<float>::infinity()) : nearest;
}

// Distance along the Hilbert curve of order 16 through a 65536 x 65536 lattice.
std::uint32_t hilbert_distance(std::uint32_t x, std::uint32_t y) {
  std::uint32_t distance = 0;
  for (std::uint32_t side = 1u << 15; side > 0; side >>= 1) {
    const std::uint32_t right = (x & side) ? 1 : 0, top = (y & side) ? 1 : 0;
    distance += side * side * ((3 * right) ^ top);
    if (top == 0) {  // turn the quadrant, so that the curve stays in one piece
      if (right == 1) {
        x = 0xFFFF ^ x;
        y = 0xFFFF ^ y;
      }
      std::swap(x, y);
    }
  }
  return distance;
}

IndexEntry around(std::span<const IndexEntry> entries, std::int64_t id) {
  IndexEntry all = entries.front();
  all.id = id;
  for (const IndexEntry& entry : entries) {
    all.min_x = std::min(all.min_x, entry.min_x);
    all.max_x = std::max(all.max_x, entry.max_x);
    all.min_y = std::min(all.min_y, entry.min_y);
    all.max_y = std::max(all.max_y, entry.max_y);
  }
  return all;
}

std::vector<IndexEntry> in_hilbert_order(const std::vector<IndexEntry>& entries) {
  const IndexEntry all = around(entries, 0);
  const auto lattice = [](double low, double high, float from, float to) {
    const double width = static_cast<double>(to) - static_cast<double>(from);
    const double share = width > 0 ? ((low + high) / 2 - static_cast<double>(from)) / width : 0;
    return static_cast<std::uint32_t>(std::clamp(share * 65535, 0.0, 65535.0));
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const IndexEntry& e = entries[i];
    order[i] = {hilbert_distance(lattice(e.min_x, e.max_x, all.min_x, all.max_x),
                                 lattice(e.min_y, e.max_y, all.min_y, all.max_y)),
                static_cast<std::uint32_t>(i)};
  }
  std::ranges::sort(order);
  std::vector<IndexEntry> sorted;
  sorted.reserve(entries.size());
  for (const auto& [distance, index] : order) sorted.push_back(entries[index]);
  return sorted;
}

// levels[0] are the features; levels[k + 1] holds one entry per node over levels[k]. Ids of upper entries are node
// numbers: the root is 1, each level below follows, so that nodes can be written in one pass.
std::vector<std::vector<IndexEntry>> build_levels(std::vector<IndexEntry> features, std::size_t capacity) {
  std::vector<std::vector<IndexEntry>> levels{std::move(features)};
  do {
    const std::vector<IndexEntry>& below = levels.back();
    std::vector<IndexEntry> nodes;
    for (std::size_t first = 0; first < below.size(); first += capacity)
      nodes.push_back(around(std::span(below).subspan(first, std::min(capacity, below.size() - first)), 0));
    levels.push_back(std::move(nodes));
  } while (levels.back().size() > 1);
  std::int64_t next = root_number;
  for (std::size_t level = levels.size(); level-- > 1;)
    for (IndexEntry& node : levels[level]) node.id = next++;
  return levels;
}

template <class T>
void put_big_endian(std::vector<std::uint8_t>& bytes, std::size_t at, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i)
    bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * (sizeof(T) - 1 - i)));
}

void put_float(std::vector<std::uint8_t>& bytes, std::size_t at, float value) {
  put_big_endian(bytes, at, std::bit_cast<std::uint32_t>(value));
}

std::vector<std::uint8_t> node_bytes(std::span<const IndexEntry> cells, std::size_t depth, std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  put_big_endian(bytes, 0, static_cast<std::uint16_t>(depth));
  put_big_endian(bytes, 2, static_cast<std::uint16_t>(cells.size()));
  std::size_t at = head_bytes;
  for (const IndexEntry& cell : cells) {
    put_big_endian(bytes, at, static_cast<std::uint64_t>(cell.id));
    put_float(bytes, at + 8, cell.min_x);
    put_float(bytes, at + 12, cell.max_x);
    put_float(bytes, at + 16, cell.min_y);
    put_float(bytes, at + 20, cell.max_y);
    at += cell_bytes;
  }
  return bytes;
}

void write_pairs(SqliteDatabase& database, const std::string& table,
                 const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
  SqliteStatement insert = database.prepare(fmt::format("INSERT INTO {} VALUES(?,?)", sql_identifier(table)));
  for (const auto& [key, value] : pairs) {
    insert.bind(1, key);
    insert.bind(2, value);
    insert.run();
  }
}

}  // namespace

IndexEntry index_entry(std::int64_t id, const Box& box) {
  return {id, rounded_down(box.min_x), rounded_up(box.max_x), rounded_down(box.min_y), rounded_up(box.max_y)};
}

void pack_rtree(SqliteDatabase& database, const std::string& table, const std::vector<IndexEntry>& entries) {
  if (entries.empty()) return;
  const std::string node_table = sql_identifier(table + "_node");
  const auto node_size = static_cast<std::size_t>(
      database.integer(fmt::format("SELECT length(data) FROM {} WHERE nodeno={}", node_table, root_number)));
  const std::size_t capacity = (node_size - head_bytes) / cell_bytes;
  const std::vector<std::vector<IndexEntry>> levels = build_levels(in_hilbert_order(entries), capacity);

  SqliteStatement insert =
      database.prepare(fmt::format("INSERT OR REPLACE INTO {}(nodeno,data) VALUES(?,?)", node_table));
  std::vector<std::pair<std::int64_t, std::int64_t>> parents, leaves;
  leaves.reserve(entries.size());
  for (std::size_t level = levels.size() - 1; level > 0; --level) {
    for (std::size_t i = 0; i < levels[level].size(); ++i) {
      const std::vector<IndexEntry>& below = levels[level - 1];
      const std::size_t first = i * capacity;
      const auto cells = std::span(below).subspan(first, std::min(capacity, below.size() - first));
      const std::int64_t number = levels[level][i].id;
      const std::vector<std::uint8_t> bytes =
          node_bytes(cells, number == root_number ? levels.size() - 2 : 0, node_size);
      insert.bind(1, number);
      insert.bind(2, bytes);
      insert.run();
      for (const IndexEntry& cell : cells) (level == 1 ? leaves : parents).emplace_back(cell.id, number);
    }
  }
  std::ranges::sort(leaves);
  write_pairs(database, table + "_rowid", leaves);
  write_pairs(database, table + "_parent", parents);
}

}  // namespace vigie

// Tables of the report: headed, captioned, linked to the map, and small drawings of numbers in their cells.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/layer.h"
#include "engine/report/wording.h"

namespace vigie {

/// A table cell: HTML that is already safe.
struct TableCell {
  std::string content;
  enum class Kind { text, number } kind = Kind::text;
};

/// A table with its rows, built one after the other. The first cell of a row is its head.
class HtmlTable {
 public:
  /// `caption` is plain text.
  HtmlTable(std::string_view caption, std::vector<TableCell> heads);
  void add(const std::vector<TableCell>& cells);
  /// A row that stands for row `row` of `layer` on the map.
  void add_linked(const Layer& layer, std::size_t row, const std::vector<TableCell>& cells);
  bool empty() const { return rows_.empty(); }
  std::string done() const;

 private:
  void add_row(std::string_view attributes, const std::vector<TableCell>& cells, bool linked);
  std::string caption_, heads_, rows_;
  std::size_t columns_;
};

/// Rows of `layer` with those of `columns` that it has and that hold a value; at most `limit`, and a line that says so.
/// Linked to the map where the layer is drawn.
struct LayerTable {
  const Layer& layer;
  std::vector<std::string_view> columns;
  std::vector<std::size_t> rows;
  std::size_t limit = 100;
};
std::string layer_table(const LayerTable& asked, const Wording& say);

/// Every column but hidden ones, rows as they stand.
std::string whole_table(const Layer& layer, std::size_t limit, const Wording& say);

/// An interval with its middle as a drawing: `low` to `high` of a scale; `words` is what it says to those who cannot
/// see it. NaN limits draw the middle alone.
struct DrawnInterval {
  double low, middle, high;
};
struct DrawnScale {
  double low, high;
};
std::string interval_drawing(const DrawnInterval& interval, const DrawnScale& scale, std::string_view words);
/// A bar for a share of 0..1, with an interval over it where its limits are numbers.
std::string share_drawing(const DrawnInterval& share, std::string_view words);

}  // namespace vigie

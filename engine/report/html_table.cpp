// Rows, heads, and drawings of intervals.
#include "engine/report/html_table.h"

#include <algorithm>
#include <cmath>

#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/map_data.h"

namespace vigie {
namespace {

constexpr std::size_t most_on_paper = 8;  // columns, before the letters get smaller
constexpr double drawing_width = 160, drawing_height = 16, margin = 5;

std::string_view class_of(const TableCell& cell) {
  return cell.kind == TableCell::Kind::number ? R"( class="number")" : "";
}

double place_on(const DrawnScale& scale, double value) {
  const double width = scale.high - scale.low;
  const double share = width > 0 ? std::clamp((value - scale.low) / width, 0.0, 1.0) : 0.5;
  return margin + share * (drawing_width - 2 * margin);
}

std::string drawing(std::string_view words, const std::string& inside) {
  return fmt::format(
      R"(<svg class="drawing" role="img" aria-label="{}" width="{:.0f}" height="{:.0f}" viewBox="0 0 {:.0f} {:.0f}">{}</svg>)",
      html(words), drawing_width, drawing_height, drawing_width, drawing_height, inside);
}

std::string whisker(double from, double to) {
  return fmt::format(R"(<path class="whisker" d="M{0:.1f} 8H{1:.1f}M{0:.1f} 4V12M{1:.1f} 4V12"/>)", from, to);
}

bool is_number_column(const Layer& layer, const Field& field) {
  const Column* column = layer.table.find(field.name);
  return column && field.classes.empty() &&
         (std::holds_alternative<Reals>(column->values) || std::holds_alternative<Integers>(column->values));
}

}  // namespace

HtmlTable::HtmlTable(std::string_view caption, std::vector<TableCell> heads)
    : caption_(caption), columns_(heads.size()) {
  for (const TableCell& head : heads)
    heads_ += fmt::format(R"(<th scope="col"{}>{}</th>)", class_of(head), head.content);
}

void HtmlTable::add_row(std::string_view attributes, const std::vector<TableCell>& cells, bool linked) {
  rows_ += fmt::format("<tr{}>", attributes);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0)
      rows_ += fmt::format("<td{}>{}</td>", class_of(cells[i]), cells[i].content);
    else if (linked)
      rows_ += fmt::format(R"(<th scope="row"><button type="button" class="place">{}</button></th>)", cells[i].content);
    else
      rows_ += fmt::format(R"(<th scope="row"{}>{}</th>)", class_of(cells[i]), cells[i].content);
  }
  rows_ += "</tr>\n";
}

void HtmlTable::add(const std::vector<TableCell>& cells) {
  add_row("", cells, false);
}

void HtmlTable::add_linked(const Layer& layer, std::size_t row, const std::vector<TableCell>& cells) {
  add_row(fmt::format(R"( data-layer="{}" data-row="{}")", html(layer.name), row), cells, true);
}

std::string HtmlTable::done() const {
  return fmt::format(
      R"(<div class="scroll" role="region" tabindex="0" aria-label="{0}"><table{3}><caption>{0}</caption>)"
      "<thead><tr>{1}</tr></thead><tbody>\n{2}</tbody></table></div>\n",
      html(caption_), heads_, rows_, columns_ > most_on_paper ? " class=\"wide\"" : "");
}

std::string layer_table(const LayerTable& asked, const Wording& say) {
  const Layer& layer = asked.layer;
  std::vector<const Field*> fields;
  std::vector<TableCell> heads;
  for (const std::string_view column : asked.columns)
    if (const Field* field = find_field(layer, column); field && has_values(layer, column)) {
      fields.push_back(field);
      heads.push_back({html(heading_of(*field, say)),
                       is_number_column(layer, *field) ? TableCell::Kind::number : TableCell::Kind::text});
    }
  if (fields.empty()) return "";
  heads.front().kind = TableCell::Kind::text;
  HtmlTable table(layer.title, heads);
  const std::size_t shown = std::min(asked.limit, asked.rows.size());
  for (std::size_t i = 0; i < shown; ++i) {
    std::vector<TableCell> cells;
    for (std::size_t f = 0; f < fields.size(); ++f)
      cells.push_back({html(shown_at(layer, *fields[f], asked.rows[i], say)), heads[f].kind});
    if (is_drawn(layer))
      table.add_linked(layer, asked.rows[i], cells);
    else
      table.add(cells);
  }
  std::string text = table.done();
  if (shown < asked.rows.size())
    text += fmt::format(
        "<p class=\"note\">{}</p>\n",
        html(say.fill("{0} of {1} rows are shown; all of them stand in the GeoPackage.",
                      say.number(static_cast<double>(shown)), say.number(static_cast<double>(asked.rows.size())))));
  return text;
}

std::string whole_table(const Layer& layer, std::size_t limit, const Wording& say) {
  LayerTable asked{layer, {}, {}, limit};
  for (const Field& field : layer.fields)
    if (!field.hidden) asked.columns.push_back(field.name);
  for (std::size_t row = 0; row < layer.table.rows(); ++row) asked.rows.push_back(row);
  return layer_table(asked, say);
}

std::string interval_drawing(const DrawnInterval& interval, const DrawnScale& scale, std::string_view words) {
  std::string inside = fmt::format(R"(<path class="track" d="M{:.0f} 8H{:.0f}"/>)", margin, drawing_width - margin);
  if (std::isfinite(interval.low) && std::isfinite(interval.high))
    inside += whisker(place_on(scale, interval.low), place_on(scale, interval.high));
  if (std::isfinite(interval.middle))
    inside += fmt::format(R"(<circle class="dot" cx="{:.1f}" cy="8" r="4"/>)", place_on(scale, interval.middle));
  return drawing(words, inside);
}

std::string share_drawing(const DrawnInterval& share, std::string_view words) {
  const DrawnScale scale{0, 1};
  const double zero = place_on(scale, 0);
  std::string inside = fmt::format(R"(<rect class="track-box" x="{:.0f}" y="3" width="{:.0f}" height="10"/>)", zero,
                                   drawing_width - 2 * margin);
  if (std::isfinite(share.middle))
    inside += fmt::format(R"(<rect class="bar" x="{:.0f}" y="3" width="{:.1f}" height="10"/>)", zero,
                          place_on(scale, share.middle) - zero);
  if (std::isfinite(share.low) && std::isfinite(share.high))
    inside += whisker(place_on(scale, share.low), place_on(scale, share.high));
  return drawing(words, inside);
}

}  // namespace vigie

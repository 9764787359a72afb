// Trends, change, and the curves that the script draws.
#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/report/html_table.h"
#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/report_sections.h"

namespace vigie {
namespace {

// A column as a JSON array; `rows` in order.
std::string column_json(const Layer& layer, std::string_view column, const std::vector<std::size_t>& rows) {
  std::vector<std::string> values;
  for (const std::size_t row : rows) values.push_back(json_number(number_at(layer, column, row), 6));
  return json_array(values);
}

std::string series_json(std::string_view title, const std::string& values, std::string_view style) {
  return fmt::format(R"({{"title":{},"values":{},"style":"{}"}})", json_text(title), values, style);
}

std::vector<std::size_t> all_rows(const Layer& layer) {
  std::vector<std::size_t> rows(layer.table.rows());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  return rows;
}

std::string chart_json(std::string_view id, std::string_view axis, const std::string& x, const std::string& x_title,
                       const std::vector<std::string>& series) {
  return fmt::format(R"({{"id":"{}","axis":"{}","x":{},"xTitle":{},"series":{}}})", id, axis, x, json_text(x_title),
                     json_array(series));
}

std::string title_of(const Layer& layer, std::string_view column, const Wording& say) {
  const Field* field = find_field(layer, column);
  return field ? heading_of(*field, say) : std::string(column);
}

std::string timeline_chart(const Layer& timeline, const Wording& say) {
  static const TimeReader reader("iso", TimeZone("UTC"));
  std::vector<std::string> seconds;
  for (std::size_t row = 0; row < timeline.table.rows(); ++row)
    seconds.push_back(std::to_string(reader.parse(text_at(timeline, "from_day", row)).instant / 1000));
  const std::vector<std::size_t> rows = all_rows(timeline);
  std::vector<std::string> series{series_json(title_of(timeline, "n", say), column_json(timeline, "n", rows), "bars")};
  if (has_values(timeline, "n_inc"))
    series.push_back(series_json(title_of(timeline, "n_inc", say), column_json(timeline, "n_inc", rows), "line"));
  return chart_json("timeline", "time", json_array(seconds), title_of(timeline, "from_day", say), series);
}

std::string siting_chart(const Layer& siting, const Wording& say) {
  const std::vector<std::size_t> rows = all_rows(siting);
  std::vector<std::string> series;
  for (const auto& [column, style] : {std::pair{"cumulative", "line"}, std::pair{"upper_bound", "limit"}})
    if (has_values(siting, column))
      series.push_back(series_json(title_of(siting, column, say), column_json(siting, column, rows), style));
  return series.empty()
             ? ""
             : chart_json("siting", "number", column_json(siting, "step", rows), title_of(siting, "step", say), series);
}

// L, or K where there is no L, with what chance gives.
std::vector<std::size_t> curve_rows(const Layer& pattern) {
  for (const std::string_view kind : {"l_", "k_"}) {
    std::vector<std::size_t> rows;
    std::string statistic;
    for (std::size_t row = 0; row < pattern.table.rows(); ++row) {
      const std::string name = text_at(pattern, "statistic", row);
      if (!name.starts_with(kind) || is_missing(pattern, "radius", row)) continue;
      if (statistic.empty()) statistic = name;
      if (name == statistic) rows.push_back(row);
    }
    if (rows.size() > 1) return rows;
  }
  return {};
}

std::string pattern_chart(const Layer& pattern, const Wording& say) {
  const std::vector<std::size_t> rows = curve_rows(pattern);
  if (rows.empty()) return "";
  std::vector<std::string> series;
  for (const auto& [column, style] :
       {std::pair{"value", "line"}, std::pair{"expected", "limit"}, std::pair{"lo", "limit"}, std::pair{"hi", "limit"}})
    if (has_values(pattern, column))
      series.push_back(series_json(title_of(pattern, column, say), column_json(pattern, column, rows), style));
  return chart_json("pattern", "number", column_json(pattern, "radius", rows), title_of(pattern, "radius", say),
                    series);
}

}  // namespace

std::string chart_place(std::string_view id, std::string_view words) {
  return fmt::format(
      R"(<figure class="chart"><figcaption>{0}</figcaption><div id="chart-{1}" role="img" aria-label="{0}"></div></figure>)"
      "\n",
      html(words), html(id));
}

std::string charts_json(const ReportSubject& subject) {
  std::vector<std::string> charts;
  const auto add = [&](std::string_view name, auto make) {
    const Layer* layer = subject.layer(name);
    if (!layer || layer->table.rows() == 0) return;
    if (std::string chart = make(*layer, subject.say); !chart.empty()) charts.push_back(std::move(chart));
  };
  add("timeline", timeline_chart);
  add("siting", siting_chart);
  add("point_pattern", pattern_chart);
  return json_array(charts);
}

std::string trends_section(const ReportSubject& subject) {
  const Wording& say = subject.say;
  std::string text;
  if (const Layer* timeline = subject.layer("timeline"); timeline && timeline->table.rows() > 1) {
    if (!timeline->caveat.empty()) text += paragraph(timeline->caveat, "caveat");
    text += chart_place("timeline", timeline->title);
    text += fmt::format("<details><summary>{}</summary>{}</details>\n", html(say("The numbers of the chart")),
                        whole_table(*timeline, 400, say));
  }
  for (const std::string_view name : {"change", "hotspot_change"}) {
    const Layer* layer = subject.layer(name);
    if (!layer || layer->table.rows() == 0) continue;
    text += "<h3>" + html(layer->title) + "</h3>\n" + paragraph(layer->caveat);
    const std::string column = name == "change" ? "rr" : "bin_now";
    std::vector<std::size_t> rows = rows_by(*layer, column);
    std::erase_if(rows, [&](std::size_t row) { return text_at(*layer, "class", row) == "same"; });
    text += layer_table(
        {*layer,
         {"name", "zone_id", "cell_id", "class", "y0", "y1", "rr", "rr_lo", "rr_hi", "q", "bin_was", "bin_now"},
         rows,
         50},
        say);
  }
  if (const Layer* history = subject.layer("history"); history && history->table.rows() > 0)
    text += whole_table(*history, 50, say);
  return text;
}

}  // namespace vigie

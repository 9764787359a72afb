// Hot spots, coverage and gaps.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/report/html_table.h"
#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/report_sections.h"

namespace vigie {
namespace {

using Kind = TableCell::Kind;

// code of coverage_summary -> words
std::string measure_words(const Wording& say, const std::string& code) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> known{{
      {"cov_area", "Study area"},
      {"cov_pop", "Inhabitants"},
      {"cov_dw", "Dwellings"},
      {"cov_inc", "Incidents, at the time they happened"},
      {"cov_hot", "Area of hot places"},
      {"cov_hot_inc", "Incidents in hot places"},
      {"cov_homes_then", "Homes, when the incidents happened"},
      {"cov_burden", "Reports beyond those expected"},
      {"lift", "Incidents covered for each inhabitant covered (lift)"},
      {"cov_verified", "Inhabitants, verified watch areas only"},
      {"cov_declared", "Inhabitants, all declared watch areas"},
  }};
  const auto place = std::ranges::find(known, code, &std::pair<std::string_view, std::string_view>::first);
  return std::string(place == known.end() ? std::string_view(code) : say(place->second));
}

bool is_share(const std::string& measure) {
  return measure.starts_with("cov_");
}

// All forms together: one row per measure, drawn.
std::string measures_table(const ReportSubject& subject, const Layer& summary) {
  const Wording& say = subject.say;
  HtmlTable table(say("Share inside watch areas, all forms together"),
                  {{html(say("What is covered"))}, {html(say("Share"))}, {html(say("95 % interval")), Kind::number}});
  for (std::size_t row = 0; row < summary.table.rows(); ++row) {
    const std::string measure = text_at(summary, "measure", row);
    const double value = number_at(summary, "value", row);
    if (text_at(summary, "form", row) != "all" || !is_share(measure) || std::isnan(value)) continue;
    const double low = number_at(summary, "lo", row), high = number_at(summary, "hi", row);
    const std::string words = say.percent(value);
    const std::string limits = std::isnan(low) ? "" : say.percent(low) + " – " + say.percent(high);
    table.add({{html(measure_words(say, measure))},
               {share_drawing({low, value, high}, words) + " " + html(words)},
               {html(limits), Kind::number}});
  }
  return table.empty() ? "" : table.done();
}

// One row per form, one column per share.
std::string forms_table(const ReportSubject& subject, const Layer& summary) {
  const Wording& say = subject.say;
  std::vector<std::string> forms, measures;
  const auto collect = [](std::vector<std::string>& into, const std::string& text) {
    if (std::ranges::find(into, text) == into.end()) into.push_back(text);
  };
  for (std::size_t row = 0; row < summary.table.rows(); ++row) {
    if (text_at(summary, "form", row) == "all" || !is_share(text_at(summary, "measure", row))) continue;
    collect(forms, text_at(summary, "form", row));
    collect(measures, text_at(summary, "measure", row));
  }
  if (forms.empty()) return "";
  std::vector<TableCell> heads{{html(say("Form"))}};
  for (const std::string& measure : measures) heads.push_back({html(measure_words(say, measure)), Kind::number});
  HtmlTable table(say("Share inside watch areas, by form"), heads);
  for (const std::string& form : forms) {
    std::vector<TableCell> cells{{html(say(form))}};
    for (const std::string& measure : measures) {
      double value = std::nan("");
      for (std::size_t row = 0; row < summary.table.rows(); ++row)
        if (text_at(summary, "form", row) == form && text_at(summary, "measure", row) == measure)
          value = number_at(summary, "value", row);
      cells.push_back({html(say.percent(value)), Kind::number});
    }
    table.add(cells);
  }
  return table.done();
}

// Measures that are no shares, where there are words for them; the file holds all.
std::string other_measures(const ReportSubject& subject, const Layer& summary) {
  const Wording& say = subject.say;
  HtmlTable table(say("Other measures of coverage"), {{html(say("Measure"))},
                                                      {html(say("Form"))},
                                                      {html(say("Value")), Kind::number},
                                                      {html(say("95 % interval")), Kind::number}});
  for (std::size_t row = 0; row < summary.table.rows(); ++row) {
    const std::string measure = text_at(summary, "measure", row);
    const double value = number_at(summary, "value", row);
    if (is_share(measure) || std::isnan(value) || measure_words(say, measure) == measure) continue;
    const double low = number_at(summary, "lo", row), high = number_at(summary, "hi", row);
    const std::string limits = std::isnan(low) ? "" : say.number(low, 2) + " – " + say.number(high, 2);
    table.add({{html(measure_words(say, measure))},
               {html(say(text_at(summary, "form", row)))},
               {html(say.number(value, 2)), Kind::number},
               {html(limits), Kind::number}});
  }
  return table.empty() ? "" : table.done();
}

}  // namespace

std::string hot_spots_section(const ReportSubject& subject) {
  const Wording& say = subject.say;
  std::string text;
  if (const Layer* areas = subject.layer("hotspot_areas")) {
    text += paragraph(
        say("An area is made of touching cells of one kind. Cells are tested one by one against reports that fall "
            "anywhere by chance, and the whole map is corrected for testing many cells."));
    if (areas->table.rows() == 0)
      text += paragraph(say("No area is significant."));
    else
      text += layer_table(
          {*areas, {"kind", "n", "area_ha", "bin_max", "covered", "excess", "top_cat", "hs_id"}, rows_by(*areas, "n")},
          say);
  }
  if (const Layer* areas = subject.layer("risk_areas"); areas && areas->table.rows() > 0)
    text += whole_table(*areas, 50, say);
  if (const Layer* zones = subject.layer("neighbourhoods"); zones && has_values(*zones, "gi_bin")) {
    text += layer_table({*zones, {"name", "zone_id", "n", "gi_label", "gi_z", "gi_q"}, rows_by(*zones, "gi_z")}, say);
  }
  return text;
}

std::string coverage_section(const ReportSubject& subject) {
  const Layer* summary = subject.layer("coverage_summary");
  const Layer* watch = subject.layer("watch_areas");
  const Wording& say = subject.say;
  std::string text;
  if (summary) {
    if (!summary->caveat.empty()) text += paragraph(summary->caveat, "caveat");
    text += measures_table(subject, *summary) + forms_table(subject, *summary) + other_measures(subject, *summary);
  }
  if (const Layer* gaps = subject.layer("coverage_gaps"); gaps && gaps->table.rows() > 0) {
    text += "<h3>" + html(gaps->title) + "</h3>\n";
    std::vector<std::size_t> rows = rows_by(*gaps, "gap_rank");
    std::ranges::reverse(rows);
    text += layer_table({*gaps, {"gap_id", "gap_rank", "n", "excess", "area_ha", "near_m", "dwellings"}, rows}, say);
  }
  if (watch && watch->table.rows() > 0) {
    text += "<h3>" + html(watch->title) + "</h3>\n";
    text += layer_table({*watch,
                         {"name", "watch_id", "form", "active", "stale", "n_in", "area_ha", "members", "valid_from",
                          "valid_to", "verified"},
                         rows_by(*watch, "n_in")},
                        say);
  }
  return text;
}

}  // namespace vigie

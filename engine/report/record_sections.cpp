// Further results, data quality, and how the report was made.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/base/numbers.h"
#include "engine/report/html_table.h"
#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/page_parts.h"
#include "engine/report/report_sections.h"

namespace vigie {
namespace {

using Kind = TableCell::Kind;

// Layers that have a section of their own, are only drawn, or are not for this page.
constexpr std::array<std::string_view, 19> told_elsewhere{"cells",
                                                          "neighbourhoods",
                                                          "hotspot_areas",
                                                          "risk_areas",
                                                          "watch_areas",
                                                          "reports",
                                                          "siting",
                                                          "timeline",
                                                          "change",
                                                          "mediation_priority",
                                                          "history",
                                                          "rejects",
                                                          "data_quality",
                                                          "run_manifest",
                                                          "coverage_summary",
                                                          "coverage_gaps",
                                                          "hotspot_change",
                                                          "hotspot_origins",
                                                          "reporting_scenario"};
constexpr std::size_t most_rows = 12;  // of a table that is not for this page alone; the file holds all

bool is_of(const std::string& check, std::string_view start) {
  return check.starts_with(start);
}

struct Account {
  double read = 0, used = 0;
  std::vector<std::pair<std::string, double>> rejected;
};

// By input, in the order of the table.
std::vector<std::pair<std::string, Account>> accounts_of(const Layer& quality) {
  std::vector<std::pair<std::string, Account>> accounts;
  const auto account = [&](const std::string& source) -> Account& {
    const auto place = std::ranges::find(accounts, source, &std::pair<std::string, Account>::first);
    return place == accounts.end() ? accounts.emplace_back(source, Account{}).second : place->second;
  };
  constexpr std::string_view rejected = "rejected_";
  for (std::size_t row = 0; row < quality.table.rows(); ++row) {
    const std::string check = text_at(quality, "check", row), source = text_at(quality, "source", row);
    const double value = number_at(quality, "value", row);
    if (check == "rows_read") account(source).read = value;
    if (check == "rows_used") account(source).used = value;
    if (is_of(check, rejected)) account(source).rejected.emplace_back(check.substr(rejected.size()), value);
  }
  return accounts;
}

std::string accounts_table(const std::vector<std::pair<std::string, Account>>& accounts, const Wording& say) {
  HtmlTable table(say("Rows read and used"), {{html(say("Input"))},
                                              {html(say("Read")), Kind::number},
                                              {html(say("Used")), Kind::number},
                                              {html(say("Share used"))}});
  for (const auto& [source, account] : accounts) {
    const double share = account.read > 0 ? account.used / account.read : std::nan("");
    table.add(
        {{html(source)},
         {html(say.number(account.read)), Kind::number},
         {html(say.number(account.used)), Kind::number},
         {share_drawing({std::nan(""), share, std::nan("")}, say.percent(share)) + " " + html(say.percent(share))}});
  }
  return table.empty() ? "" : table.done();
}

std::string rejects_table(const std::vector<std::pair<std::string, Account>>& accounts, const Wording& say) {
  HtmlTable table(say("Rows not used, by reason"),
                  {{html(say("Reason"))}, {html(say("Input"))}, {html(say("Rows")), Kind::number}});
  for (const auto& [source, account] : accounts)
    for (const auto& [reason, count] : account.rejected)
      table.add({{html(say(reason))}, {html(source)}, {html(say.number(count)), Kind::number}});
  return table.empty() ? "" : table.done();
}

std::string value_words(const Layer& quality, std::size_t row, const Wording& say) {
  const double value = number_at(quality, "value", row);
  const std::string unit = text_at(quality, "unit", row);
  if (unit == symbol(Unit::share)) return say.percent(value);
  const std::string number = say.number(value, value == std::floor(value) ? 0 : 2);
  return unit.empty() || unit == symbol(Unit::count) ? number : number + " " + unit;
}

// What deserves a look first; what is well is not told.
std::string checks_table(const Layer& quality, const Wording& say) {
  HtmlTable table(
      say("What deserves a look"),
      {{html(say("Check"))}, {html(say("Where"))}, {html(say("Value")), Kind::number}, {html(say("Level"))}});
  for (const std::string_view level : {"warning", "notice"})
    for (std::size_t row = 0; row < quality.table.rows(); ++row) {
      const std::string check = text_at(quality, "check", row);
      if (text_at(quality, "level", row) != level || is_of(check, "rejected_") || is_of(check, "rows_")) continue;
      table.add({{html(say(check))},
                 {html(say(text_at(quality, "source", row)))},
                 {html(value_words(quality, row, say)), Kind::number},
                 {fmt::format(R"(<span class="level {}">{}</span>)", level, html(say(level)))}});
    }
  return table.empty() ? "" : table.done();
}

std::string manifest_table(const Layer& manifest, const Wording& say, bool settings) {
  HtmlTable table(settings ? say("Settings") : say("Versions and inputs"),
                  {{html(say("Part"))}, {html(say("Key"))}, {html(say("Value"))}, {html(say("Origin"))}});
  for (std::size_t row = 0; row < manifest.table.rows(); ++row) {
    const std::string section = text_at(manifest, "section", row);
    const bool is_setting = section != "program" && !section.starts_with("input.");
    if (is_setting != settings) continue;
    table.add({{"<code>" + html(section) + "</code>"},
               {"<code>" + html(text_at(manifest, "key", row)) + "</code>"},
               {html(text_at(manifest, "value", row))},
               {html(say("from: " + text_at(manifest, "origin", row)))}});
  }
  return table.empty() ? "" : table.done();
}

std::string folded(std::string_view title, const std::string& content) {
  if (content.empty()) return "";
  return fmt::format("<details><summary>{}</summary>{}</details>\n", html(title), content);
}

// The study area by channel first, then neighbourhoods, all channels together.
std::string answers_rows(const Layer& answers, const Wording& say) {
  LayerTable asked{answers,
                   {"zone_id", "channel", "n", "answered", "answer_d", "answer_lo", "answer_hi", "in_30d", "in_90d"},
                   {},
                   most_rows};
  std::vector<std::size_t> zones;
  for (std::size_t row = 0; row < answers.table.rows(); ++row) {
    if (text_at(answers, "zone_id", row) == "all")
      asked.rows.push_back(row);
    else if (text_at(answers, "channel", row) == "all")
      zones.push_back(row);
  }
  asked.rows.insert(asked.rows.end(), zones.begin(), zones.end());
  return layer_table(asked, say);
}

}  // namespace

std::string other_results_section(const ReportSubject& subject) {
  std::string text;
  for (const Layer& layer : subject.results.layers) {
    if (std::ranges::find(told_elsewhere, layer.name) != told_elsewhere.end() || layer.table.rows() == 0) continue;
    text += "<h3>" + html(layer.title) + "</h3>\n" + paragraph(layer.caveat);
    if (layer.name == "point_pattern") text += chart_place("pattern", layer.title);
    text += layer.name == "answers" ? answers_rows(layer, subject.say) : whole_table(layer, most_rows, subject.say);
  }
  return text;
}

std::string quality_section(const ReportSubject& subject) {
  const Layer* quality = subject.layer("data_quality");
  if (!quality) return "";
  const Wording& say = subject.say;
  const auto accounts = accounts_of(*quality);
  return paragraph(say("Every row that was read was used or is listed with its reason in the table of rejects.")) +
         accounts_table(accounts, say) + rejects_table(accounts, say) + checks_table(*quality, say);
}

std::string making_section(const ReportSubject& subject) {
  const Wording& say = subject.say;
  std::string text = paragraph(
      say.fill("Made with vigie {0}. The same inputs and settings give the same report, byte by byte. Nothing in this "
               "page was fetched from elsewhere, and nothing that you do in it leaves your machine.",
               setting(subject.results, "program", "vigie")));
  if (const Layer* manifest = subject.layer("run_manifest"))
    text += folded(say("Versions and inputs"), manifest_table(*manifest, say, false)) +
            folded(say("Settings"), manifest_table(*manifest, say, true));
  return text +
         folded(say("Licences of the map and the charts"), "<pre lang=\"en\">" + html(page_licences()) + "</pre>");
}

}  // namespace vigie

// What was asked and what was found, in sentences.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/words.h"
#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/report_sections.h"

namespace vigie {
namespace {

struct Question {
  std::string_view layer, column;  // is there when the question was asked; column "" for any
  std::string_view text;
};

constexpr std::array<Question, 15> questions{{
    {"cells", "gi_bin", "Where do reports concentrate more than chance would explain?"},
    {"neighbourhoods", "gi_bin", "Which neighbourhoods stand out together with those around them?"},
    {"cells", "moran_lbl", "Where do places with many reports lie among others with many?"},
    {"neighbourhoods", "rate", "How many reports are there for the people who live there, and how sure is that?"},
    {"density", "", "How dense are reports, as a smooth surface?"},
    {"relative_risk", "", "Where are some kinds of reports more frequent than others?"},
    {"coverage_summary", "", "Which homes, incidents and hot places lie in a watch area, and which do not?"},
    {"mediation_priority", "", "Where could a mediation project start?"},
    {"siting", "", "Which places would reach most of the demand?"},
    {"change", "", "Where did reports become more or fewer?"},
    {"concentration", "", "How few places hold how many reports?"},
    {"point_pattern", "", "At which distances do reports lie close together?"},
    {"answers", "", "Do those who report hear back, and how soon?"},
    {"reporting_rate", "", "How readily do people report, place by place?"},
    {"equity", "", "Is coverage spread evenly over poorer and richer places?"},
}};

bool was_asked(const ReportSubject& subject, const Question& question) {
  if (std::ranges::find(subject.results.rasters, question.layer, &Raster::name) != subject.results.rasters.end())
    return true;
  const Layer* layer = subject.layer(question.layer);
  return layer && (question.column.empty() || has_values(*layer, question.column));
}

double measure(const ReportSubject& subject, std::string_view name) {
  const Layer* summary = subject.layer("coverage_summary");
  for (std::size_t row = 0; summary && row < summary->table.rows(); ++row)
    if (text_at(*summary, "measure", row) == name && text_at(*summary, "form", row) == "all")
      return number_at(*summary, "value", row);
  return std::nan("");
}

std::string hot_sentence(const ReportSubject& subject) {
  const Layer* areas = subject.layer("hotspot_areas");
  if (!areas) return "";
  int count = 0;
  bool withheld = false;  // a public file: a sum without them would be wrong
  double reports = 0, hectares = 0;
  for (std::size_t row = 0; row < areas->table.rows(); ++row) {
    if (text_at(*areas, "kind", row) != "hot") continue;
    ++count;
    const double n = number_at(*areas, "n", row);
    withheld |= std::isnan(n);
    if (!std::isnan(n)) reports += n;
    hectares += number_at(*areas, "area_ha", row);
  }
  const Wording& say = subject.say;
  const Layer* zones = subject.layer("neighbourhoods");
  const double all = zones ? sum_of(*zones, "n") : 0;
  if (count == 0)
    return std::string(say("No place was found where reports concentrate more than chance would explain."));
  if (all > 0 && reports > 0 && !withheld)
    return say.fill(
        "Reports concentrate more than chance would explain in hot areas of {0} ha in all; {1} of {2} reports ({3}) "
        "come from there.",
        say.number(hectares, 0), say.number(reports), say.number(all), say.percent(std::min(1.0, reports / all), 0));
  return say.fill("Reports concentrate more than chance would explain in hot areas of {0} ha in all.",
                  say.number(hectares, 0));
}

std::string coverage_sentence(const ReportSubject& subject) {
  const double incidents = measure(subject, "cov_inc"), people = measure(subject, "cov_pop");
  const double hot = measure(subject, "cov_hot");
  const Wording& say = subject.say;
  if (!std::isnan(incidents) && !std::isnan(people) && !std::isnan(hot))
    return say.fill(
        "Watch areas hold {0} of inhabitants, {1} of incidents at the time they happened and {2} of the area of hot "
        "places; this describes where they lie, not what they achieve.",
        say.percent(people, 0), say.percent(incidents, 0), say.percent(hot, 0));
  if (!std::isnan(incidents))
    return say.fill(
        "{0} of incidents happened in a watch area that was valid at the time; this describes where watch areas lie, "
        "not what they achieve.",
        say.percent(incidents, 0));
  return "";
}

std::string priority_sentence(const ReportSubject& subject) {
  const Layer* priority = subject.layer("mediation_priority");
  if (!priority) return "";
  const Layer* zones = subject.layer("neighbourhoods");
  std::vector<std::string> first;
  int unsure = 0;
  for (const std::size_t row : rows_by(*priority, "p_top")) {
    const std::string tier = text_at(*priority, "tier", row);
    if (tier == "A") first.push_back(place_name(*priority, zones, row));
    unsure += tier == "B";
  }
  const Wording& say = subject.say;
  if (first.empty())
    return std::string(say("No place is a clear first candidate for mediation: the order depends on the weights."));
  if (first.size() > 4) first.resize(4);
  return say.fill(
      "First candidates for a conversation about mediation, whatever the weights: {0}; for {1} more places it depends "
      "on the weights.",
      fmt::format("{}", fmt::join(first, "; ")), unsure);
}

std::string rate_sentence(const ReportSubject& subject) {
  const Layer* zones = subject.layer("neighbourhoods");
  if (!zones || !has_values(*zones, "exceed_p")) return "";
  int above = 0, known = 0;
  for (std::size_t row = 0; row < zones->table.rows(); ++row) {
    const double p = number_at(*zones, "exceed_p", row);
    known += !std::isnan(p);
    above += p >= 0.95;
  }
  return subject.say.fill("{0} of {1} neighbourhoods are at least 95 % likely to lie above the overall rate.", above,
                          known);
}

std::string gap_sentence(const ReportSubject& subject) {
  const Layer* gaps = subject.layer("coverage_gaps");
  if (!gaps || gaps->table.rows() == 0) return "";
  for (std::size_t row = 0; row < gaps->table.rows(); ++row)
    if (std::isnan(number_at(*gaps, "n", row)))
      return subject.say.fill("Hot places outside every watch area that counts: {0}.", gaps->table.rows());
  return subject.say.fill("Hot places outside every watch area that counts: {0}, with {1} reports.", gaps->table.rows(),
                          subject.say.number(sum_of(*gaps, "n")));
}

std::string usage_sentence(const ReportSubject& subject) {
  const Layer* quality = subject.layer("data_quality");
  double read = 0, used = 0;
  const std::string source = setting(subject.results, "input.reports", "file");
  for (std::size_t row = 0; quality && row < quality->table.rows(); ++row) {
    if (text_at(*quality, "source", row) != source) continue;
    const std::string check = text_at(*quality, "check", row);
    if (check == "rows_read") read = number_at(*quality, "value", row);
    if (check == "rows_used") used = number_at(*quality, "value", row);
  }
  if (read <= 0) return "";
  return subject.say.fill("{0} of {1} reports could be used; every other one is listed with its reason.",
                          subject.say.number(used), subject.say.number(read));
}

}  // namespace

std::vector<std::string> findings_in_sentences(const ReportSubject& subject) {
  constexpr std::size_t most = 3;
  std::vector<std::string> sentences;
  for (const auto& sentence :
       {hot_sentence, coverage_sentence, priority_sentence, rate_sentence, gap_sentence, usage_sentence}) {
    if (sentences.size() == most) break;
    if (std::string text = sentence(subject); !text.empty()) sentences.push_back(std::move(text));
  }
  return sentences;
}

std::string questions_asked(const ReportSubject& subject) {
  std::string items;
  for (const Question& question : questions)
    if (was_asked(subject, question)) items += "<li>" + html(subject.say(question.text)) + "</li>\n";
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

}  // namespace vigie

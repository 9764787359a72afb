// Where to start, and rates: places in order, with how sure that order is.
#include <algorithm>
#include <cmath>

#include "engine/report/html_table.h"
#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/report_sections.h"

namespace vigie {
namespace {

using Kind = TableCell::Kind;
constexpr std::size_t most_ranked = 20, most_rated = 60;

std::string tier_words(const Wording& say, const std::string& tier) {
  return std::string(tier == "insufficient_data" ? say("Insufficient data") : std::string_view(tier));
}

// Nothing is quite certain: 99.97 % is not written as 100 %.
std::string probability_words(const Wording& say, double p) {
  if (p > 0.995) return "> " + say.percent(0.99, 0);
  if (p < 0.005) return "< " + say.percent(0.01, 0);
  return say.percent(p, 0);
}

// The share of rankings in which a place is among the first, and the ranks it takes.
std::string priority_table(const ReportSubject& subject, const Layer& priority) {
  const Wording& say = subject.say;
  const Layer* zones = subject.layer("neighbourhoods");
  double last = 1;
  for (std::size_t row = 0; row < priority.table.rows(); ++row)
    if (const double rank = number_at(priority, "rank_hi", row); !std::isnan(rank)) last = std::max(last, rank);
  const bool reasons = has_values(priority, "why");
  std::vector<TableCell> heads{{html(say("Neighbourhood"))},
                               {html(say("Tier"))},
                               {html(say("How often among the first")), Kind::number},
                               {html(say("Rank: middle and 90 % of rankings"))}};
  if (reasons) heads.push_back({html(say("Why"))});
  HtmlTable table(priority.title, heads);
  const std::vector<std::size_t> rows = rows_by(priority, "p_top");
  for (std::size_t i = 0; i < std::min(most_ranked, rows.size()); ++i) {
    const std::size_t row = rows[i];
    const double low = number_at(priority, "rank_lo", row), high = number_at(priority, "rank_hi", row);
    const double middle = number_at(priority, "rank_med", row);
    const std::string words = std::isnan(middle) ? std::string("–")
                                                 : say.fill("rank {0}, between {1} and {2}", say.number(middle),
                                                            say.number(low), say.number(high));
    std::vector<TableCell> cells{{html(place_name(priority, zones, row))},
                                 {html(tier_words(say, text_at(priority, "tier", row)))},
                                 {html(say.percent(number_at(priority, "p_top", row), 0)), Kind::number},
                                 {interval_drawing({low, middle, high}, {1, last}, words) + " <span class=\"words\">" +
                                  html(words) + "</span>"}};
    if (reasons) cells.push_back({html(text_at(priority, "why", row))});
    table.add_linked(priority, row, cells);
  }
  if (rows.size() <= most_ranked) return table.done();
  return table.done() + paragraph(say.fill("{0} of {1} rows are shown; all of them stand in the GeoPackage.",
                                           most_ranked, rows.size()),
                                  "note");
}

std::string siting_table(const ReportSubject& subject) {
  const Layer* siting = subject.layer("siting");
  if (!siting || siting->table.rows() == 0) return "";
  const Wording& say = subject.say;
  return "<h3>" + html(siting->title) + "</h3>\n" + paragraph(siting->caveat) +
         chart_place("siting", say("Demand reached, place after place")) + whole_table(*siting, most_ranked, say);
}

}  // namespace

std::string priority_section(const ReportSubject& subject) {
  const Layer* priority = subject.layer("mediation_priority");
  const Wording& say = subject.say;
  std::string text;
  if (priority && priority->table.rows() > 0) {
    if (!priority->caveat.empty()) text += paragraph(priority->caveat, "caveat");
    text += paragraph(
        say("Weights are a matter of opinion, so the ranking is repeated with many of them. Tier A: among the first "
            "in at least 80 % of rankings; B: in at least 20 %; C: more rarely. A place without enough data is not "
            "ranked."));
    text += priority_table(subject, *priority);
  }
  return text + siting_table(subject);
}

std::string rates_section(const ReportSubject& subject) {
  const Layer* zones = subject.layer("neighbourhoods");
  if (!zones || !has_values(*zones, "rate")) return "";
  const Wording& say = subject.say;
  // By the rates, not by their limits: a tiny neighbourhood's interval would squeeze all others to the left.
  DrawnScale scale{0, 0};
  for (std::size_t row = 0; row < zones->table.rows(); ++row)
    if (const double rate = number_at(*zones, "rate", row); !std::isnan(rate)) scale.high = std::max(scale.high, rate);
  scale.high *= 1.1;
  HtmlTable table(say("Neighbourhoods by rate, with 95 % intervals"),
                  {{html(say("Neighbourhood"))},
                   {html(say("Reports")), Kind::number},
                   {html(heading_of(*find_field(*zones, "rate"), say)), Kind::number},
                   {html(say("Rate and its interval"))},
                   {html(say("Likely above the overall rate")), Kind::number}});
  const std::vector<std::size_t> rows = rows_by(*zones, "rate");
  for (std::size_t i = 0; i < std::min(most_rated, rows.size()); ++i) {
    const std::size_t row = rows[i];
    const DrawnInterval interval{number_at(*zones, "rate_lo", row), number_at(*zones, "rate", row),
                                 number_at(*zones, "rate_hi", row)};
    const std::string words =
        std::isnan(interval.low) ? "–" : say.number(interval.low, 1) + " – " + say.number(interval.high, 1);
    table.add_linked(*zones, row,
                     {{html(place_name(*zones, zones, row))},
                      {html(say.number(number_at(*zones, "n", row))), Kind::number},
                      {html(say.number(interval.middle, 1)), Kind::number},
                      {interval_drawing(interval, scale, words) + " <span class=\"words\">" + html(words) + "</span>"},
                      {html(probability_words(say, number_at(*zones, "exceed_p", row))), Kind::number}});
  }
  std::string text = paragraph(zones->caveat, "caveat");
  text += paragraph(
      say("The line is the interval in which the rate lies with 95 % confidence; where intervals overlap, the order "
          "of two neighbourhoods says little."));
  text += table.done();
  if (rows.size() > most_rated)
    text += paragraph(say.fill("{0} of {1} rows are shown; all of them stand in the GeoPackage.", most_rated,
                               say.number(static_cast<double>(rows.size()))),
                      "note");
  return text;
}

}  // namespace vigie

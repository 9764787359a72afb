// The frame of the page: head, navigation, sections, data and script.
#include "engine/report/report_page.h"

#include <array>
#include <vector>

#include "engine/report/html_text.h"
#include "engine/report/layer_reading.h"
#include "engine/report/map_data.h"
#include "engine/report/page_parts.h"
#include "engine/report/report_sections.h"

namespace vigie {
namespace {

struct Section {
  std::string_view id, title;
  std::string content;
};

std::string title_of(const ReportSubject& subject) {
  const std::string name = setting(subject.results, "study", "name");
  return name.empty() ? std::string(subject.say("Where reports concentrate")) : name;
}

std::string period_of(const ReportSubject& subject) {
  const std::string from = setting(subject.results, "study", "from"), to = setting(subject.results, "study", "to");
  if (from.empty() || to.empty()) return "";
  return subject.say.day(from) + " – " + subject.say.day_before(to);
}

std::string head_of(const ReportSubject& subject) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{}'; "
      "style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"generator\" content=\"vigie\">\n<title>{}</title>\n<style>{}</style>\n</head>\n",
      subject.say.code(), page_script().hash, page_style().hash, html(title_of(subject)), page_style().text);
}

std::string key_figure(const std::string& value, std::string_view words) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html(words), html(value));
}

std::string key_figures(const ReportSubject& subject) {
  const Wording& say = subject.say;
  std::string figures;
  const auto count = [&](double value, std::string_view words) {
    if (value > 0) figures += key_figure(say.number(value), words);
  };
  if (const Layer* zones = subject.layer("neighbourhoods")) {
    count(sum_of(*zones, "n"), say("reports in neighbourhoods"));
    count(static_cast<double>(zones->table.rows()), say("neighbourhoods"));
    count(sum_of(*zones, "population"), say("inhabitants"));
  }
  if (const Layer* areas = subject.layer("hotspot_areas")) {
    double hot = 0;
    for (std::size_t row = 0; row < areas->table.rows(); ++row) hot += text_at(*areas, "kind", row) == "hot";
    count(hot, say("hot areas"));
  }
  if (const Layer* watch = subject.layer("watch_areas")) count(sum_of(*watch, "active"), say("active watch areas"));
  if (const Layer* gaps = subject.layer("coverage_gaps"))
    count(static_cast<double>(gaps->table.rows()), say("coverage gaps"));
  return figures.empty() ? "" : "<dl class=\"figures\">\n" + figures + "</dl>\n";
}

std::string summary_section(const ReportSubject& subject) {
  const Wording& say = subject.say;
  std::string text;
  if (const std::string asked = questions_asked(subject); !asked.empty())
    text += "<div><h3>" + html(say("What was asked")) + "</h3>\n" + asked + "</div>\n";
  std::string sentences;
  for (const std::string& sentence : findings_in_sentences(subject)) sentences += "<li>" + html(sentence) + "</li>\n";
  if (!sentences.empty())
    text += "<div><h3>" + html(say("What was found")) + "</h3>\n<ol class=\"found\">\n" + sentences + "</ol></div>\n";
  return "<div class=\"columns\">\n" + text + "</div>\n" + key_figures(subject) +
         paragraph(say("A hot spot is a place where reports concentrate, not a dangerous place. Coverage describes, it "
                       "is no effect. Places are scored, not people."),
                   "caveat");
}

std::string map_section(const ReportSubject& subject, const MapData& map) {
  if (map.json.empty()) return "";
  const Wording& say = subject.say;
  std::string notes;
  for (const std::string& note : map.notes) notes += paragraph(note, "note");
  return fmt::format(
      "{}<div class=\"atlas\">\n<div class=\"choices\">\n<fieldset id=\"fills\"><legend>{}</legend></fieldset>\n"
      "<fieldset id=\"outlines\"><legend>{}</legend></fieldset>\n<div id=\"legend\"></div>\n</div>\n"
      "<div class=\"canvas\"><div id=\"map\" role=\"application\" aria-label=\"{}\"></div></div>\n"
      "<div id=\"detail\" role=\"status\"><p>{}</p></div>\n</div>\n<noscript><p>{}</p></noscript>\n{}",
      paragraph(say("Choose a place on the map or a row of a table: both show the same place.")),
      html(say("The map shows")), html(say("Drawn over it")),
      html(say("Map of the results; arrow keys move it, plus "
               "and minus zoom")),
      html(say("No place is chosen.")), html(say("The map needs scripts; the tables below hold the same results.")),
      notes);
}

// Words of the controls that the script makes.
std::string script_words(const Wording& say) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words{{
      {"zoomIn", "Zoom in"},
      {"zoomOut", "Zoom out"},
      {"whole", "Whole area"},
      {"nothing", "Borders only"},
      {"row", "Show the row"},
      {"none", "Nothing is known of this place."},
      {"dark", "Dark"},
      {"light", "Light"},
  }};
  std::vector<std::string> items;
  for (const auto& [key, english] : words) items.push_back(fmt::format("\"{}\":{}", key, json_text(say(english))));
  return fmt::format("{{{}}}", fmt::join(items, ","));
}

std::vector<Section> sections_of(const ReportSubject& subject, const MapData& map) {
  const Wording& say = subject.say;
  std::vector<Section> sections{
      {"summary", say("In short"), summary_section(subject)},
      {"places", say("Map"), map_section(subject, map)},
      {"hot-spots", say("Hot spots"), hot_spots_section(subject)},
      {"coverage", say("Coverage and gaps"), coverage_section(subject)},
      {"start", say("Where to start"), priority_section(subject)},
      {"rates", say("Neighbourhoods and their rates"), rates_section(subject)},
      {"trends", say("Trends"), trends_section(subject)},
      {"more", say("Further results"), other_results_section(subject)},
      {"quality", say("Data quality"), quality_section(subject)},
      {"making", say("How this was made"), making_section(subject)},
  };
  std::erase_if(sections, [](const Section& section) { return section.content.empty(); });
  return sections;
}

std::string body_of(const ReportSubject& subject, const MapData& map) {
  const Wording& say = subject.say;
  const std::vector<Section> sections = sections_of(subject, map);
  std::string links, content;
  for (const Section& section : sections) {
    links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, html(section.title));
    content += fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}</section>\n",
        section.id, html(section.title), section.content);
  }
  return fmt::format(
      "<body>\n<a class=\"skip\" href=\"#content\">{}</a>\n<header>\n<div><h1>{}</h1>\n<p "
      "class=\"period\">{}</p></div>\n"
      "<div class=\"tools\"><button type=\"button\" id=\"theme\" hidden></button> "
      "<button type=\"button\" id=\"print\" hidden>{}</button></div>\n</header>\n"
      "<nav aria-label=\"{}\"><ul>\n{}</ul></nav>\n<main id=\"content\">\n{}</main>\n",
      html(say("To the content")), html(title_of(subject)), html(period_of(subject)), html(say("Print")),
      html(say("Contents")), links, content);
}

}  // namespace

const Layer* ReportSubject::layer(std::string_view name) const {
  return find_layer(results, name);
}

std::string paragraph(std::string_view text, std::string_view css_class) {
  if (text.empty()) return "";
  if (css_class.empty()) return "<p>" + html(text) + "</p>\n";
  return fmt::format("<p class=\"{}\">{}</p>\n", css_class, html(text));
}

std::string report_page(const ResultSet& results) {
  const Wording say(results.language);
  const ReportSubject subject{results, say};
  const MapData map = map_data(results, say);
  return head_of(subject) + body_of(subject, map) +
         fmt::format(
             "<script type=\"application/json\" id=\"data\">{{\"language\":\"{}\",\"words\":{},\"map\":{},"
             "\"charts\":{}}}</script>\n<script>{}</script>\n</body>\n</html>\n",
             say.code(), script_words(say), map.json.empty() ? "null" : map.json, charts_json(subject),
             page_script().text);
}

}  // namespace vigie

// The sections of the report, each a function of the results; "" where the results hold nothing for it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/layer.h"
#include "engine/report/wording.h"

namespace vigie {

/// What every section gets.
struct ReportSubject {
  const ResultSet& results;
  const Wording& say;

  const Layer* layer(std::string_view name) const;
};

/// Inside of a section element, without its heading.
std::string questions_asked(const ReportSubject& subject);
std::string hot_spots_section(const ReportSubject& subject);
std::string coverage_section(const ReportSubject& subject);
std::string priority_section(const ReportSubject& subject);
std::string rates_section(const ReportSubject& subject);
std::string trends_section(const ReportSubject& subject);
std::string other_results_section(const ReportSubject& subject);
std::string quality_section(const ReportSubject& subject);
std::string making_section(const ReportSubject& subject);

/// The three sentences that say most, plain text.
std::vector<std::string> findings_in_sentences(const ReportSubject& subject);

/// "<p>...</p>" of plain text.
std::string paragraph(std::string_view text, std::string_view css_class = "");
/// A link to a chart and its place; the script draws `charts_json` there.
std::string chart_place(std::string_view id, std::string_view words);
/// What the script draws in the places that the sections leave for charts.
std::string charts_json(const ReportSubject& subject);

}  // namespace vigie

// The most frequent are told apart, by count and then by name, so that the order of rows does not matter.
#include "engine/job/rare_categories.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/job/sections.h"

namespace vigie {
namespace {

// Lists of a job are lists of categories, of forms or of numbers; a name that is none of the first does no harm.
std::set<std::string, std::less<>> named_by(const Job& job) {
  std::set<std::string, std::less<>> names;
  for (const Section& section : all_sections()) {
    const Settings& settings = job.section(section.name);
    for (const Parameter& parameter : section.parameters)
      if (parameter.kind == ParameterKind::list && settings.given(parameter))
        for (std::string& name : settings.list(parameter)) names.insert(std::move(name));
  }
  return names;
}

}  // namespace

void merge_rare_categories(const Job& job, const std::string& source, Intake& intake) {
  Table& attributes = intake.study.reports.attributes;
  const Texts* categories = attributes.find_as<Texts>("category");
  if (categories == nullptr) return;
  const auto most = static_cast<std::size_t>(job.section("reports").required_number(reports_keys::most_categories));
  std::vector<Texts::Count> counts = categories->counts();
  if (counts.size() <= most) return;
  std::ranges::sort(counts, [](const Texts::Count& a, const Texts::Count& b) {
    return a.rows != b.rows ? a.rows > b.rows : a.text < b.text;
  });
  std::set<std::string, std::less<>> kept = named_by(job);
  for (std::size_t i = 0; i < most; ++i) kept.emplace(counts[i].text);
  Texts merged;
  std::int64_t renamed = 0;
  merged.reserve(categories->size());
  for (std::size_t i = 0; i < categories->size(); ++i) {
    if (categories->is_null(i)) {
      merged.push_null();
      continue;
    }
    const bool rare = !kept.contains(categories->at(i));
    merged.push_back(rare ? other_category : categories->at(i));
    if (rare) ++renamed;
  }
  const std::size_t known = counts.size();
  attributes.replace("category", std::move(merged));
  if (renamed == 0) return;
  intake.findings.push_back(
      {source, "other_categories", static_cast<double>(renamed), Unit::count, Finding::Level::warning,
       fmt::format("{}: of {} categories the {} most frequent are told apart; {} reports of the rest are counted as "
                   "{}. Is [reports] category the right column? most_categories sets how many",
                   source, known, most, renamed, other_category)});
}

}  // namespace vigie

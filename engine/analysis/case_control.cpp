// Choosing the sides of a comparison.
#include "engine/analysis/case_control.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/analysis/named_categories.h"
#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {

const Parameter cases_parameter{.name = "cases",
                                .kind = ParameterKind::list,
                                .otherwise = "from the data: the most frequent category",
                                .help = "Categories whose reports are the cases."};
const Parameter controls_parameter{
    .name = "controls",
    .kind = ParameterKind::list,
    .otherwise = "all other categories",
    .help = "Categories whose reports the cases are compared with: what is reported here anyway."};

namespace {

std::vector<std::string> distinct_categories(const Settings& settings, const Parameter& parameter,
                                             const std::vector<CategoryCount>& known) {
  std::vector<std::string> names = named_categories(settings, parameter, known);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<std::string> all_but(const std::vector<CategoryCount>& known, const std::vector<std::string>& cases) {
  std::vector<std::string> others;
  for (const CategoryCount& category : known)
    if (std::ranges::find(cases, category.name) == cases.end()) others.push_back(category.name);
  std::ranges::sort(others);
  return others;
}

void refuse_both(const Settings& settings, const CaseControl& samples) {
  for (const std::string& name : samples.cases)
    if (std::ranges::find(samples.controls, name) != samples.controls.end())
      throw UsageError(fmt::format("[{}] category '{}' is among the cases and among the controls; take it from one",
                                   settings.section().name, printable(name)));
}

void divide_reports(const Study& study, const Texts& categories, CaseControl& samples) {
  enum class Side { neither, cases, controls };
  std::vector<Side> side;
  for (std::string_view name : categories.distinct())
    side.push_back(std::ranges::binary_search(samples.cases, name)      ? Side::cases
                   : std::ranges::binary_search(samples.controls, name) ? Side::controls
                                                                        : Side::neither);
  const std::vector<std::int32_t> group = categories.groups();
  for (std::size_t i = 0; i < study.reports.size(); ++i) {
    const Side where = group[i] < 0 ? Side::neither : side[static_cast<std::size_t>(group[i])];
    if (where == Side::neither) continue;
    (where == Side::cases ? samples.case_x : samples.control_x).push_back(study.reports.x[i]);
    (where == Side::cases ? samples.case_y : samples.control_y).push_back(study.reports.y[i]);
  }
}

void find_uncategorized(const Texts& categories, CaseControl& samples) {
  std::size_t without = 0;
  for (std::size_t i = 0; i < categories.size(); ++i) without += categories.is_null(i) ? 1 : 0;
  if (without > 0)
    samples.findings.push_back({"relative_risk", "without_category", static_cast<double>(without), Unit::count,
                                Finding::Level::notice,
                                fmt::format("relative risk: {} reports have no category and are left out", without)});
}

}  // namespace

bool has_samples(const Study& study) {
  if (!study.has_reports) return false;
  const auto enough = static_cast<std::int64_t>(fewest_risk_points);
  const std::vector<CategoryCount> known = category_counts(study);
  std::int64_t others = 0;
  for (std::size_t i = 1; i < known.size(); ++i) others += known[i].n;
  return !known.empty() && known.front().n >= enough && others >= enough;
}

CaseControl choose_samples(const Study& study, const Settings& settings) {
  const std::string_view section = settings.section().name;
  const Texts& categories = needed_categories(study, settings);
  const std::vector<CategoryCount> known = category_counts(study);
  CaseControl samples;
  samples.cases = distinct_categories(settings, cases_parameter, known);
  samples.controls = distinct_categories(settings, controls_parameter, known);
  if (samples.cases.empty()) {
    const auto first = std::ranges::find_if(known, [&](const CategoryCount& category) {
      return std::ranges::find(samples.controls, category.name) == samples.controls.end();
    });
    if (first == known.end())
      throw UsageError(fmt::format("[{}] every category is a control; name the cases", section));
    samples.cases = {first->name};
    samples.chosen.push_back({&cases_parameter, first->name, "the most frequent category"});
  }
  if (samples.controls.empty()) {
    samples.controls = all_but(known, samples.cases);
    samples.controls_are_the_others = true;
    if (samples.controls.empty())
      throw DataError(
          fmt::format("[{}] every report is a case, so there is nothing to compare with; the categories are {}",
                      section, category_names(known)));
    samples.chosen.push_back(
        {&controls_parameter, fmt::format("{}", fmt::join(samples.controls, ", ")), "all other categories"});
  }
  refuse_both(settings, samples);
  divide_reports(study, categories, samples);
  find_uncategorized(categories, samples);
  return samples;
}

}  // namespace vigie

// By the incident column, by place and time, or each for itself.
#include "engine/job/incident_numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/base/error.h"
#include "engine/job/sections.h"
#include "engine/statistics/incident_links.h"

namespace vigie {
namespace {

using Labels = std::vector<std::int64_t>;  // per report: a report of the same incident

// Reports with the same text in the incident column.
Labels by_column(const Study& study) {
  Labels labels(study.reports.size());
  std::iota(labels.begin(), labels.end(), std::int64_t{0});
  const Texts* ids = study.reports.attributes.find_as<Texts>("incident");
  if (ids == nullptr) return labels;
  const std::vector<std::int32_t> group = ids->groups();
  std::unordered_map<std::int32_t, std::int64_t> first;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (group[i] >= 0) labels[i] = first.try_emplace(group[i], static_cast<std::int64_t>(i)).first->second;
  return labels;
}

// Reports that name no incident are linked by category, place and time; those on a default point are not.
class PlaceAndTime {
 public:
  explicit PlaceAndTime(const Study& study) : study_(study), named_(by_column(study)) {
    const Instants* times = study.reports.attributes.find_as<Instants>("time");
    if (times == nullptr)
      throw UsageError("[reports] link = \"auto\" needs the times of the reports; name the column as [reports] time");
    time_ = times->values;
    if (const Instants* closed = study.reports.attributes.find_as<Instants>("closed")) closed_ = closed->values;
    const Texts* categories = study.reports.attributes.find_as<Texts>("category");
    category_ = categories ? categories->groups() : std::vector<std::int32_t>(time_.size(), 0);
    const Texts* ids = study.reports.attributes.find_as<Texts>("incident");
    for (std::size_t i = 0; i < category_.size(); ++i) {
      const bool stacked = !study.on_default_point.empty() && study.on_default_point[i] != 0;
      if (stacked || (ids != nullptr && !ids->is_null(i))) category_[i] = -1;
    }
  }

  Labels linked(const LinkRule& rule) const {
    Labels labels = linked_incidents({study_.reports.x, study_.reports.y, time_, closed_, category_}, rule);
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (category_[i] < 0) labels[i] = named_[i];
    return labels;
  }

 private:
  const Study& study_;
  Labels named_;
  std::vector<Instant> time_, closed_;
  std::vector<std::int32_t> category_;
};

double duplicate_share(const Labels& labels) {
  std::int64_t incidents = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) incidents += labels[i] == static_cast<std::int64_t>(i) ? 1 : 0;
  return labels.empty() ? 0 : 1 - static_cast<double>(incidents) / static_cast<double>(labels.size());
}

// The first report of an incident is its earliest; where several are equally early the place decides, not the row.
void number(const Labels& labels, Study& study) {
  const Instants* times = study.reports.attributes.find_as<Instants>("time");
  const auto order = [&](std::size_t i) {
    const Instant t = times ? times->values[i] : no_instant;
    return std::tuple(t == no_instant, t, study.reports.x[i], study.reports.y[i], i);
  };
  std::vector<std::int64_t> number_of(labels.size(), -1), of(labels.size());
  std::vector<std::size_t> first_report;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::int64_t& incident = number_of[static_cast<std::size_t>(labels[i])];
    if (incident < 0) {
      incident = static_cast<std::int64_t>(first_report.size());
      first_report.push_back(i);
    } else if (std::size_t& first = first_report[static_cast<std::size_t>(incident)]; order(i) < order(first)) {
      first = i;
    }
    of[i] = incident;
  }
  study.incident = IncidentNumbers(std::move(of), std::move(first_report));
}

void report(const std::string& source, const std::string& check, double value, Unit unit, const std::string& text,
            Intake& intake) {
  intake.findings.push_back(
      {source, check, value, unit, text.empty() ? Finding::Level::ok : Finding::Level::notice, text});
}

// How much hangs on the distance: the rule changes every count that follows.
void report_distances(const PlaceAndTime& links, const LinkRule& rule, double share, const std::string& source,
                      Intake& intake) {
  const double nearer = duplicate_share(links.linked({rule.distance / 2, rule.days}));
  const double farther = duplicate_share(links.linked({rule.distance * 2, rule.days}));
  report(source, "duplicate_share_half_distance", nearer, Unit::share, "", intake);
  report(
      source, "duplicate_share_double_distance", farther, Unit::share,
      fmt::format("{}: {:.1f} % of the reports repeat an incident within {:g} m and {:g} days; {:.1f} % within {:g} m "
                  "and {:.1f} % within {:g} m",
                  source, 100 * share, rule.distance, rule.days, 100 * nearer, rule.distance / 2, 100 * farther,
                  2 * rule.distance),
      intake);
}

}  // namespace

void number_incidents(const Job& job, Intake& intake) {
  Study& study = intake.study;
  const Settings& settings = job.section("reports");
  const std::string source = std::ranges::find(intake.inputs, "reports", &InputRecord::section)->name;
  const std::string link = settings.text(reports_keys::link);
  if (link == "auto") {
    const LinkRule rule{settings.required_number(reports_keys::link_distance),
                        settings.required_number(reports_keys::link_days)};
    const PlaceAndTime links(study);
    const Labels labels = links.linked(rule);
    number(labels, study);
    report_distances(links, rule, duplicate_share(labels), source, intake);
  } else if (link == "ids" && study.reports.attributes.find_as<Texts>("incident") != nullptr) {
    number(by_column(study), study);
  } else {
    study.incident = IncidentNumbers(study.reports.size());
  }
  const auto incidents = static_cast<double>(study.incidents()), reports = static_cast<double>(study.reports.size());
  report(source, "incidents", incidents, Unit::count, "", intake);
  report(source, "duplicate_share", reports > 0 ? 1 - incidents / reports : 0, Unit::share, "", intake);
}

}  // namespace vigie

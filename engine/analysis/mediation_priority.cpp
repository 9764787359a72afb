// The priority recipe: criteria from the data, ranks under drawn weights and values, the same without each source.
#include "engine/analysis/mediation_priority.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/analysis/mediation_columns.h"
#include "engine/analysis/mediation_layers.h"
#include "engine/analysis/mediation_ranking.h"
#include "engine/analysis/random_seed.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::size_t most_incidents_left_out = 100'000;
constexpr std::uint32_t draws_left_out = 500;  // standard error of a probability at most 0.022
constexpr double largest_source = 0.5;         // a source with more of the incidents carries the result by itself
constexpr std::size_t most_sources = 12;

struct Plan {
  std::vector<std::string> mediable;
  std::vector<CriterionId> asked;
  LeastData least;
  Scaling scaling;
  std::uint32_t draws;
  std::uint64_t seed;
};

Plan plan_of(const Study& study, const Settings& settings, Contribution& out) {
  return {mediable_categories(study, settings, out),
          asked_criteria(settings),
          {settings.required_number(mediation_keys::least_dwellings),
           settings.required_number(mediation_keys::least_reliability)},
          settings.choice<Scaling>(mediation_keys::scaling),
          static_cast<std::uint32_t>(settings.required_number(mediation_keys::draws)),
          seed_of(settings)};
}

MediationRanking ranking_of(const MediationInputs& inputs, const MediableIncidents& incidents, const Plan& plan,
                            const std::vector<CriterionId>& criteria) {
  MediationRanking ranking = mediation_ranking(inputs, incidents, criteria, plan.least);
  ranking.question.scaling = plan.scaling;
  ranking.question.seed = plan.seed;
  ranking.question.draws = plan.draws;
  return ranking;
}

std::size_t top_of(const Settings& settings, std::size_t ranked, Contribution& out) {
  if (const std::optional<double> given = settings.number(mediation_keys::top)) return static_cast<std::size_t>(*given);
  const std::size_t top = std::max<std::size_t>(1, ranked / 10);
  out.chosen.push_back(
      {&mediation_keys::top, std::to_string(top), fmt::format("a tenth of the {} ranked neighbourhoods", ranked)});
  return top;
}

void report_criteria(const MediationRanking& ranking, Contribution& out) {
  std::vector<std::string> used;
  for (CriterionId id : ranking.used) used.emplace_back(criterion_names[static_cast<std::size_t>(id)]);
  out.record.emplace_back("criteria_used", fmt::format("{}", fmt::join(used, ",")));
  std::vector<std::string> dropped;
  for (const MediationRanking::Dropped& one : ranking.dropped)
    dropped.push_back(fmt::format("{} ({})", criterion_names[static_cast<std::size_t>(one.id)], one.why));
  out.record.emplace_back("criteria_dropped", fmt::format("{}", fmt::join(dropped, ", ")));
  if (!dropped.empty())
    out.findings.push_back({"mediation_priority", "criteria_dropped", static_cast<double>(dropped.size()), Unit::count,
                            Finding::Level::notice,
                            fmt::format("mediation priority: left out for all neighbourhoods: {}", listed(dropped))});
}

void report_standing(const MediationRanking& ranking, Contribution& out) {
  const auto left = ranking.standing.size() - ranking.zones.size();
  out.findings.push_back(
      {"mediation_priority", "not_ranked", static_cast<double>(left), Unit::count,
       left > 0 ? Finding::Level::notice : Finding::Level::ok,
       left > 0 ? fmt::format("mediation priority: {} of {} neighbourhoods have too few data to be ranked", left,
                              ranking.standing.size())
                : ""});
}

// Cases beyond the demand: handled cases make reports, too, and some come without a report.
void report_penetration(const MediationInputs& inputs, Contribution& out) {
  double above = 0;
  for (std::size_t i = 0; i < inputs.handled.size(); ++i) above += inputs.handled[i] > inputs.incidents.n[i] ? 1 : 0;
  if (above > 0)
    out.findings.push_back({"mediation_priority", "handled_above_demand", above, Unit::count, Finding::Level::notice,
                            fmt::format("mediation priority: in {:g} neighbourhoods more cases were handled than "
                                        "mediable incidents reported; their unmet demand counts as 0",
                                        above)});
}

void report_tiers(const MediationRanking& ranking, const RankAcceptability& result, std::size_t top,
                  Contribution& out) {
  const std::vector<std::string_view> all = tiers(ranking, result);
  const auto of = [&](std::string_view tier) { return std::ranges::count(all, tier); };
  out.findings.push_back({"mediation_priority", "tier_a", static_cast<double>(of("A")), Unit::count,
                          Finding::Level::notice,
                          fmt::format("mediation priority: {} neighbourhoods are in tier A (among the first {} in at "
                                      "least 80 % of the draws), {} in B, {} in C",
                                      of("A"), top, of("B"), of("C"))});
}

// Sources that can be left out: columns with several values, none of which carries the result.
std::vector<ReportSource> sources_of(const Study& study, const Settings& settings, const MediationInputs& inputs,
                                     Contribution& out) {
  std::vector<std::string> columns = settings.list(mediation_keys::leave_out);
  double all = 0;
  for (double n : inputs.incidents.n) all += n;
  if (columns.empty()) {
    const bool few = all <= static_cast<double>(most_incidents_left_out);
    columns = few ? std::vector<std::string>{"channel", "origin"} : std::vector<std::string>{"none"};
    out.chosen.push_back(
        {&mediation_keys::leave_out, fmt::format("{}", fmt::join(columns, ",")),
         few ? "where the reports have such columns" : "there are too many incidents to do it unasked"});
  }
  std::vector<ReportSource> sources;
  for (const std::string& column : columns) {
    const Texts* texts = study.reports.attributes.find_as<Texts>(column);
    if (column == "none" || !texts) continue;
    std::map<std::string, double> counts;
    for (const std::size_t report : study.incident.first_reports())
      if (!texts->is_null(report) && !texts->at(report).empty()) ++counts[std::string(texts->at(report))];
    std::vector<std::pair<double, std::string>> by_size;
    for (const auto& [value, n] : counts) by_size.emplace_back(-n, value);
    std::ranges::sort(by_size);
    for (const auto& [n, value] : by_size)
      if (counts.size() > 1 && sources.size() < most_sources) sources.push_back({column, value});
  }
  return sources;
}

struct LeftOut {
  std::vector<std::string> changes;  // per neighbourhood
  std::vector<PriorityCheck> checks;
};

// The ranking without each source, beside the full one from as many draws of the same random numbers.
LeftOut leave_out_sources(const Study& study, const Settings& settings, const MediationInputs& inputs,
                          const MediationRanking& full, const Plan& plan, const std::vector<ReportSource>& sources,
                          Contribution& out) {
  LeftOut result{std::vector<std::string>(full.standing.size()), {}};
  double all = 0;
  for (double n : inputs.incidents.n) all += n;
  const WeightDraws weights = criterion_weights(settings, full.used);
  RankQuestion fewer = full.question;
  fewer.draws = std::min(plan.draws, draws_left_out);
  const std::vector<std::string_view> before = tiers(full, rank_acceptability(fewer, weights));
  std::vector<double> ranks(full.standing.size(), std::nan(""));
  const std::vector<double> scores = descending_ranks(composite_scores(full.question, weights.central()));
  for (std::size_t i = 0; i < full.zones.size(); ++i) ranks[full.zones[i]] = scores[i];
  std::vector<std::string> large;
  for (const ReportSource& source : sources) {
    const MediableIncidents rest = mediable_incidents(study, plan.mediable, &source);
    double left = 0;
    for (double n : rest.n) left += n;
    const std::string name = source.column + "=" + source.value;
    if (left < largest_source * all) {
      large.push_back(fmt::format("{} ({:.0f} %)", printable(name, 40), 100 * (1 - left / all)));
      continue;
    }
    MediationRanking without = ranking_of(inputs, rest, plan, full.used);
    without.question.draws = fewer.draws;
    without.question.top = full.question.top;
    const WeightDraws some = criterion_weights(settings, without.used);
    const std::vector<std::string_view> after = tiers(without, rank_acceptability(without.question, some));
    PriorityCheck check{"without_source", name, 0, 0};
    for (std::size_t zone = 0; zone < after.size(); ++zone) {
      if (after[zone] == before[zone]) continue;
      ++check.tiers;
      result.changes[zone] += (result.changes[zone].empty() ? "" : ", ") + name;
    }
    std::vector<double> others(full.standing.size(), std::nan(""));
    const std::vector<double> moved = descending_ranks(composite_scores(without.question, some.central()));
    for (std::size_t i = 0; i < without.zones.size(); ++i) others[without.zones[i]] = moved[i];
    check.shift = rank_shift(ranks, others);
    result.checks.push_back(std::move(check));
  }
  if (!large.empty())
    out.findings.push_back({"mediation_priority", "large_sources", static_cast<double>(large.size()), Unit::count,
                            Finding::Level::notice,
                            fmt::format("mediation priority: most mediable incidents come from {}; the result rests on "
                                        "it and is not drawn without it",
                                        listed(large))});
  return result;
}

Contribution run(const Study& study, const Settings& settings, const Earlier& earlier) {
  Contribution out;
  const Plan plan = plan_of(study, settings, out);
  const MediationInputs inputs = mediation_inputs(study, settings, earlier, plan.mediable);
  MediationRanking ranking = ranking_of(inputs, inputs.incidents, plan, plan.asked);
  ranking.question.top = top_of(settings, ranking.zones.size(), out);
  if (ranking.used.empty())
    throw DataError(
        "[mediation_priority] no criterion tells neighbourhoods apart; name further data (services, deprivation, "
        "handled)");
  report_criteria(ranking, out);
  report_standing(ranking, out);
  report_penetration(inputs, out);
  const WeightDraws weights = criterion_weights(settings, ranking.used);
  const std::vector<double> central = weights.central();
  const RankAcceptability acceptability = rank_acceptability(ranking.question, weights);
  report_tiers(ranking, acceptability, ranking.question.top, out);
  std::vector<std::string> told;
  for (std::size_t c = 0; c < central.size(); ++c)
    told.push_back(fmt::format("{}={:.4g}", criterion_names[static_cast<std::size_t>(ranking.used[c])], central[c]));
  out.record.emplace_back("central_weights", fmt::format("{}", fmt::join(told, ",")));
  out.record.emplace_back("demand_per", inputs.homes_name);
  const std::vector<ReportSource> sources = sources_of(study, settings, inputs, out);
  LeftOut left_out = leave_out_sources(study, settings, inputs, ranking, plan, sources, out);
  const MediationResult result{study,
                               inputs,
                               ranking,
                               acceptability,
                               composite_scores(ranking.question, central),
                               central,
                               ranking.question.top,
                               plan.least,
                               std::move(left_out.changes),
                               !left_out.checks.empty()};
  out.layers.push_back(mediation_priority_layer(result));
  std::vector<PriorityCheck> checks = single_changes(ranking, weights);
  std::ranges::move(left_out.checks, std::back_inserter(checks));
  std::ranges::stable_sort(checks, std::greater<>(), &PriorityCheck::shift);
  out.layers.push_back(priority_checks_table(checks));
  return out;
}

}  // namespace

Analysis mediation_priority_analysis() {
  return {.name = "mediation_priority",
          .title = "Where mediation could start",
          .summary =
              "How surely each neighbourhood is among the first candidates for a mediation project, over weights as "
              "ranges and the uncertainty of the data, with tiers and reasons.",
          .parameters = mediation_parameters(),
          .layers = mediation_layers(),
          .needs = "reports of categories that are open to mediation, and dwellings, households or population",
          .after = "reporting_rate",
          .possible =
              [](const Study& study) {
                const Neighbourhoods& zones = study.neighbourhoods;
                return has_mediable_reports(study) &&
                       (zones.has_dwellings() || !zones.households.empty() || zones.has_population());
              },
          .run = run};
}

}  // namespace vigie

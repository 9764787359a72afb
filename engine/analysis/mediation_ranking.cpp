// Posteriors of what is counted, values as they are of what is given.
#include "engine/analysis/mediation_ranking.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/missing.h"
#include "engine/statistics/rates.h"
#include "engine/statistics/share_posterior.h"

namespace vigie {
namespace {

constexpr double least_placed = 10;   // incidents below which a share of repeats says nothing
constexpr double most_missing = 0.5;  // share of ranked places without a value from which a criterion is left out
constexpr double tier_a = 0.8, tier_b = 0.2;

std::vector<double> at(const std::vector<double>& values, const std::vector<std::size_t>& zones) {
  std::vector<double> result;
  for (std::size_t zone : zones) result.push_back(values[zone]);
  return result;
}

Criterion exact_criterion(const std::vector<double>& values, const std::vector<std::size_t>& zones) {
  return {.law = Criterion::Law::exact,
          .direction = Criterion::Direction::up,
          .first = at(values, zones),
          .second = {},
          .rest = {}};
}

// Gamma posterior of a rate, the prior by moments over all neighbourhoods (Marshall 1991; Clayton & Kaldor 1987).
Criterion rate_criterion(const std::vector<double>& events, const std::vector<double>& exposure, double years,
                         const std::vector<std::size_t>& zones, Criterion::Direction direction) {
  const Rates all = rates(events, exposure, years);
  Criterion criterion{.law = Criterion::Law::gamma, .direction = direction, .first = {}, .second = {}, .rest = {}};
  for (std::size_t zone : zones) {
    const bool known = all.variance > 0 && !std::isnan(all.eb[zone]);
    const double rate = all.variance > 0 ? all.overall / all.variance : 0;
    criterion.first.push_back(known ? all.overall * rate + events[zone] : no_number);
    criterion.second.push_back(known ? rate + exposure[zone] * years : 1);
  }
  return criterion;
}

Criterion repeat_criterion(const MediableIncidents& incidents, const std::vector<std::size_t>& zones) {
  std::vector<double> placed = incidents.placed;
  for (double& n : placed)
    if (n < least_placed) n = 0;
  const SharePosterior all = share_posterior(incidents.repeats, placed);
  return {.law = Criterion::Law::beta,
          .direction = Criterion::Direction::up,
          .first = at(all.first, zones),
          .second = at(all.second, zones),
          .rest = {}};
}

// Cases a year that nobody handled, from the drawn demand.
Criterion unmet_criterion(const MediationInputs& inputs, Criterion demand, const std::vector<std::size_t>& zones) {
  Criterion::Rest rest{0, at(inputs.homes, zones), at(inputs.handled, zones)};
  for (double& cases : rest.handled) cases /= inputs.years;
  demand.rest.push_back(std::move(rest));
  return demand;
}

Criterion cohesion_criterion(const MediationInputs& inputs, const std::vector<std::size_t>& zones) {
  Criterion criterion = exact_criterion(inputs.cohesion, zones);
  criterion.direction = Criterion::Direction::down;
  if (inputs.cohesion_error.empty()) return criterion;
  criterion.law = Criterion::Law::normal;
  criterion.second = at(inputs.cohesion_error, zones);
  return criterion;
}

struct Sources {
  const MediationInputs& inputs;
  const MediableIncidents& incidents;
};

bool has_data(CriterionId id, const Sources& from) {
  switch (id) {
    case CriterionId::demand:
      return true;
    case CriterionId::unmet:
      return !from.inputs.handled.empty();
    case CriterionId::chronicity:
      return !from.incidents.placed.empty();
    case CriterionId::access:
      return !from.inputs.access.empty() || !from.inputs.unserved.empty();
    case CriterionId::deprivation:
      return !from.inputs.deprivation.empty();
    case CriterionId::underreporting:
      return !from.inputs.further.empty() && !from.inputs.exposure.empty();
    case CriterionId::cohesion:
      return !from.inputs.cohesion.empty();
  }
  return false;
}

Criterion criterion_of(CriterionId id, const Sources& from, const std::vector<std::size_t>& zones) {
  const MediationInputs& inputs = from.inputs;
  switch (id) {
    case CriterionId::chronicity:
      return repeat_criterion(from.incidents, zones);
    case CriterionId::access:
      return exact_criterion(inputs.access.empty() ? inputs.unserved : inputs.access, zones);
    case CriterionId::deprivation:
      return exact_criterion(inputs.deprivation, zones);
    case CriterionId::underreporting:
      return rate_criterion(inputs.further, inputs.exposure, 1, zones, Criterion::Direction::down);
    case CriterionId::cohesion:
      return cohesion_criterion(inputs, zones);
    case CriterionId::demand:
    case CriterionId::unmet:
      break;
  }
  Criterion demand = rate_criterion(from.incidents.n, inputs.homes, inputs.years, zones, Criterion::Direction::up);
  return id == CriterionId::unmet ? unmet_criterion(inputs, std::move(demand), zones) : demand;
}

// "" if the criterion tells places apart.
std::string_view useless_because(const Criterion& criterion) {
  const std::vector<double> values = criterion.means({criterion});
  const auto missing = std::ranges::count_if(values, [](double v) { return std::isnan(v); });
  if (static_cast<double>(missing) > most_missing * static_cast<double>(values.size())) return "too few values";
  std::set<double> distinct;
  for (double v : values)
    if (!std::isnan(v)) distinct.insert(v);
  return distinct.size() < 2 ? "the same everywhere" : "";
}

Standing standing_of(double homes, double reliability, const LeastData& least) {
  if (!(homes > 0)) return Standing::no_homes;
  if (homes < least.homes) return Standing::few_homes;
  return reliability >= least.reliability ? Standing::ranked : Standing::unreliable;
}

}  // namespace

MediationRanking mediation_ranking(const MediationInputs& inputs, const MediableIncidents& incidents,
                                   const std::vector<CriterionId>& asked, const LeastData& least) {
  MediationRanking ranking;
  const Rates demand = rates(incidents.n, inputs.homes, inputs.years);
  ranking.reliability = demand.reliability;
  for (std::size_t zone = 0; zone < inputs.homes.size(); ++zone) {
    ranking.demand.push_back(demand.eb[zone] * 1000);
    ranking.standing.push_back(standing_of(inputs.homes[zone], demand.reliability[zone], least));
    if (ranking.standing.back() != Standing::ranked) continue;
    ranking.zones.push_back(zone);
    ranking.question.address.push_back(static_cast<std::uint32_t>(zone));
  }
  const Sources from{inputs, incidents};
  for (CriterionId id : asked) {
    if (!has_data(id, from)) {
      ranking.dropped.push_back({id, "no data"});
      continue;
    }
    Criterion criterion = criterion_of(id, from, ranking.zones);
    // With one place or none there is nothing to tell apart, and nothing to leave out for it.
    const std::string_view useless = ranking.zones.size() < 2 ? "" : useless_because(criterion);
    if (!useless.empty()) {
      ranking.dropped.push_back({id, useless});
      continue;
    }
    if (id == CriterionId::unmet && !ranking.used.empty() && ranking.used.front() == CriterionId::demand)
      criterion.law = Criterion::Law::exact;  // what is left of the demand that is drawn anyway, criterion 0
    ranking.used.push_back(id);
    ranking.question.criteria.push_back(std::move(criterion));
  }
  return ranking;
}

std::string_view tier_of(double p_top) {
  return std::isnan(p_top) ? "insufficient_data" : p_top >= tier_a ? "A" : p_top >= tier_b ? "B" : "C";
}

std::vector<std::string_view> tiers(const MediationRanking& ranking, const RankAcceptability& result) {
  std::vector<std::string_view> all(ranking.standing.size(), tier_of(no_number));
  for (std::size_t i = 0; i < ranking.zones.size(); ++i) all[ranking.zones[i]] = tier_of(result.p_top[i]);
  return all;
}

std::vector<PriorityCheck> single_changes(const MediationRanking& ranking, const WeightDraws& weights) {
  std::vector<PriorityCheck> checks;
  const std::vector<double> central = weights.central();
  const std::vector<double> reference = descending_ranks(composite_scores(ranking.question, central));
  const auto add = [&](std::string_view kind, std::string what, const RankQuestion& question,
                       const std::vector<double>& others) {
    checks.push_back({kind, std::move(what),
                      rank_shift(reference, descending_ranks(composite_scores(question, others))), no_integer});
  };
  for (std::size_t c = 0; c < central.size() && central.size() > 1; ++c) {
    std::vector<double> without = central;
    without[c] = 0;  // the rest keep their proportions; a common factor moves no rank
    add("without_criterion", std::string(criterion_names[static_cast<std::size_t>(ranking.used[c])]), ranking.question,
        without);
  }
  add("equal_weights", "", ranking.question, std::vector<double>(central.size(), 1));
  RankQuestion other = ranking.question;
  const bool percentile = other.scaling == Scaling::percentile;
  other.scaling = percentile ? Scaling::min_max : Scaling::percentile;
  add("other_scaling", percentile ? "min_max" : "percentile", other, central);
  return checks;
}

}  // namespace vigie

// Columns of the priority layer and of its checks.
#include "engine/analysis/mediation_layers.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/mediation_columns.h"
#include "engine/analysis/mediation_words.h"
#include "engine/base/missing.h"
#include "engine/statistics/criterion_draws.h"

namespace vigie {
namespace {

using namespace priority_columns;

// Fills columns over all neighbourhoods from vectors over those that are ranked.
class Filling {
 public:
  explicit Filling(const MediationResult& result) : result_(result), zones_(result.ranking.standing.size()) {}

  std::vector<double> spread(const std::vector<double>& ranked) const {
    std::vector<double> all(zones_, no_number);
    for (std::size_t i = 0; i < ranked.size(); ++i) all[result_.ranking.zones[i]] = ranked[i];
    return all;
  }
  Integers spread(const std::vector<std::int64_t>& ranked) const {
    Integers all{std::vector<std::int64_t>(zones_, no_integer)};
    for (std::size_t i = 0; i < ranked.size(); ++i) all.values[result_.ranking.zones[i]] = ranked[i];
    return all;
  }
  Reals central_weights(std::size_t criterion) const {
    std::vector<double> weights;
    for (const std::vector<double>& central : result_.acceptability.central)
      weights.push_back(central.empty() ? no_number : central[criterion]);
    return {spread(weights)};
  }

  // The criterion whose weight is raised most, for tiers A and B.
  Texts first_if() const {
    const MediationRanking& ranking = result_.ranking;
    std::vector<std::string_view> names(zones_);
    for (std::size_t i = 0; i < ranking.zones.size(); ++i) {
      const std::vector<double>& central = result_.acceptability.central[i];
      if (central.empty() || tier_of(result_.acceptability.p_top[i]) == "C") continue;
      std::size_t most = 0;
      const auto raised = [&](std::size_t c) { return result_.weights[c] > 0 ? central[c] / result_.weights[c] : 0; };
      for (std::size_t c = 1; c < central.size(); ++c)
        if (raised(c) > raised(most)) most = c;
      names[ranking.zones[i]] = criterion_names[static_cast<std::size_t>(ranking.used[most])];
    }
    return or_null(names);
  }

  static Texts or_null(const std::vector<std::string_view>& texts) {
    Texts result;
    for (std::string_view text : texts) {
      if (text.empty()) {
        result.push_null();
      } else {
        result.push_back(text);
      }
    }
    return result;
  }

  Texts reasons() const {
    std::vector<std::string_view> texts;
    for (Standing standing : result_.ranking.standing)
      texts.push_back(standing == Standing::ranked     ? ""
                      : standing == Standing::no_homes ? "zero_denominator"
                                                       : "insufficient_data");
    return or_null(texts);
  }

 private:
  const MediationResult& result_;
  std::size_t zones_;
};

// The value that a sentence tells, per neighbourhood.
std::vector<double> told_values(CriterionId id, const MediationResult& result) {
  const MediationInputs& inputs = result.inputs;
  std::vector<double> values(inputs.homes.size(), no_number);
  const auto ratio = [&](const std::vector<double>& part, const std::vector<double>& whole, double least) {
    for (std::size_t i = 0; i < values.size(); ++i)
      if (whole[i] >= least && whole[i] > 0) values[i] = part[i] / whole[i];
    return values;
  };
  switch (id) {
    case CriterionId::demand:
      return result.ranking.demand;
    case CriterionId::unmet:
      for (std::size_t i = 0; i < values.size(); ++i) {
        const double cases = result.ranking.demand[i] / 1000 * inputs.homes[i] - inputs.handled[i] / inputs.years;
        values[i] = std::isnan(cases) ? cases : std::max(0.0, cases);
      }
      return values;
    case CriterionId::chronicity:
      return ratio(result.inputs.incidents.repeats, result.inputs.incidents.placed, 10);
    case CriterionId::access:
      return inputs.access.empty() ? inputs.unserved : inputs.access;
    case CriterionId::deprivation:
      return result.study.neighbourhoods.deprivation;
    case CriterionId::underreporting:
      return ratio(inputs.further, inputs.exposure, 0);
    case CriterionId::cohesion:
      break;
  }
  return inputs.cohesion;
}

Texts sentences(const MediationResult& result) {
  const MediationRanking& ranking = result.ranking;
  const Language language = result.study.language;
  std::vector<std::vector<double>> told;
  for (CriterionId id : ranking.used) told.push_back(told_values(id, result));
  CriterionDraws scaled(ranking.question);
  scaled.take_means();
  std::vector<std::size_t> place(ranking.standing.size(), 0);
  for (std::size_t i = 0; i < ranking.zones.size(); ++i) place[ranking.zones[i]] = i;
  Texts texts;
  for (std::size_t zone = 0; zone < ranking.standing.size(); ++zone) {
    const double homes = result.inputs.homes[zone];
    switch (ranking.standing[zone]) {
      case Standing::no_homes:
        texts.push_back(why_no_homes(language));
        continue;
      case Standing::few_homes:
        texts.push_back(why_few_homes(homes, result.least.homes, result.inputs.homes_name, language));
        continue;
      case Standing::unreliable:
        texts.push_back(why_unreliable(ranking.reliability[zone], language));
        continue;
      case Standing::ranked:
        break;
    }
    const double p = result.acceptability.p_top[place[zone]];
    RankedPlace ranked{tier_of(p), p, result.top, result.inputs.homes_name, {}};
    for (std::size_t c = 0; c < ranking.used.size(); ++c)
      ranked.arguments.push_back({ranking.used[c], told[c][zone], scaled.scaled(c)[place[zone]], result.weights[c],
                                  result.inputs.access.empty()});
    texts.push_back(why_ranked(ranked, language));
  }
  return texts;
}

priority_columns::Position column_of(CriterionId id, const MediationInputs& inputs) {
  switch (id) {
    case CriterionId::demand:
      return demand;
    case CriterionId::unmet:
      return unmet;
    case CriterionId::chronicity:
      return chronic;
    case CriterionId::access:
      return inputs.access.empty() ? unserved : access_m;
    case CriterionId::deprivation:
      return depriv;
    case CriterionId::underreporting:
      return slow;
    case CriterionId::cohesion:
      break;
  }
  return cohesion;
}

Texts as_texts(const std::vector<std::string>& values) {
  Texts texts;
  for (const std::string& value : values) texts.push_back(value);
  return texts;
}

}  // namespace

NewLayer mediation_priority_layer(const MediationResult& result) {
  const MediationRanking& ranking = result.ranking;
  const Neighbourhoods& zones = result.study.neighbourhoods;
  const Filling fill(result);
  NewLayer layer{&mediation_layers()[0], zones.zones.shapes, {}, mediation_look(), "p_top"};
  const auto add = [&](std::size_t at, Values values) {
    layer.columns.push_back({&priority_column(at), std::move(values)});
  };
  add(zone_id, as_texts(zones.zones.id));
  add(name, as_texts(zones.name));
  add(tier, Filling::or_null(tiers(ranking, result.acceptability)));
  add(p_top, Reals{fill.spread(result.acceptability.p_top)});
  add(score, Reals{fill.spread(result.scores)});
  add(rank_med, fill.spread(result.acceptability.median));
  add(rank_lo, fill.spread(result.acceptability.lowest));
  add(rank_hi, fill.spread(result.acceptability.highest));
  add(why, sentences(result));
  add(first_if, fill.first_if());
  Integers counted;
  for (double n : result.inputs.incidents.n) counted.values.push_back(std::llround(n));
  add(n_mediable, std::move(counted));
  add(reliab, Reals{ranking.reliability});
  for (CriterionId id : ranking.used) add(column_of(id, result.inputs), Reals{told_values(id, result)});
  if (result.sources_left_out) add(tier_chg, as_texts(result.tier_changes));
  add(n_reason, fill.reasons());
  for (std::size_t c = 0; c < ranking.used.size(); ++c)
    add(cw_first + static_cast<std::size_t>(ranking.used[c]), fill.central_weights(c));
  return layer;
}

NewLayer priority_checks_table(const std::vector<PriorityCheck>& checks) {
  Texts change, what;
  Reals shift;
  Integers changed;
  for (const PriorityCheck& check : checks) {
    change.push_back(check.kind);
    what.push_back(check.what);
    shift.values.push_back(check.shift);
    changed.values.push_back(check.tiers);
  }
  NewLayer table{&mediation_layers()[1], {}, {}, {}, "rank_shift"};
  table.columns.push_back({&mediation_layers()[1].columns[0], std::move(change)});
  table.columns.push_back({&mediation_layers()[1].columns[1], std::move(what)});
  table.columns.push_back({&mediation_layers()[1].columns[2], std::move(shift)});
  table.columns.push_back({&mediation_layers()[1].columns[3], std::move(changed)});
  return table;
}

}  // namespace vigie

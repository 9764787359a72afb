// Collecting the rows of coverage_summary.
#include "engine/analysis/coverage_summary.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/analysis/coverage_distance.h"
#include "engine/base/missing.h"

namespace vigie {
namespace {

// Rows of one form.
class FormRows {
 public:
  FormRows(const CoverageFacts& facts, const FormMeasures& form, std::vector<SummaryRow>& rows)
      : facts_(facts), form_(form), rows_(rows) {}

  void add_all() {
    add_shares();
    add_verification();
    add_lift();
    add_burden();
    add_structure();
    add_distance();
    add_hours();
  }

 private:
  void add(std::string measure, double value, std::string missing, double lower = no_number, double upper = no_number) {
    rows_.push_back({std::move(measure), form_.form, value, lower, upper, std::isnan(value) ? std::move(missing) : ""});
  }
  void add(std::string measure, const CoverMeasures::Total& total, std::string missing) {
    add(std::move(measure), total.value, std::move(missing), total.lower, total.upper);
  }
  // A share of homes says of which homes.
  void add_of_homes(std::string measure, double value) {
    add(std::move(measure), value, "zero_denominator");
    if (!std::isnan(value)) rows_.back().note = facts_.homes.word;
  }

  void add_shares() {
    const CoverMeasures& measures = form_.measures;
    const std::string no_hot = facts_.hot.known ? "not_applicable" : "insufficient_data";
    add("cov_area", measures.total_area, "zero_denominator");
    add("cov_pop", measures.total_population, "zero_denominator");
    add("cov_dw", measures.total_dwellings, "zero_denominator");
    add("cov_inc", measures.total_incidents, "zero_denominator");
    add("cov_hot", measures.total_hot, no_hot);
    add("cov_hot_inc", measures.total_hot_incidents, no_hot);
  }

  double homes_in(const std::vector<std::uint8_t>& members) const {
    const std::vector<Validity> always(members.size(), Validity{0, 1});
    return weighted_share(facts_.homes.count, facts_.ground.covered_at({}, always, members));
  }

  // What was verified lately, and all that was declared and has not ended, verified or not.
  void add_verification() {
    std::vector<std::uint8_t> verified(form_.members), declared(form_.members);
    for (std::size_t w = 0; w < declared.size(); ++w) {
      const bool known = facts_.study.watch.last_verified[w] != no_instant;
      if (!facts_.state.active[w]) declared[w] = 0;
      if (!facts_.state.counts(w) || !known) verified[w] = 0;
    }
    add_of_homes("cov_verified", homes_in(verified));
    add_of_homes("cov_declared", homes_in(declared));
  }

  void add_lift() {
    const CoverLifts& lifts = form_.lifts;
    add_of_homes("cov_homes_then", lifts.homes);
    // Establishments, not homes, are what traders' groups can cover.
    const bool fits = form_.form != "plp_i";
    const auto value = [&](double v) { return fits ? v : no_number; };
    const std::string missing = fits ? "zero_denominator" : "not_applicable";
    add("lift", value(lifts.total.value), missing, value(lifts.total.lower), value(lifts.total.upper));
    add("lift_p", value(lifts.p), fits ? "insufficient_data" : missing);
    add("lift_phi", value(lifts.phi), missing);
    add("tipping", value(lifts.total_tipping), missing);
  }

  void add_burden() {
    const double covered = facts_.burden.covered(form_.measures.area);
    const std::string missing = facts_.burden.total > 0 ? "insufficient_data" : "zero_denominator";
    add("cov_burden", covered, missing);
    add("gap_burden", std::isnan(covered) ? no_number : facts_.burden.total * (1 - covered), missing);
  }

  void add_structure() {
    const CoverStructure structure =
        cover_structure(facts_.study, facts_.state, facts_.ground, facts_.homes, form_.members);
    add("redundancy", structure.redundancy, "zero_denominator");
    add_of_homes("redundancy_homes", structure.home_redundancy);
    add_of_homes("depth_two", structure.deep);
    add("fragments", structure.pieces, "zero_denominator");
    add("touching", structure.touching, "zero_denominator");
  }

  void add_distance() {
    const UncoveredDistance distance =
        uncovered_distance(facts_.study, facts_.incidents, facts_.incidents.valid, form_.members);
    add("near_median_m", distance.median, "zero_denominator");
    add("near_250", distance.within_250, "zero_denominator");
    add("near_500", distance.within_500, "zero_denominator");
  }

  void add_hours() {
    const auto place = std::ranges::find(facts_.hours.form, form_.form, &HourMatches::OfForm::form);
    add("temporal_in_hours", place->match.in_hours, std::string(place->match.why));
    add("temporal_delta", place->match.mismatch, std::string(place->match.why));
  }

  const CoverageFacts& facts_;
  const FormMeasures& form_;
  std::vector<SummaryRow>& rows_;
};

}  // namespace

std::vector<SummaryRow> coverage_summary(const CoverageFacts& facts, const std::vector<FormMeasures>& all) {
  std::vector<SummaryRow> rows;
  for (const FormMeasures& form : all) FormRows(facts, form, rows).add_all();
  return rows;
}

}  // namespace vigie

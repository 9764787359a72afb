// Counts that can be added: whole periods, each event once, none of it outside the study period.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/data/leave_out.h"
#include "engine/job/code_partners.h"
#include "engine/job/count_intake.h"
#include "engine/job/sections.h"
#include "engine/job/study_period.h"

namespace vigie {
namespace {

// What to keep of the counts, and why the rest goes.
struct Sieve {
  std::vector<std::uint8_t> keep;
  Ledger* ledger;

  void leave_out(const AreaCounts& counts, std::size_t at, Reason reason, std::string detail) {
    keep[at] = 0;
    const std::string raw =
        counts.from[at] == no_instant ? "" : iso_text(counts.from[at]) + "/" + iso_text(counts.to[at]);
    ledger->rejects.push_back({counts.row[at], reason, std::move(detail), raw});
  }
};

void report(const std::string& source, const std::string& check, std::size_t number, const std::string& text,
            Intake& intake) {
  intake.findings.push_back({source, check, static_cast<double>(number), Unit::count,
                             number > 0 ? Finding::Level::warning : Finding::Level::ok, number > 0 ? text : ""});
}

// A period that the study period cuts is left out whole: a part of it cannot be told, and must not pass for all of it.
void leave_out_cut_periods(const Study& study, const std::string& source, Sieve& sieve, Intake& intake) {
  const AreaCounts& counts = study.counts;
  std::size_t cut = 0;
  if (study.period.known())
    for (std::size_t i = 0; i < counts.row.size(); ++i) {
      const bool known = counts.from[i] != no_instant;
      if (!known || (counts.from[i] >= study.period.from && counts.to[i] <= study.period.to)) continue;
      const bool outside = counts.to[i] <= study.period.from || counts.from[i] >= study.period.to;
      cut += outside ? 0 : 1;
      sieve.leave_out(counts, i, Reason::outside_period,
                      outside ? "outside the study period" : "the study period cuts this period");
    }
  report(source, "periods_cut", cut,
         fmt::format("{}: {} rows have a period that reaches beyond the study period and were left out whole; let "
                     "[study] from and to fall between periods",
                     source, cut),
         intake);
}

// Of rows of one area and category whose periods overlap, as many as possible are used, the short ones first, so that
// months win over the year that holds them (earliest end first: the largest set of disjoint intervals).
void leave_out_repetitions(const AreaCounts& counts, const std::string& source, Sieve& sieve, Intake& intake) {
  const std::vector<std::int32_t> category = counts.category.groups();
  std::vector<std::size_t> order(counts.row.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return sieve.keep[i] == 0; });
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::tuple(counts.zone[i], category[i], counts.to[i], ~counts.from[i], counts.row[i]);  // ~ turns the order
  });
  std::size_t same = 0, overlapping = 0, last = 0;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::size_t i = order[place];
    const bool first = place == 0 || counts.zone[i] != counts.zone[last] || category[i] != category[last];
    if (first || (counts.from[i] != no_instant && counts.from[i] >= counts.to[last])) {
      last = i;
      continue;
    }
    const bool equal = counts.from[i] == counts.from[last] && counts.to[i] == counts.to[last];
    (equal ? same : overlapping) += 1;
    sieve.leave_out(counts, i, Reason::duplicate,
                    equal ? fmt::format("row {} has the same area, period and category{}", counts.row[last],
                                        counts.count[i] == counts.count[last] ? "" : " and another count")
                          : fmt::format("its period overlaps that of row {}, which is used", counts.row[last]));
  }
  report(source, "repeated_counts", same,
         fmt::format("{}: {} rows repeat the area, period and category of another row; the first of them counts. Is "
                     "[area_counts] category missing?",
                     source, same),
         intake);
  report(source, "overlapping_periods", overlapping,
         fmt::format("{}: {} rows overlap other periods of the same area and category and were left out", source,
                     overlapping),
         intake);
}

void leave_out(AreaCounts& counts, std::span<const std::size_t> rows) {
  vigie::leave_out(counts.row, rows);
  vigie::leave_out(counts.zone, rows);
  vigie::leave_out(counts.from, rows);
  vigie::leave_out(counts.to, rows);
  vigie::leave_out(counts.count, rows);
  counts.category.leave_out(rows);
}

std::vector<std::pair<Instant, Instant>> distinct_periods(const AreaCounts& counts) {
  std::vector<std::pair<Instant, Instant>> periods;
  for (std::size_t i = 0; i < counts.row.size(); ++i)
    if (counts.from[i] != no_instant) periods.emplace_back(counts.from[i], counts.to[i]);
  std::ranges::sort(periods);
  periods.erase(std::ranges::unique(periods).begin(), periods.end());
  return periods;
}

// The time that the periods fill together; what touches is one span, so that twelve months are exactly one year.
double years_filled(const std::vector<std::pair<Instant, Instant>>& periods, const TimeZone& zone) {
  double years = 0;
  for (std::size_t i = 0; i < periods.size();) {
    const Instant from = periods[i].first;
    Instant to = periods[i].second;
    for (; i < periods.size() && periods[i].first <= to; ++i) to = std::max(to, periods[i].second);
    years += years_of(from, to, zone);
  }
  return years;
}

// A table whose periods each end a day before the next begins means the last day, not the day after.
void find_inclusive_ends(const std::string& source, const std::vector<std::pair<Instant, Instant>>& periods,
                         Intake& intake) {
  constexpr Instant hour = 3'600'000;
  std::size_t day_short = 0;
  for (std::size_t i = 1; i < periods.size(); ++i) {
    const Instant gap = periods[i].first - periods[i - 1].second;
    day_short += gap >= 23 * hour && gap <= 25 * hour ? 1 : 0;
  }
  if (2 * day_short < periods.size()) return;
  report(source, "period_end_inclusive", day_short,
         fmt::format("{}: most periods end one day before the next begins; period_end must be the first day that no "
                     "longer counts",
                     source),
         intake);
}

void measure_time(const std::string& source, Study& study, Intake& intake) {
  const std::vector<std::pair<Instant, Instant>> periods = distinct_periods(study.counts);
  study.counts.years = periods.empty() ? study.period.years : years_filled(periods, study.zone);
  find_inclusive_ends(source, periods, intake);
}

void sum_by_zone(const std::string& source, Study& study, Intake& intake) {
  AreaCounts& counts = study.counts;
  const ZoneSet& zones = study.neighbourhoods.zones;
  counts.n.assign(zones.size(), 0);
  std::vector<std::uint8_t> named(zones.size(), 0);
  std::int64_t events = 0;
  for (std::size_t i = 0; i < counts.row.size(); ++i) {
    const auto zone = static_cast<std::size_t>(counts.zone[i]);
    counts.n[zone] += counts.count[i];
    events += counts.count[i];
    named[zone] = 1;
  }
  intake.findings.push_back({source, "events", static_cast<double>(events), Unit::count, Finding::Level::ok, ""});
  std::vector<std::string> silent;
  for (std::size_t i = 0; i < zones.size(); ++i)
    if (!named[i]) silent.push_back(zones.id[i]);
  report(source, "areas_without_counts", silent.size(),
         fmt::format("{}: {} neighbourhoods have no row and count as 0: {}", source, silent.size(), some_codes(silent)),
         intake);
}

void check_account(const Settings& settings, const Ledger& ledger) {
  const auto unknown = std::ranges::count(ledger.rejects, Reason::unknown_area, &Reject::reason);
  std::vector<std::string> reasons;
  for (const auto& [reason, number] : ledger.by_reason()) reasons.push_back(fmt::format("{} {}", number, reason));
  if (ledger.used == 0)
    throw DataError(fmt::format("{}: no row can be used ({}){}", ledger.source, listed(reasons),
                                unknown > 0 ? "; does [area_counts] area hold the codes of [neighbourhoods] id?" : ""));
  // Areas that are not on the map are no fault of the table.
  const double percent = ledger.percent_bad() - 100.0 * static_cast<double>(unknown) / static_cast<double>(ledger.read);
  const double limit = settings.required_number(counts_keys::max_bad);
  if (percent > limit)
    throw DataError(fmt::format(
        "{}: {:.1f} % of {} rows are bad, more than max_bad = {:g} ({}); mend the file or raise [area_counts] max_bad",
        ledger.source, percent, ledger.read, limit, listed(reasons)));
}

}  // namespace

void settle_counts(const Job& job, Intake& intake) {
  Study& study = intake.study;
  InputRecord& input = *std::ranges::find(intake.inputs, "area_counts", &InputRecord::section);
  Sieve sieve{std::vector<std::uint8_t>(study.counts.row.size(), 1), &input.ledger};
  leave_out_cut_periods(study, input.name, sieve, intake);
  leave_out_repetitions(study.counts, input.name, sieve, intake);
  leave_out(study.counts, rows_not_kept(sieve.keep));
  measure_time(input.name, study, intake);
  sum_by_zone(input.name, study, intake);
  input.ledger.used = static_cast<std::int64_t>(study.counts.row.size());
  std::ranges::stable_sort(input.ledger.rejects, {}, &Reject::row);
  input.ledger.check();
  check_account(job.section("area_counts"), input.ledger);
  if (study.has_reports)
    intake.messages.push_back(
        "reports and area counts are both given: n counts the reports, n_counts the area counts; value or events = "
        "\"area_counts\" analyses the latter");
}

}  // namespace vigie

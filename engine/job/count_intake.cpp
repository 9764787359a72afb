// Reading counts: every row names an area, a period and a whole number, or stands in the rejects.
#include "engine/job/count_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/table_file.h"
#include "engine/job/code_partners.h"
#include "engine/job/column_guess.h"
#include "engine/job/count_periods.h"
#include "engine/job/sections.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

using namespace counts_keys;

constexpr double largest_count = 1e12;  // sums of millions of rows stay whole numbers

std::vector<TableColumn> wanted_columns(const Settings& settings, const std::string& name, const Preview& look) {
  for (const Parameter* parameter : {&counts_keys::area, &count})
    if (settings.text(*parameter).empty())
      throw DataError(fmt::format("{} has no column that looks like the {}; set [area_counts] {}. Its columns are {}",
                                  name, parameter == &counts_keys::area ? "area's code" : "count", parameter->name,
                                  listed(look.columns)));
  std::vector<TableColumn> wanted;
  for (const Parameter* parameter : {&counts_keys::area, &period_start, &period_end, &category, &count})
    if (const std::string column = settings.text(*parameter); !column.empty())
      wanted.push_back({std::string(parameter->name), column, fmt::format("area_counts.{}", parameter->name)});
  return wanted;
}

// Rows by the code that no neighbourhood has.
struct UnknownAreas {
  std::map<std::string, double> events;
  double known_events = 0;
};

void find_unknown(const std::string& source, const UnknownAreas& unknown, const ZoneSet& zones, Intake& intake) {
  double lost = 0;
  std::vector<std::string> codes;
  for (const auto& [code, events] : unknown.events) {
    lost += events;
    codes.push_back(code);
  }
  const bool zeros = differ_by_leading_zeros(codes, zones.id);
  const auto number = static_cast<double>(unknown.events.size());
  intake.findings.push_back(
      {source, "unknown_area_codes", number, Unit::count, number > 0 ? Finding::Level::warning : Finding::Level::ok,
       number > 0
           ? fmt::format("{}: {} codes belong to no neighbourhood: {}{}", source, unknown.events.size(),
                         some_codes(codes), zeros ? "; some differ only by leading zeros: store codes as text" : "")
           : ""});
  const double all = lost + unknown.known_events;
  intake.findings.push_back(
      {source, "unknown_area_share", all > 0 ? lost / all : 0, Unit::share, Finding::Level::ok, ""});
}

// One row at a time: area, then count, then period; the first fault is the reason.
class CountReader {
 public:
  CountReader(const Settings& settings, const TableRead& table, Study& study, Ledger& ledger)
      : table_(table),
        study_(study),
        ledger_(ledger),
        keep_(settings.list(keep)),
        periods_(
            settings.text(time_format), study.zone,
            table.columns.find("period_end") ? CountPeriodReader::Ends::named : CountPeriodReader::Ends::by_start) {
    for (std::size_t i = 0; i < study.neighbourhoods.zones.size(); ++i)
      zones_.emplace(study.neighbourhoods.zones.id[i], static_cast<std::int32_t>(i));
    if (!keep_.empty() && column("category") == nullptr)
      throw UsageError("[area_counts] keep lists categories, but category names no column");
  }

  void read(std::size_t at) {
    const Texts* categories = column("category");
    if (!keep_.empty() && std::ranges::find(keep_, categories->at(at)) == keep_.end())
      return reject(at, Reason::not_kept, "", categories->at(at));
    const std::string code(column("area")->at(at));
    const ParsedNumber number = parse_number(column("count")->at(at), table_.decimal);
    const double events = number.fault == NumberFault::none ? number.value : 0;
    const auto zone = zones_.find(code);
    if (zone == zones_.end()) {
      unknown.events[code] += std::max(0.0, events);
      return reject(at, Reason::unknown_area, code.empty() ? "no code" : "no neighbourhood has this code", code);
    }
    if (const std::string fault = count_fault(number); !fault.empty()) {
      incomplete.insert(zone->first);
      return reject(at, Reason::bad_number, fault, column("count")->at(at));
    }
    const CountPeriod period = periods_.read(text_of("period_start", at), text_of("period_end", at));
    if (!period.why.empty() && column("period_start") != nullptr) {
      incomplete.insert(zone->first);
      return reject(at, period.missing ? Reason::missing_time : Reason::bad_date, period.why, period.raw);
    }
    unknown.known_events += events;
    take(at, zone->second, period, static_cast<std::int64_t>(events));
  }

  UnknownAreas unknown;
  std::set<std::string> incomplete;  // neighbourhoods of which a row cannot be read

 private:
  const Texts* column(std::string_view name) const { return table_.columns.find_as<Texts>(name); }
  std::string_view text_of(std::string_view name, std::size_t at) const {
    const Texts* texts = column(name);
    return texts ? texts->at(at) : std::string_view{};
  }

  static std::string count_fault(const ParsedNumber& number) {
    if (number.fault == NumberFault::empty) return "no count; what is unknown is not 0";
    if (number.fault != NumberFault::none) return "not a number";
    if (number.value < 0) return "a count cannot be negative";
    if (number.value != std::floor(number.value)) return "a count is a whole number";
    return number.value > largest_count ? "too large for a count" : "";
  }

  void reject(std::size_t at, Reason reason, const std::string& detail, std::string_view raw) {
    ledger_.rejects.push_back({table_.row[at], reason, detail, printable(raw, 60)});
  }

  void take(std::size_t at, std::int32_t zone, const CountPeriod& period, std::int64_t events) {
    AreaCounts& counts = study_.counts;
    counts.row.push_back(table_.row[at]);
    counts.zone.push_back(zone);
    counts.from.push_back(period.from);
    counts.to.push_back(period.to);
    counts.count.push_back(events);
    const Texts* categories = column("category");
    if (categories == nullptr || categories->is_null(at)) {
      counts.category.push_null();
    } else {
      counts.category.push_back(categories->at(at));
    }
  }

  const TableRead& table_;
  Study& study_;
  Ledger& ledger_;
  std::vector<std::string> keep_;
  CountPeriodReader periods_;
  std::map<std::string, std::int32_t, std::less<>> zones_;
};

void find_incomplete(const std::string& source, const std::set<std::string>& areas, Intake& intake) {
  const auto number = static_cast<double>(areas.size());
  intake.findings.push_back(
      {source, "incomplete_areas", number, Unit::count, number > 0 ? Finding::Level::warning : Finding::Level::ok,
       number > 0 ? fmt::format("{}: rows of {} neighbourhoods cannot be read, so their counts are too low: {}", source,
                                areas.size(), some_codes(std::vector<std::string>(areas.begin(), areas.end())))
                  : ""});
}

// "Total" beside its parts would count everything twice.
void find_totals(const std::string& source, const Texts& categories, Intake& intake) {
  static constexpr std::string_view words[] = {"total", "totaal", "all", "alle", "ensemble", "insgesamt", "gesamt"};
  if (categories.distinct().size() < 2) return;
  for (std::string_view known : categories.distinct())
    if (std::ranges::find(words, lower(known)) != std::end(words))
      intake.findings.push_back(
          {source, "total_category", 1, Unit::none, Finding::Level::warning,
           fmt::format("{}: the category '{}' looks like the sum of the others and would count them twice; leave it "
                       "out with [area_counts] where or keep",
                       source, printable(known, 30))});
}

}  // namespace

void take_in_counts(Job& job, Intake& intake, Stopwatch& watch) {
  const Source file = source_of(job, "area_counts");
  const std::string name = source_name(file);
  const Preview first_look = preview(file);
  settle_columns(job, "area_counts", first_look, guess_count_columns(first_look), intake.messages);
  const Settings& settings = job.section("area_counts");
  const std::vector<TableColumn> wanted = wanted_columns(settings, name, first_look);
  const std::optional<RowFilter> filter = filter_of(settings, where);
  TableRead table = watch.time("read", 8, [&] { return read_table(file, wanted, filter ? &*filter : nullptr); });
  for (const std::string& note : table.notes) intake.messages.push_back(note);
  CountReader reader(settings, table, intake.study, table.ledger);
  for (std::size_t i = 0; i < table.row.size(); ++i) reader.read(i);
  find_unknown(name, reader.unknown, intake.study.neighbourhoods.zones, intake);
  find_incomplete(name, reader.incomplete, intake);
  find_totals(name, intake.study.counts.category, intake);
  intake.inputs.push_back({"area_counts", name, fingerprint(file), "", "", std::move(table.ledger)});
}

}  // namespace vigie

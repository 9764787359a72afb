// Reading presence: every row is a street, a whole hour and minutes that can be added, or stands in the rejects.
#include "engine/job/presence_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "engine/analysis/presence_keys.h"
#include "engine/base/calendar_span.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/table_file.h"
#include "engine/job/code_partners.h"
#include "engine/job/column_guess.h"
#include "engine/job/presence_hot_areas.h"
#include "engine/job/presence_window.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

namespace keys = presence_keys;

constexpr double minutes_per_hour = 60, longest_interval = 86'400;

bool has_column(const Preview& look, const std::string& name) {
  return std::ranges::any_of(look.columns, [&](const auto& column) { return same_ignoring_case(column, trim(name)); });
}

void settle_presence_columns(Job& job, const Preview& look, Intake& intake) {
  Settings& settings = job.section("presence");
  std::vector<std::string> said;
  for (const ColumnGuess& guess : guess_presence_columns(look)) {
    const auto& declared = settings.section().parameters;
    const Parameter& parameter = *std::ranges::find(declared, guess.role, &Parameter::name);
    if (settings.given(parameter)) continue;
    settings.choose(parameter, guess.column);
    said.push_back(fmt::format("{} = {}", guess.role, guess.column));
  }
  if (!said.empty())
    intake.messages.push_back(fmt::format("[presence] columns taken by name: {}", fmt::join(said, ", ")));
}

// What all rows share where a key holds no column: one form, one interval.
struct Shared {
  std::string form;
  double interval = std::nan("");
};

std::vector<TableColumn> wanted_columns(const Settings& settings, const std::string& name, const Preview& look,
                                        Shared& shared) {
  std::vector<TableColumn> wanted;
  for (const Parameter* parameter :
       {&keys::segment, &keys::hour_start, &keys::minutes, &keys::form, &keys::interval_s}) {
    const std::string text = settings.text(*parameter);
    const bool needed = parameter != &keys::interval_s;
    if (text.empty() && needed)
      throw DataError(fmt::format("{} has no column that looks like the {}; set [presence] {}. Its columns are {}",
                                  name, parameter->name, parameter->name, listed(look.columns)));
    if (text.empty()) continue;
    const ParsedNumber number = parse_number(text);
    if (parameter == &keys::form && !has_column(look, text)) {
      shared.form = lower(trim(text));
      if (is_no_patrol(shared.form))
        throw UsageError(
            fmt::format("[presence] form = {}: such partnerships do not patrol, and their presence is not measured",
                        printable(text)));
    } else if (parameter == &keys::interval_s && !has_column(look, text) && number.fault == NumberFault::none) {
      if (!(number.value > 0) || number.value > longest_interval)
        throw UsageError("[presence] interval_s is a number of seconds above 0, at most a day");
      shared.interval = number.value;
    } else {
      wanted.push_back({std::string(parameter->name), text, fmt::format("presence.{}", parameter->name)});
    }
  }
  return wanted;
}

class PresenceReader {
 public:
  PresenceReader(const Settings& settings, const Shared& shared, const TableRead& table, Study& study)
      : shared_(shared),
        table_(table),
        study_(study),
        times_(settings.text(keys::time_format), study.zone),
        most_minutes_(minutes_per_hour * settings.required_number(keys::most_persons)) {
    for (std::size_t i = 0; i < study.streets.size(); ++i)
      streets_.emplace(study.streets.id[i], static_cast<std::int32_t>(i));
  }

  // The first fault of a row is its reason; the form comes first, since the law asks for it whatever else is wrong.
  std::optional<Reject> read(std::size_t at) {
    const std::string form = shared_.form.empty() ? lower(text("form", at)) : shared_.form;
    if (form.empty()) return fault(at, Reason::refused_form, "no form", "");
    if (is_no_patrol(form))
      return fault(at, Reason::refused_form, "such partnerships do not patrol; their presence is not measured", form);
    const std::string id(text("segment", at));
    const auto street = streets_.find(id);
    if (street == streets_.end()) return unknown(at, id);
    const ParsedTime time = times_.parse(text("hour_start", at));
    if (time.fault == TimeFault::missing) return fault(at, Reason::missing_time, "", "");
    if (time.fault != TimeFault::none)
      return fault(at, Reason::bad_date, std::string(time.why), text("hour_start", at));
    if (const CivilTime local = study_.zone.local(time.instant); local.minute + local.second + local.millisecond != 0)
      return fault(at, Reason::bad_date, "presence is given by whole hours; finer times would follow single workers",
                   text("hour_start", at));
    const ParsedNumber minutes = parse_number(text("minutes", at), table_.decimal);
    if (minutes.fault != NumberFault::none)
      return fault(at, Reason::bad_number, "minutes are no number", text("minutes", at));
    if (minutes.value < 0 || minutes.value > most_minutes_)
      return fault(at, Reason::out_of_range, fmt::format("minutes must lie between 0 and {:g}", most_minutes_),
                   text("minutes", at));
    const double interval = interval_of(at);
    if (interval < 0)
      return fault(at, Reason::bad_number, "interval_s is no number of seconds", text("interval_s", at));
    overlaps += time.overlap ? 1 : 0;
    add(at, {street->second, time.instant, form}, minutes.value, interval);
    return std::nullopt;
  }

  std::int64_t overlaps = 0;
  std::set<std::string> unknown_ids;

 private:
  using Key = std::tuple<std::int32_t, Instant, std::string>;

  std::string_view text(std::string_view role, std::size_t at) const {
    const Texts* texts = table_.columns.find_as<Texts>(role);
    return texts ? trim(texts->at(at)) : std::string_view{};
  }

  Reject fault(std::size_t at, Reason reason, std::string detail, std::string_view raw) const {
    return {table_.row[at], reason, std::move(detail), printable(raw, 60)};
  }

  Reject unknown(std::size_t at, const std::string& id) {
    if (std::ranges::binary_search(study_.streets.elsewhere, id))
      return fault(at, Reason::outside_study_area, "the street lies outside the study area", id);
    unknown_ids.insert(id);
    return fault(at, Reason::unknown_segment, id.empty() ? "no id" : "no street has this id", id);
  }

  // NaN where it is not known, below 0 where it cannot be read.
  double interval_of(std::size_t at) const {
    const std::string_view given = text("interval_s", at);
    if (given.empty()) return shared_.interval;
    const ParsedNumber number = parse_number(given, table_.decimal);
    const bool good = number.fault == NumberFault::none && number.value > 0 && number.value <= longest_interval;
    return good ? number.value : -1;
  }

  void add(std::size_t at, const Key& key, double minutes, double interval) {
    PresenceRows& rows = study_.presence;
    rows.street.push_back(std::get<0>(key));
    rows.hour.push_back(std::get<1>(key));
    rows.form.push_back(std::get<2>(key));
    rows.minutes.push_back(minutes);
    rows.interval_s.push_back(interval);
    rows.row.push_back(table_.row[at]);
  }

  const Shared& shared_;
  const TableRead& table_;
  Study& study_;
  TimeReader times_;
  double most_minutes_;
  std::map<std::string, std::int32_t, std::less<>> streets_;
};

template <class T>
std::vector<T> picked(const std::vector<T>& values, const std::vector<std::size_t>& order) {
  std::vector<T> result;
  result.reserve(order.size());
  for (const std::size_t i : order) result.push_back(values[i]);
  return result;
}

// Rows by street, hour and form, so that sums do not depend on the order of the file; of equal ones the first stays.
void sort_rows(PresenceRows& rows, Ledger& ledger) {
  std::vector<std::size_t> order(rows.size()), kept;
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    return std::tuple(rows.street[i], rows.hour[i], std::string_view(rows.form[i]));
  };
  std::ranges::stable_sort(order, {}, key);
  for (const std::size_t i : order) {
    if (kept.empty() || key(kept.back()) != key(i)) {
      kept.push_back(i);
      continue;
    }
    ledger.rejects.push_back(
        {rows.row[i], Reason::duplicate,
         fmt::format("row {} speaks of the same street, hour and form; add up rows before, and give an offset where "
                     "clocks go back",
                     rows.row[kept.back()]),
         iso_text(rows.hour[i])});
  }
  rows.row = picked(rows.row, kept);
  rows.street = picked(rows.street, kept);
  rows.hour = picked(rows.hour, kept);
  rows.form = picked(rows.form, kept);
  rows.minutes = picked(rows.minutes, kept);
  rows.interval_s = picked(rows.interval_s, kept);
}

void require_rows(const PresenceRows& rows, const Ledger& ledger) {
  if (rows.size() > 0) return;
  std::vector<std::string> reasons;
  for (const auto& [reason, number] : ledger.by_reason()) reasons.push_back(fmt::format("{} {}", number, reason));
  throw DataError(fmt::format("{}: no row can be used: {}", ledger.source, listed(reasons)));
}

void tell(const std::string& source, const PresenceReader& reader, const Study& study, Intake& intake) {
  const auto find = [&](const char* check, std::size_t number, std::string text) {
    intake.findings.push_back({source, check, static_cast<double>(number), Unit::count,
                               number > 0 ? Finding::Level::warning : Finding::Level::ok,
                               number > 0 ? fmt::format("{}: {}", source, text) : ""});
  };
  const std::vector<std::string> ids(reader.unknown_ids.begin(), reader.unknown_ids.end());
  find("unknown_segments", ids.size(),
       fmt::format("{} ids belong to no street: {}{}", ids.size(), some_codes(ids),
                   differ_by_leading_zeros(ids, study.streets.id)
                       ? "; some differ only by leading zeros: store ids as text"
                       : ""));
  const auto repeated = std::ranges::count(intake.inputs.back().ledger.rejects, Reason::duplicate, &Reject::reason);
  find("repeated_rows", static_cast<std::size_t>(repeated),
       fmt::format("{} rows repeat a street, hour and form and were left out; rows by worker must be added up before",
                   repeated));
  find("overlap_times", static_cast<std::size_t>(reader.overlaps),
       fmt::format("{} hours exist twice, since the clocks go back; the first was taken", reader.overlaps));
}

}  // namespace

void take_in_presence(Job& job, Intake& intake, Stopwatch& watch) {
  const Source file = source_of(job, "presence");
  if (!job.asks_for("streets"))
    throw UsageError("[presence] needs [streets]: its minutes are given by street segment; name the line file there");
  const std::string name = source_name(file);
  const Preview first_look = preview(file);
  settle_presence_columns(job, first_look, intake);
  const Settings& settings = job.section("presence");
  Shared shared;
  const std::vector<TableColumn> wanted = wanted_columns(settings, name, first_look, shared);
  const std::optional<RowFilter> filter = filter_of(settings, keys::where);
  TableRead table = watch.time("read", 33, [&] { return read_table(file, wanted, filter ? &*filter : nullptr); });
  for (const std::string& note : table.notes) intake.messages.push_back(note);
  Study& study = intake.study;
  study.presence.source = name;
  PresenceReader reader(settings, shared, table, study);
  for (std::size_t i = 0; i < table.row.size(); ++i)
    if (std::optional<Reject> fault = reader.read(i)) table.ledger.rejects.push_back(*std::move(fault));
  sort_rows(study.presence, table.ledger);
  settle_window(job, intake, table.ledger);
  require_rows(study.presence, table.ledger);
  table.ledger.used = static_cast<std::int64_t>(study.presence.size());
  std::ranges::stable_sort(table.ledger.rejects, {}, &Reject::row);
  table.ledger.check();
  intake.inputs.push_back({"presence", name, fingerprint(file), "", "", std::move(table.ledger)});
  tell(name, reader, study, intake);
  take_in_hot_areas(job, intake);
}

}  // namespace vigie

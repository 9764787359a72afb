// Table rows to neighbourhoods by code; nothing is matched that differs by a letter.
#include "engine/job/zone_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/io/table_file.h"
#include "engine/job/code_partners.h"
#include "engine/job/sections.h"
#include "engine/job/zone_intake.h"

namespace vigie {
namespace {

using namespace zones_keys;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// Keys whose columns may stand in the table.
const std::array<const Parameter*, 4>& number_keys() {
  static const std::array<const Parameter*, 4> keys{&population, &dwellings, &households, &deprivation};
  return keys;
}

std::optional<Source> table_source(const Job& job) {
  const Settings& settings = job.section("neighbourhoods");
  if (settings.text(table).empty()) return std::nullopt;
  Source source;
  source.path = job.resolve(settings.text(table));
  return source;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](const std::string& column) { return same_ignoring_case(column, name); });
}

// Statbel's mark for people whose address is in no sector.
bool is_unlocated(std::string_view code) {
  return code.ends_with("ZZZZ");
}

// The number of a row, or nothing with its reject.
class TableJoin {
 public:
  TableJoin(const TableRead& table, const ZoneSet& zones, Ledger& ledger)
      : table_(table), zones_(zones), ledger_(ledger) {
    for (std::size_t i = 0; i < zones.size(); ++i) index_.emplace(zones.id[i], i);
    row_of_.assign(zones.size(), -1);
    for (const Parameter* key : number_keys())
      if (table.columns.find(key->name) != nullptr) values.numbers[key->name].assign(zones.size(), unknown);
    if (table.columns.find("name") != nullptr) values.names.assign(zones.size(), "");
  }

  void take(std::size_t at) {
    const std::string code(text("table_id", at));
    if (is_unlocated(code)) {
      const ParsedNumber people = parse_number(text("population", at), table_.decimal);
      if (people.fault == NumberFault::none) unlocated_people += people.value;
      ++unlocated_rows;
      return reject(at, "people who cannot be located", code);
    }
    const auto zone = index_.find(code);
    if (zone == index_.end()) {
      strangers.push_back(code);
      return reject(at, code.empty() ? "no code" : "no neighbourhood has this code", code);
    }
    std::int64_t& row = row_of_[zone->second];
    if (row >= 0)
      throw DataError(
          fmt::format("{}: the code '{}' stands in rows {} and {}; leave one row per neighbourhood, by "
                      "[neighbourhoods] table_where for example",
                      table_.source, printable(code, 30), row, table_.row[at]));
    row = table_.row[at];
    fill(at, zone->second);
    ++ledger_.used;
  }

  std::vector<std::string> zones_without_row() const {
    std::vector<std::string> silent;
    for (std::size_t i = 0; i < zones_.size(); ++i)
      if (row_of_[i] < 0) silent.push_back(zones_.id[i]);
    return silent;
  }

  TableValues values;
  std::vector<std::string> strangers;  // codes without neighbourhood, in file order
  std::vector<std::string> unread;     // neighbourhoods of which a number cannot be read
  double unlocated_people = 0;
  std::int64_t unlocated_rows = 0;

 private:
  std::string_view text(std::string_view role, std::size_t at) const {
    const Texts* texts = table_.columns.find_as<Texts>(role);
    return texts == nullptr || texts->is_null(at) ? std::string_view{} : texts->at(at);
  }

  void fill(std::size_t at, std::size_t zone) {
    bool readable = true;
    for (auto& [key, numbers] : values.numbers) {
      const ParsedNumber number = parse_number(text(key, at), table_.decimal);
      if (number.fault == NumberFault::none) numbers[zone] = number.value;
      readable = readable && (number.fault == NumberFault::none || number.fault == NumberFault::empty);
    }
    if (!readable) unread.push_back(zones_.id[zone]);
    if (!values.names.empty()) values.names[zone] = text("name", at);
  }

  void reject(std::size_t at, const std::string& detail, std::string_view code) {
    ledger_.rejects.push_back({table_.row[at], Reason::unknown_area, detail, printable(code, 60)});
  }

  const TableRead& table_;
  const ZoneSet& zones_;
  Ledger& ledger_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<std::int64_t> row_of_;  // -1: none yet
};

std::vector<TableColumn> wanted_columns(const Settings& settings, const Preview& look, const std::string& name) {
  const std::string code = settings.text(table_id);
  if (code.empty())
    throw DataError(
        fmt::format("{} has no column that looks like the neighbourhood's code; set [neighbourhoods] "
                    "table_id. Its columns are {}",
                    name, listed(look.columns)));
  std::vector<TableColumn> wanted{{"table_id", code, "neighbourhoods.table_id"}};
  const auto want = [&](const Parameter& key) {
    if (const std::string column = settings.text(key); !column.empty() && holds(look.columns, column))
      wanted.push_back({std::string(key.name), column, fmt::format("neighbourhoods.{}", key.name)});
  };
  for (const Parameter* key : number_keys()) want(*key);
  if (settings.given(zones_keys::name)) want(zones_keys::name);
  if (wanted.size() == 1)
    throw DataError(
        fmt::format("{}: none of its columns is named as [neighbourhoods] population, dwellings, households "
                    "or deprivation. Its columns are {}",
                    name, listed(look.columns)));
  return wanted;
}

void tell(const std::string& source, const std::string& check, double value, Finding::Level level,
          const std::string& text, Intake& intake) {
  intake.findings.push_back(
      {source, check, value, Unit::count, value > 0 ? level : Finding::Level::ok, value > 0 ? text : ""});
}

// A table of a whole country has codes that are not on the map; codes missing on both sides are two vintages.
void tell_partners(const std::string& source, const TableJoin& join, const ZoneSet& zones, Intake& intake) {
  using Level = Finding::Level;
  const std::vector<std::string> silent = join.zones_without_row();
  const std::string zeros =
      differ_by_leading_zeros(join.strangers, silent) ? "; some differ only by leading zeros: store codes as text" : "";
  const std::string vintage =
      !silent.empty() && !join.strangers.empty() && zeros.empty() ? "; are both files of the same year?" : "";
  tell(source, "codes_without_area", static_cast<double>(join.strangers.size()),
       silent.empty() ? Level::notice : Level::warning,
       fmt::format("{}: {} codes belong to no neighbourhood: {}{}", source, join.strangers.size(),
                   some_codes(join.strangers), zeros),
       intake);
  tell(source, "areas_without_row", static_cast<double>(silent.size()), Level::warning,
       fmt::format("{}: {} neighbourhoods have no row, so their numbers are unknown: {}{}", source, silent.size(),
                   some_codes(silent), vintage),
       intake);
  tell(source, "areas_with_unread_number", static_cast<double>(join.unread.size()), Level::warning,
       fmt::format("{}: a number of {} neighbourhoods cannot be read: {}", source, join.unread.size(),
                   some_codes(join.unread)),
       intake);
  tell(source, "unlocated_rows", static_cast<double>(join.unlocated_rows), Level::notice,
       fmt::format("{}: {:.0f} people in {} rows cannot be located (codes that end in ZZZZ); they are in no "
                   "neighbourhood",
                   source, join.unlocated_people, join.unlocated_rows),
       intake);
  tell(source, "unlocated_population", join.unlocated_people, Level::notice, "", intake);
  if (2 * silent.size() > zones.size())
    throw DataError(
        fmt::format("{}: {} of {} neighbourhoods have no row ({}), and {} codes no neighbourhood ({}){}; does "
                    "[neighbourhoods] table_id hold the codes of id, and are both files of the same year?",
                    source, silent.size(), zones.size(), some_codes(silent), join.strangers.size(),
                    some_codes(join.strangers), zeros));
}

}  // namespace

void look_into_table(const Job& job, Preview& boundaries, std::vector<ColumnGuess>& guesses) {
  const std::optional<Source> source = table_source(job);
  if (!source) return;
  const Preview look = preview(*source);
  for (const std::string& column : look.columns)
    if (std::ranges::find(boundaries.columns, column) == boundaries.columns.end()) boundaries.columns.push_back(column);
  for (const ColumnGuess& guess : guess_table_columns(look)) {
    std::erase_if(guesses, [&](const ColumnGuess& other) { return other.role == guess.role; });
    guesses.push_back(guess);
  }
}

TableValues join_table(const Job& job, const ZoneSet& zones, Intake& intake) {
  const std::optional<Source> source = table_source(job);
  if (!source) return {};
  const Settings& settings = job.section("neighbourhoods");
  const std::string name = source_name(*source);
  const std::optional<RowFilter> filter = filter_of(settings, table_where);
  TableRead read = read_table(*source, wanted_columns(settings, preview(*source), name), filter ? &*filter : nullptr);
  for (const std::string& note : read.notes) intake.messages.push_back(name + ": " + note);
  TableJoin join(read, zones, read.ledger);
  for (std::size_t i = 0; i < read.row.size(); ++i) join.take(i);
  std::ranges::stable_sort(read.ledger.rejects, {}, &Reject::row);
  read.ledger.check();
  tell_partners(name, join, zones, intake);
  intake.inputs.push_back({"neighbourhoods_table", name, fingerprint(*source), "", "", std::move(read.ledger)});
  return std::move(join.values);
}

}  // namespace vigie

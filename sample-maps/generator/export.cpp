// Dirty rows are good rows of other reports with one thing spoilt, strewn over the whole file.
#include "sample-maps/generator/export.h"

#include <fmt/format.h>

#include <algorithm>

#include "sample-maps/generator/dice.h"
#include "sample-maps/generator/projection.h"

namespace vigie::sample {
namespace {

struct Record {
  Report report;
  const Flaw* flaw = nullptr;
};

constexpr std::string_view header =
    "melding_id,tijdstip,categorie,kanaal,herkomst,incident,afgesloten,melder,lon,lat\n";
constexpr int blank_line_every = 2500;

bool is_copy(const Flaw& flaw) {
  return flaw.what.starts_with("an exact copy");
}

/// Rows of the background only, and of passing events: the planted truths stay as they were made.
std::vector<Record> dirty_records(const Life& life) {
  Dice dice(600);
  int incidents = life.incidents;
  std::vector<Record> records;
  for (const Flaw& flaw : row_flaws()) {
    if (is_copy(flaw)) continue;
    for (int i = 0; i < flaw.count; ++i) {
      const Report* model = nullptr;
      do {
        model = &life.reports[dice.below(life.reports.size())];
      } while (model->story != Story::background || is_lasting(model->category) || model->closed == still_open);
      records.push_back({*model, &flaw});
      records.back().report.incident = incidents++;
    }
  }
  return records;
}

bool can_be_copied(const Record& record) {
  return record.flaw == nullptr && record.report.story == Story::background && !is_lasting(record.report.category);
}

/// Which good rows are written twice: evenly spread.
void copy_some(std::vector<Record>& records) {
  const auto copy = std::ranges::find_if(row_flaws(), is_copy);
  const auto wanted = static_cast<std::size_t>(copy->count);
  const auto every = static_cast<std::size_t>(std::ranges::count_if(records, can_be_copied)) / wanted;
  std::vector<Record> with_copies;
  std::size_t good = 0, made = 0;
  for (const Record& record : records) {
    with_copies.push_back(record);
    if (!can_be_copied(record) || ++good % every != every / 3 || made == wanted) continue;
    with_copies.push_back({record.report, &*copy});
    ++made;
  }
  records = std::move(with_copies);
}

/// Numbers in order of first appearance, as a register gives them.
class Numbers {
 public:
  int of(int incident) { return known_.try_emplace(incident, static_cast<int>(known_.size()) + 1).first->second; }

 private:
  std::map<int, int> known_;
};

Fields fields_of(const Report& report, int number, int incident, const ToDegrees& to_degrees) {
  const Point at = to_degrees(report.at);
  return {fmt::format("M{:06}", number),
          clock_text(report.when),
          std::string(report.category),
          std::string(report.channel),
          std::string(report.origin),
          fmt::format("F{:06}", incident),
          report.closed == still_open ? "" : clock_text(report.closed),
          report.reporter,
          degrees_text(at.x),
          degrees_text(at.y)};
}

Elsewhere places_outside(const Town& town, const ToDegrees& to_degrees) {
  const Point river = to_degrees(centroid(town.river_part));
  const Point pond = to_degrees(centroid(town.with(Role::park).parts[0].holes[0]));
  return {degrees_text(river.x), degrees_text(river.y), degrees_text(pond.x), degrees_text(pond.y)};
}

}  // namespace

Export export_reports(const Town& town, const Life& life) {
  std::vector<Record> records = dirty_records(life);
  for (const Report& report : life.reports) records.push_back({report});
  std::ranges::stable_sort(records, {}, [](const Record& record) { return record.report.when; });
  copy_some(records);
  const ToDegrees to_degrees;
  const Elsewhere elsewhere = places_outside(town, to_degrees);
  Export out;
  out.csv = header;
  Numbers numbers;
  int number = 0;
  for (const Record& record : records) {
    const bool copy = record.flaw != nullptr && is_copy(*record.flaw);
    if (!copy) ++number;
    const Fields fields = fields_of(record.report, number, numbers.of(record.report.incident), to_degrees);
    ++out.rows;
    out.csv += (record.flaw ? record.flaw->line(fields, elsewhere) : joined(fields)) + "\n";
    if (record.flaw) out.first_row.try_emplace(record.flaw->what, out.rows);
    if (record.flaw && !record.flaw->reason.empty())
      out.refused.push_back({out.rows, record.flaw->reason});
    else
      out.used.push_back(record.report);
    if (out.rows % blank_line_every != 0) continue;
    out.csv += "\n";
    ++out.blank_lines;
  }
  return out;
}

}  // namespace vigie::sample

// Lines with the same id become one street; a line that stands twice would be walked twice.
#include "engine/job/street_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/geometry/line_overlay.h"
#include "engine/io/line_file.h"
#include "engine/job/column_guess.h"
#include "engine/job/sections.h"
#include "engine/job/zone_intake.h"
#include "engine/job/zone_roles.h"

namespace vigie {
namespace {

// Lines of one id, as stored.
struct Street {
  std::string kind;
  MultiLine shape;
  std::vector<std::int64_t> rows;
};

Crs crs_of_lines(const Settings& settings, const StoredLines& lines) {
  if (const std::string given = settings.text(streets_keys::crs); !given.empty()) return crs_from_text(given);
  if (lines.crs.empty())
    throw DataError(fmt::format("{} names no coordinate reference system; set [streets] crs, such as \"EPSG:31370\"",
                                lines.source));
  return crs_of_file(lines.source, lines.crs, "streets");
}

// A stretch of one line, read from either end.
using Stretch = std::vector<std::pair<double, double>>;
Stretch stretch_of(const MultiLine& line) {
  Stretch there;
  for (const LineString& part : line)
    for (const Point p : part) there.emplace_back(p.x, p.y);
  Stretch back(there.rbegin(), there.rend());
  return std::min(std::move(there), std::move(back));
}

// By id, as stored; what repeats an earlier line goes to the ledger.
std::map<std::string, Street> by_id(const Settings& settings, LinesRead& read) {
  StoredLines& lines = read.lines;
  const std::string id_column = settings.text(streets_keys::id), class_column = settings.text(streets_keys::kind);
  const std::vector<std::string> ids = column_texts(lines.attributes, id_column, lines.shapes.size());
  const std::vector<std::string> kinds = column_texts(lines.attributes, class_column, lines.shapes.size());
  std::map<std::string, Street> streets;
  std::set<Stretch> seen;
  for (std::size_t i = 0; i < lines.shapes.size(); ++i) {
    const std::string id = id_column.empty() ? std::to_string(lines.row[i]) : ids[i];
    const auto reject = [&](Reason reason, const char* detail) {
      read.ledger.rejects.push_back({lines.row[i], reason, detail, printable(id, 60)});
    };
    if (id.empty()) {
      reject(Reason::unknown_segment, "no id, so that no presence can be recorded for it");
    } else if (length_of(lines.shapes[i]) == 0) {
      reject(Reason::bad_geometry, "a line without length");
    } else if (!seen.insert(stretch_of(lines.shapes[i])).second) {
      reject(Reason::duplicate, "the same line as an earlier one");
    } else {
      const auto [street, is_new] = streets.try_emplace(id, Street{kinds[i], {}, {}});
      if (!is_new && street->second.kind != kinds[i]) street->second.kind.clear();
      std::ranges::move(lines.shapes[i], std::back_inserter(street->second.shape));
      street->second.rows.push_back(lines.row[i]);
    }
  }
  return streets;
}

// Only what lies in the study area counts.
void keep_inside(const std::map<std::string, Street>& streets, const Projection& projection, Study& study,
                 Ledger& ledger) {
  std::vector<MultiLine> stored;
  for (const auto& [id, street] : streets) stored.push_back(street.shape);
  std::vector<MultiLine> shapes = project_lines(stored, projection);
  std::vector<double> inside(shapes.size(), 0);
  for (const LinePiece& piece : pieces_inside(shapes, std::vector<MultiPolygon>{study.area}))
    inside[piece.line] = piece.metres;
  Streets& kept = study.streets;
  std::size_t i = 0;
  for (const auto& [id, street] : streets) {
    if (inside[i] > 0) {
      kept.id.push_back(id);
      kept.kind.push_back(street.kind);
      kept.shapes.push_back(std::move(shapes[i]));
      kept.inside.push_back(inside[i]);
    } else {
      const bool moved = !shapes[i].empty();
      kept.elsewhere.push_back(id);
      for (const std::int64_t row : street.rows)
        ledger.rejects.push_back({row, moved ? Reason::outside_study_area : Reason::bad_geometry,
                                  moved ? "" : "a vertex cannot be projected; check [streets] crs", printable(id, 60)});
    }
    ++i;
  }
  if (kept.size() == 0)
    throw DataError(
        fmt::format("{}: none of the streets lies in the study area; check [streets] crs and the file", ledger.source));
}

}  // namespace

void take_in_streets(Job& job, Intake& intake, Stopwatch& watch) {
  const Source file = source_of(job, "streets");
  const Preview look = preview(file);
  settle_columns(job, "streets", look, guess_street_columns(look), intake.messages);
  const Settings& settings = job.section("streets");
  LinesRead read = watch.time("read", 9, [&] { return read_lines(file); });
  for (const std::string& note : read.notes) intake.messages.push_back(read.lines.source + ": " + note);
  const Crs crs = crs_of_lines(settings, read.lines);
  const Projection projection = operation_for(read.lines.source, crs, intake.crs, intake.degrees);
  const std::map<std::string, Street> streets = by_id(settings, read);
  watch.time("project", 10, [&] { keep_inside(streets, projection, intake.study, read.ledger); });
  read.ledger.used = read.ledger.read - static_cast<std::int64_t>(read.ledger.rejects.size());
  std::ranges::stable_sort(read.ledger.rejects, {}, &Reject::row);
  read.ledger.check();
  intake.inputs.push_back(
      {"streets", source_name(file), fingerprint(file), crs.text, projection.operation(), std::move(read.ledger)});
}

}  // namespace vigie

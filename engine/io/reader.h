// Reading reports and boundaries from CSV and vector files, with every row accounted for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/data/rejects.h"
#include "engine/data/row_filter.h"
#include "engine/data/stored.h"
#include "engine/io/source.h"

namespace vigie {

enum class GeometryKind { none, point, line, polygon, mixed };

/// The first look at a file: enough to guess which column is what.
struct Preview {
  SourceKind kind = SourceKind::csv;
  std::string layer;                             // the layer that would be read
  std::vector<std::string> columns;              // header, trimmed
  std::vector<std::vector<std::string>> sample;  // up to 1000 records as text; "" for NULL
  GeometryKind geometry = GeometryKind::none;    // of a vector layer
  std::string crs;                               // named by the file, AUTHORITY:CODE or WKT, or ""
  std::string encoding, delimiter;               // of a CSV, as detected or given
  char decimal = '.';
  std::vector<std::string> notes;  // what was detected, one sentence each ("read as windows-1252")
};
Preview preview(const Source& source);

/// Which column of the file plays which role; "" for none.
struct ReportColumns {
  std::string x, y, wkt;  // none of them: the layer's own geometry
  std::string id, time, time_end, category, origin, channel, incident, closed, answered, registered, reporter,
      precision, crs, weight;
};

/// Which repeated records are left out (reason `duplicate`): none; those equal to an earlier one in every field; or
/// those, too, whose identifier stood in an earlier one. The first of them is used.
enum class Deduplicate { none, rows, ids };

struct ReportRequest {
  ReportColumns columns;
  std::optional<TimeReader> time;  // needed where a time column is named
  std::vector<std::string> keep;   // categories to use; empty: all
  std::optional<RowFilter> where;  // records to use; none: all
  std::string identifier = {};     // column whose repeated values are counted; "": none
  Deduplicate deduplicate = Deduplicate::none;
  bool fingerprint = true;  // false: nobody asks for the bytes' hash, and it may be left empty
};

/// How a file is written that is not as it should be, and was taken in stride.
struct Oddity {
  std::string check;         // its name in data_quality
  std::int64_t count = 0;    // fields or rows; 1 for a whole file
  std::string warning = {};  // the one of the notes that says it, where people should look at the file; else ""
};

struct ReportsRead {
  StoredPoints points;             // attributes named by role; time, time_end, closed, answered, registered as Instants
  Ledger ledger;                   // read and rejects so far; `used` is filled by the job
  std::vector<std::string> notes;  // repairs and detections, one sentence each
  std::vector<Oddity> oddities;
  std::int64_t blank_lines = 0, overlap_times = 0, leap_seconds = 0;
  std::map<std::string, std::int64_t> unlocated;  // rejected for their place, by category
  std::int64_t exact_duplicates = 0;              // records equal to an earlier one in every field (and place)
  std::int64_t repeated_ids = 0;                  // records with an identifier that stood in an earlier one
  Fingerprint fingerprint;                        // of the bytes that were read
};

/// Reads every record. Rows that cannot be used go to the ledger with row, reason and the offending value; the next
/// record is always found again. Throws DataError where the file as a whole cannot be used (empty, no rows, a named
/// column missing or twice, changed while read, damaged), naming file, column and how to mend.
ReportsRead read_reports(const Source& source, const ReportRequest& request);

struct ZonesRead {
  StoredZones zones;
  Ledger ledger;                   // empty geometries are rejected as bad_geometry
  std::vector<std::string> notes;  // curves made straight, Z dropped, ... counted
  Preview look;                    // what `preview` says of the file, told on the way: opening some files twice is slow
};

/// Polygons of a vector layer, or of a CSV with a WKT column (`wkt` names it; "" finds it).
/// Throws DataError for a layer of points or lines, for damage, and for fewer rows than the file promises.
ZonesRead read_zones(const Source& source, const std::string& wkt = "");

}  // namespace vigie

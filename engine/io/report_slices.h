// Reports read slice by slice, by several programs and at different times, with the result of one reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/io/csv_records.h"
#include "engine/io/reader.h"
#include "engine/io/repeated_records.h"

namespace vigie {

/// Consecutive records of a source, from where one begins to where another one does.
struct Slice {
  std::size_t begin = 0, end = 0;    // bytes of the text; equal where the slice is empty
  std::int64_t rows = 0, lines = 0;  // records and physical lines before it
  std::string sha256;                // of the slice's bytes; of the whole file where it must be read whole
};

/// What must be the same for all slices, and is known only once the whole source was looked at.
struct SlicePlan {
  SourceKind kind = SourceKind::csv;
  bool whole = false;              // the file must be decoded as a whole: it is not UTF-8, or short
  bool trailing_accepted = false;  // every row ends in a delimiter too many
  std::int64_t rows = 0;
  Fingerprint fingerprint;  // of the file
  std::vector<Slice> slices;
};

/// What one slice holds.
struct SliceRead {
  ReportsRead read;         // rows and lines are those of the whole source
  RepeatedRecords repeats;  // rows as in `read`
  RecordCounts counts;
};

/// Throws DataError: the source is not the one that was planned.
[[noreturn]] void refuse_unplanned(const Source& source);

/// Looks through the source once and cuts it into slices of about equal size. A CSV is cut where records begin, quoted
/// line ends minded; any other source is one slice, and the others are empty. Throws what read_reports throws for a
/// source that cannot be used; UsageError for a database, which may change between slices.
SlicePlan plan_slices(const Source& source, const ReportRequest& request, std::size_t count);

/// Reads one slice. Throws DataError if the source is not the one that was planned.
SliceRead read_slice(const Source& source, const ReportRequest& request, const SlicePlan& plan, std::size_t slice);

/// What read_reports gives for the source. `slice` is asked for each slice once, in order, and may drop it afterwards.
ReportsRead join_slices(const Source& source, const ReportRequest& request, const SlicePlan& plan,
                        const std::function<SliceRead(std::size_t)>& slice);

}  // namespace vigie

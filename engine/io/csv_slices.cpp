// One look through the records finds the cuts; what the whole file decides is decided there, and once.
#include "engine/io/csv_slices.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/csv_reports.h"
#include "engine/io/csv_scan.h"
#include "engine/io/fingerprint.h"
#include "engine/io/slice_joiner.h"

namespace vigie {
namespace {

struct Cuts {
  std::vector<CsvStretch> stretches;
  RecordCounts counts;
};

// Walks over all records without a look at their fields, and notes the first one at or behind each place.
class Cutter {
 public:
  Cutter(const CsvFile& file, TrailingDelimiter trailing, const CsvSizes& sizes, std::size_t slices)
      : file_(file),
        all_(whole_stretch(file)),
        records_(file.rules(trailing)),
        windows_(windows_on(file, records_.limits, sizes, all_)),
        base_(all_.begin),
        slices_(slices) {
    cuts_.stretches.push_back(all_);
  }

  Cuts run() {
    TextPlace place{.offset = 0, .line = file_.body.line};
    while (true) {
      TextPlace next;
      parallel_chunks(2, 1, [&](std::size_t task, std::size_t) {
        if (task == 0) windows_.prefetch();
        if (task == 1) next = walk(place);
      });
      if (windows_.is_last()) break;
      windows_.advance(next.offset);
      base_ += next.offset;
      next.offset = 0;
      place = next;
    }
    CsvStretch rest{.begin = all_.end, .end = all_.end, .rows = cuts_.counts.rows, .lines = all_.lines};
    while (cuts_.stretches.size() < slices_) cuts_.stretches.push_back(rest);
    for (std::size_t i = 0; i + 1 < slices_; ++i) cuts_.stretches[i].end = cuts_.stretches[i + 1].begin;
    return std::move(cuts_);
  }

 private:
  TextPlace walk(TextPlace place) {
    records_.end = windows_.is_last() ? TextEnd::final : TextEnd::more;
    CsvRecords records(windows_.text(), records_, place);
    while (records.next()) {
      const std::size_t start = base_ + records.start();
      while (cuts_.stretches.size() < slices_ && start >= target())
        cuts_.stretches.push_back({.begin = start,
                                   .end = all_.end,
                                   .rows = cuts_.counts.rows + records.row() - 1,
                                   .lines = records.line() - 1});
    }
    cuts_.counts += records.counts();
    return records.place();
  }

  std::size_t target() const {
    const auto share = static_cast<double>(cuts_.stretches.size()) / static_cast<double>(slices_);
    return all_.begin + static_cast<std::size_t>(share * static_cast<double>(all_.end - all_.begin));
  }

  const CsvFile& file_;
  CsvStretch all_;
  RecordRules records_;
  CsvWindows windows_;
  std::size_t base_;  // of the window in the text
  std::size_t slices_;
  Cuts cuts_;
};

// Bytes before the text and behind it belong to the slices at its ends, as for CsvScan.
std::string hash_of(const CsvFile& file, const CsvStretch& stretch) {
  if (stretch.begin == stretch.end) return "";
  if (!file.stream) return file.fingerprint.sha256;
  const CsvStream& stream = *file.stream;
  const std::size_t begin = stretch.begin == file.body.offset ? 0 : stream.begin + stretch.begin;
  const std::size_t end = stretch.end == text_size(file) ? stream.file.size() : stream.begin + stretch.end;
  constexpr std::size_t piece_size = std::size_t{256} << 10;
  std::vector<char> piece(piece_size);
  RunningFingerprint running;
  for (std::size_t at = begin; at < end; at += piece.size()) {
    if (at % (piece_size * 64) < piece_size) check_stop();
    piece.resize(std::min(piece_size, end - at));
    stream.file.read_all_at(at, piece);
    running.add({piece.data(), piece.size()});
  }
  return std::move(running).finish().sha256;
}

Fingerprint whole_fingerprint(const CsvFile& file, const Source& source, const std::vector<Slice>& slices) {
  if (!file.stream) return file.fingerprint;
  if (slices.size() == 1) return {static_cast<std::int64_t>(file.stream->file.size()), slices.front().sha256};
  return fingerprint(source);
}

bool has_both(const RecordCounts& counts) {
  return counts.with_trailing > 0 && counts.without_trailing > 0;
}

// The file as the plan saw it, or none.
CsvFile open_planned(const Source& source, const SlicePlan& plan, const CsvSizes& sizes) {
  CsvFile file = open_csv(source, plan.whole ? CsvExtent::whole : CsvExtent::head, sizes);
  const bool same = file.stream ? static_cast<std::int64_t>(file.stream->file.size()) == plan.fingerprint.bytes
                                : file.fingerprint.sha256 == plan.fingerprint.sha256;
  if (!same || plan.whole == (file.stream != nullptr)) refuse_unplanned(source);
  for (const Slice& slice : plan.slices)
    if (slice.begin > slice.end || slice.end > text_size(file)) refuse_unplanned(source);
  return file;
}

}  // namespace

SlicePlan plan_csv_slices(const Source& source, const ReportRequest& request, std::size_t count, CsvExtent extent,
                          const CsvSizes& sizes) {
  const CsvFile file = open_csv(source, extent, sizes);
  static_cast<void>(begin_reading(file, source, request));  // what is wrong with the request is said now
  TrailingDelimiter trailing = trailing_by_head(file);
  Cuts cuts = Cutter(file, trailing, sizes, count).run();
  if (trailing == TrailingDelimiter::accepted && has_both(cuts.counts)) {
    trailing = TrailingDelimiter::refused;
    cuts = Cutter(file, trailing, sizes, count).run();
  }
  require_rows(file, cuts.counts.rows);
  if (may_be_no_utf8(file, cuts.counts) && extent == CsvExtent::head)
    return plan_csv_slices(source, request, count, CsvExtent::whole, sizes);
  SlicePlan plan{.kind = SourceKind::csv,
                 .whole = file.stream == nullptr,
                 .trailing_accepted = trailing == TrailingDelimiter::accepted,
                 .rows = cuts.counts.rows,
                 .fingerprint = {},
                 .slices = std::vector<Slice>(count)};
  parallel_chunks(count, 1, [&](std::size_t i, std::size_t) {
    const CsvStretch& cut = cuts.stretches[i];
    plan.slices[i] = {cut.begin, cut.end, cut.rows, cut.lines, hash_of(file, cut)};
  });
  plan.fingerprint = whole_fingerprint(file, source, plan.slices);
  if (file.stream) file.stream->require_unchanged();
  return plan;
}

SliceRead read_csv_slice(const Source& source, const ReportRequest& request, const SlicePlan& plan, std::size_t slice,
                         const CsvSizes& sizes) {
  const CsvFile file = open_planned(source, plan, sizes);
  const ReportRules rules = begin_reading(file, source, request);
  const Slice& wanted = plan.slices.at(slice);
  if (wanted.begin == wanted.end) return {};
  // Another slice may hold what repeats: all is kept.
  CsvAssumptions assumed{.trailing = plan.trailing_accepted ? TrailingDelimiter::accepted : TrailingDelimiter::refused,
                         .search = RepeatSearch::by_record};
  std::optional<CsvScan> scan =
      scan_csv(file, rules, assumed, sizes, {wanted.begin, wanted.end, wanted.rows, wanted.lines});
  if (!scan || scan->read.fingerprint.sha256 != wanted.sha256) refuse_unplanned(source);
  const std::int64_t behind = slice + 1 < plan.slices.size() ? plan.slices[slice + 1].rows : plan.rows;
  if (wanted.rows + scan->counts.rows != behind) refuse_unplanned(source);
  return {std::move(scan->read), std::move(scan->repeats), scan->counts};
}

ReportsRead join_csv_slices(const Source& source, const ReportRequest& request, const SlicePlan& plan,
                            const std::function<SliceRead(std::size_t)>& slice, const CsvSizes& sizes) {
  const CsvFile file = open_planned(source, plan, sizes);
  const ReportRules rules = begin_reading(file, source, request);
  SliceJoiner joiner(file.name, static_cast<std::size_t>(plan.rows), rules.deduplicate());
  for (std::size_t i = 0; i < plan.slices.size(); ++i)
    if (plan.slices[i].begin != plan.slices[i].end) joiner.append(slice(i));
  SliceRead all = std::move(joiner).finish();
  all.read.fingerprint = plan.fingerprint;
  return finish_reading(file, rules, {std::move(all.read), std::move(all.repeats), all.counts});
}

}  // namespace vigie

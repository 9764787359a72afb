// Window after window: while its blocks are parsed, the next window is fetched, the bytes are hashed, and what the
// window before held is put in order.
#include "engine/io/csv_scan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/io/csv_blocks.h"
#include "engine/io/csv_windows.h"
#include "engine/io/fingerprint.h"
#include "engine/io/report_builder.h"

namespace vigie {
namespace {

constexpr std::size_t slack = 64;  // bytes: a line end or a few beyond the longest record

// A record of the stretch may go on to the end of the text, which is then no reason to wait for more.
bool sees_the_end(const CsvFile& file, const RecordLimits& limits, const CsvStretch& stretch) {
  return stretch.end + limits.record + slack >= text_size(file);
}

class Scan {
 public:
  Scan(const CsvFile& file, const ReportRules& rules, CsvAssumptions& assumed, const CsvSizes& sizes,
       const CsvStretch& stretch)
      : file_(file),
        stretch_(stretch),
        assumed_(assumed),
        records_(file.rules(assumed.trailing)),
        windows_(windows_on(file, records_.limits, sizes, stretch)),
        hashes_(file.stream && rules.wants_fingerprint()),
        builder_(file.name, file.columns, rules),
        before_{.rows = stretch.rows, .lines = stretch.lines},
        repeats_(rules.deduplicate(), assumed.search),
        blocks_{CsvBlocks(rules, assumed.search, sizes.block), CsvBlocks(rules, assumed.search, sizes.block)} {}

  /// False where an assumption is wrong.
  bool run();
  CsvScan finish() &&;

 private:
  void expect(std::size_t bytes_read);
  void append(CsvBlocks& blocks);
  bool assumed_rightly();
  void hash_start();
  void hash();
  Fingerprint hash_end() &&;

  const CsvFile& file_;
  CsvStretch stretch_;
  CsvAssumptions& assumed_;
  RecordRules records_;
  CsvWindows windows_;
  bool hashes_;
  ReportBuilder builder_;
  Before before_;
  RecordCounts counts_;
  std::size_t expected_ = 0;  // rows
  RepeatedRecords repeats_;
  RunningFingerprint running_;
  std::size_t left_to_hash_ = stretch_.end - stretch_.begin;
  std::array<CsvBlocks, 2> blocks_;
};

bool Scan::run() {
  if (stretch_.begin == stretch_.end) return true;
  if (hashes_) hash_start();
  const std::size_t all = stretch_.end - stretch_.begin;
  TextPlace place;
  std::size_t stop = all;  // seen from the window's start
  for (std::size_t window = 0;; ++window) {
    CsvBlocks &current = blocks_[window % 2], &previous = blocks_[(window + 1) % 2];
    records_.end =
        windows_.is_last() && sees_the_end(file_, records_.limits, stretch_) ? TextEnd::final : TextEnd::more;
    const std::size_t count = current.begin(windows_.text(), records_, place, stop);
    constexpr std::size_t others = 3;
    parallel_chunks(count + others, 1, [&](std::size_t task, std::size_t) {
      if (task == 0 && hashes_) hash();
      if (task == 1) windows_.prefetch();
      if (task == 2) append(previous);
      if (task >= others) current.read(task - others);
    });
    place = current.settle();
    for (const CsvBlock* block : current.in_order()) counts_ += block->counts;
    const bool last = windows_.is_last() || place.offset >= stop;
    expect(last ? all : all - (stop - place.offset));
    if (last) append(current);
    if (!assumed_rightly()) return false;
    if (last) return true;
    stop -= place.offset;
    windows_.advance(place.offset);
    place.offset = 0;
  }
}

// Room for all rows, by how many the bytes so far hold, before the first are put there: to make more of it later copies
// all that is there. What is not needed is never touched.
void Scan::expect(std::size_t bytes_read) {
  if (bytes_read == 0) return;
  const double all = static_cast<double>(stretch_.end - stretch_.begin) / static_cast<double>(bytes_read);
  const double rows = static_cast<double>(counts_.rows) * all;
  if (rows <= static_cast<double>(expected_)) return;
  expected_ = static_cast<std::size_t>(std::max(1.03 * rows, 1.25 * static_cast<double>(expected_))) + 1;
  builder_.expect(expected_);
  repeats_.expect(expected_);
}

bool Scan::assumed_rightly() {
  const bool trailing_differs =
      assumed_.trailing == TrailingDelimiter::accepted && counts_.with_trailing > 0 && counts_.without_trailing > 0;
  if (trailing_differs) assumed_.trailing = TrailingDelimiter::refused;
  const bool may_repeat = assumed_.search == RepeatSearch::by_identifier && !repeats_.ascend();
  if (may_repeat) assumed_.search = RepeatSearch::by_record;
  return !trailing_differs && !may_repeat;
}

void Scan::append(CsvBlocks& blocks) {
  for (CsvBlock* block : blocks.in_order()) {
    builder_.append(block->reports, before_);
    repeats_.append(block->repeats, before_.rows);
    before_.rows += block->counts.rows;
    before_.lines += block->end.line - 1;
  }
}

// Byte order mark, header and what stands before it belong to the first stretch, a mark of the end to the last: so
// stretches hold all bytes of a file, and a single one has the file's own fingerprint.
void Scan::hash_start() {
  if (stretch_.begin != file_.body.offset) return;
  const DecodedText& decoded = file_.decoded;
  running_.add(decoded.bytes.view().substr(0, decoded.bytes.size - decoded.text.size() + file_.body.offset));
}

Fingerprint Scan::hash_end() && {
  const CsvStream& stream = *file_.stream;
  if (stretch_.end == text_size(file_)) {
    std::string end(stream.file.size() - stream.begin - stream.size, '\0');
    stream.file.read_all_at(stream.begin + stream.size, end);
    running_.add(end);
  }
  return std::move(running_).finish();
}

// What lies behind the stretch is looked at, and is hashed by others.
void Scan::hash() {
  const std::string_view fresh = windows_.fresh().substr(0, left_to_hash_);
  running_.add(fresh);
  left_to_hash_ -= fresh.size();
}

CsvScan Scan::finish() && {
  CsvScan scan{.read = std::move(builder_).finish(), .repeats = std::move(repeats_), .counts = counts_};
  scan.read.blank_lines = counts_.blank_lines;
  if (hashes_) scan.read.fingerprint = std::move(*this).hash_end();
  if (file_.stream) {
    file_.stream->require_unchanged();
  } else {
    scan.read.fingerprint = file_.fingerprint;
  }
  return scan;
}

}  // namespace

CsvStretch whole_stretch(const CsvFile& file) {
  return {.begin = file.body.offset, .end = text_size(file), .rows = 0, .lines = file.body.line - 1};
}

std::size_t text_size(const CsvFile& file) {
  return file.stream ? file.stream->size : file.text.size();
}

CsvWindows windows_on(const CsvFile& file, const RecordLimits& limits, const CsvSizes& sizes,
                      const CsvStretch& stretch) {
  const std::size_t begin = stretch.begin, most_kept = limits.record + slack;
  const std::size_t size = std::min(stretch.end + most_kept, text_size(file)) - begin;
  if (file.stream) {
    const CsvStream& stream = *file.stream;
    return {[&stream, begin](std::size_t offset, std::span<char> room) {
              stream.file.read_all_at(stream.begin + begin + offset, room);
            },
            size, sizes.window, most_kept};
  }
  const std::string_view text = file.text.substr(begin);
  return {
      [text](std::size_t offset, std::span<char> room) { std::memcpy(room.data(), text.data() + offset, room.size()); },
      size, sizes.window, most_kept};
}

std::optional<CsvScan> scan_csv(const CsvFile& file, const ReportRules& rules, CsvAssumptions& assumed,
                                const CsvSizes& sizes, const CsvStretch& stretch) {
  Scan scan(file, rules, assumed, sizes, stretch);
  if (!scan.run()) return std::nullopt;
  return std::move(scan).finish();
}

}  // namespace vigie

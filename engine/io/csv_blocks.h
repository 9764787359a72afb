// Blocks of a CSV, parsed side by side from where their first records seem to begin.
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "engine/io/csv_records.h"
#include "engine/io/repeated_records.h"
#include "engine/io/report_batch.h"

namespace vigie {

/// Consecutive records of a text. Rows and lines are counted from 1.
struct CsvBlock {
  CsvBlock(const ReportRules& rules, RepeatSearch search) : reports(rules), repeats(rules.deduplicate(), search) {}

  TextPlace begin, end;
  RecordCounts counts;
  ReportBatch reports;
  RepeatedRecords repeats;

  /// Reads the records that begin in [begin, stop) and forgets those read before.
  void read(std::string_view text, const RecordRules& rules, const RoleColumns& roles, TextPlace from,
            std::size_t stop);

 private:
  // Plain records in one go, then the one behind them, which may need care; false at the end.
  void take_plain(std::string_view text, CsvRecords& records, const RoleColumns& roles, std::size_t stop);
  bool take_next(CsvRecords& records, const RecordRules& rules, const RoleColumns& roles, std::size_t stop);
  void add_identifier(std::string_view text, std::int64_t row);

  PlainRows plain_;
  std::vector<std::string_view> fields_;
};

/// Where a record begins, from `offset` to `stop`: the first line end from which on records look well; `stop`, or the
/// end of the text, where no line ends. Only a guess, since a line end may stand in quotes.
TextPlace guess_record(std::string_view text, const RecordRules& rules, std::size_t offset, std::size_t stop);

/// One window of text in blocks. What a record is depends on where it begins and on nothing before, so a block whose
/// guess is where the block before really ended is right; one whose guess is not is read again.
class CsvBlocks {
 public:
  CsvBlocks(const ReportRules& rules, RepeatSearch search, std::size_t block_size)
      : rules_(&rules), search_(search), block_size_(block_size) {}

  /// Begins a window and says how many blocks it has. Records that begin at `stop` or later are left to others.
  std::size_t begin(std::string_view text, const RecordRules& rules, TextPlace place,
                    std::size_t stop = std::string_view::npos);
  /// Reads one of them; safe in several threads, one block each.
  void read(std::size_t block);
  /// Once all are read: puts right what was guessed wrong. Where the next record begins, with lines counted from 1.
  TextPlace settle();
  /// In order of the text, after `settle`.
  std::vector<CsvBlock*> in_order();

 private:
  CsvBlock& read_again(TextPlace from, std::size_t stop);
  std::size_t stop_of(std::size_t block) const;

  const ReportRules* rules_;
  RepeatSearch search_;
  std::size_t block_size_;
  std::string_view text_;
  RecordRules records_;
  TextPlace place_;
  std::size_t stop_ = std::string_view::npos;
  std::size_t count_ = 0, used_ = 0;
  std::deque<CsvBlock>
      blocks_;  // first `count_` as they stand in the text, then those read again; memory is used again
  std::vector<std::size_t> order_;
};

}  // namespace vigie

// Records that say again what an earlier one said: counted, and left out where the job asks.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/io/report_roles.h"
#include "engine/io/row_fingerprints.h"

namespace vigie {

/// Equal records have equal identifiers. Where these ascend from record to record, as most systems number their
/// reports, none repeats another, and nothing need be kept to know it; else all records must be.
enum class RepeatSearch { by_identifier, by_record };

/// Fingerprints of whole records, and of their identifiers: whole numbers up to 18 digits as they are, 63 bits of any
/// other text (two different ones are taken for equal in one of 100,000 files of ten million rows).
class RepeatedRecords {
 public:
  struct Identifiers {
    std::vector<std::uint64_t> values;
    std::vector<std::int64_t> rows;  // of each, where ids are deduplicated
  };
  /// All that was added, in order, to be kept elsewhere.
  struct Kept {
    Deduplicate left_out = Deduplicate::none;
    RowFingerprints::Kept records;
    Identifiers identifiers;
  };

  RepeatedRecords() : RepeatedRecords(Deduplicate::none) {}
  explicit RepeatedRecords(Deduplicate left_out, RepeatSearch search = RepeatSearch::by_record);
  explicit RepeatedRecords(Kept kept);
  Kept kept() const;

  /// See RowFingerprints.
  void add_plain(std::string_view joined, std::int64_t row) { records_.add_plain(joined, row); }
  void add(std::span<const std::string_view> fields, char delimiter, std::int64_t row) {
    records_.add(fields, delimiter, row);
  }
  /// A missing one (see is_null_token) repeats none.
  void add_identifier(std::string_view text, std::int64_t row);
  /// Instead of the three above, for a search by identifier.
  void watch_identifier(std::string_view text);
  bool watches() const { return search_ == RepeatSearch::by_identifier; }
  /// False once an identifier is missing, is no whole number of up to 18 digits, or is not above the one before.
  bool ascend() const { return ascend_; }
  /// What follows what is there; its rows are counted from `rows_before`.
  void append(const RepeatedRecords& part, std::int64_t rows_before);
  /// So many are expected in all: room for them is made at once.
  void expect(std::size_t records);
  /// Removes all, keeps the memory.
  void clear();

  /// Counts them in `read`; those to be left out go from its points to its ledger.
  void settle(ReportsRead& read) &&;

 private:
  RowFingerprints take_identifiers();

  static constexpr std::int64_t none_yet = -1;

  Deduplicate left_out_;
  RepeatSearch search_;
  RowFingerprints records_;
  Identifiers identifiers_;
  std::int64_t first_ = none_yet, last_ = none_yet;  // identifiers that were watched
  bool ascend_ = true;
};

}  // namespace vigie

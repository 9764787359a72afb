// Records that say again what an earlier one said: counted, and left out where the job asks.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/io/report_roles.h"
#include "engine/io/row_fingerprints.h"

namespace vigie {

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
  explicit RepeatedRecords(Deduplicate left_out);
  explicit RepeatedRecords(Kept kept);
  Kept kept() const;

  /// See RowFingerprints.
  void add_plain(std::string_view joined, std::int64_t row) { records_.add_plain(joined, row); }
  void add(std::span<const std::string_view> fields, char delimiter, std::int64_t row) {
    records_.add(fields, delimiter, row);
  }
  /// A missing one (see is_null_token) repeats none.
  void add_identifier(std::string_view text, std::int64_t row);
  /// What follows what is there; its rows are counted from `rows_before`.
  void append(RepeatedRecords&& part, std::int64_t rows_before);
  void clear();

  /// Counts them in `read`; those to be left out go from its points to its ledger.
  void settle(ReportsRead& read) &&;

 private:
  bool identifiers_ascend() const;
  RowFingerprints take_identifiers();

  Deduplicate left_out_;
  RowFingerprints records_;
  Identifiers last_;
  std::vector<Identifiers> parts_;
};

}  // namespace vigie

// Records that say again what an earlier one said: counted, and left out where the job asks.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/io/report_roles.h"
#include "engine/io/row_fingerprints.h"

namespace vigie {

/// Fingerprints of whole records and of their identifiers.
class RepeatedRecords {
 public:
  explicit RepeatedRecords(Deduplicate left_out);

  /// See RowFingerprints.
  void add_plain(std::string_view joined, std::int64_t row) { records_.add_plain(joined, row); }
  void add(std::span<const std::string_view> fields, char delimiter, std::int64_t row) {
    records_.add(fields, delimiter, row);
  }
  /// A missing one (see is_null_token) repeats none.
  void add_identifier(std::string_view text, std::int64_t row);
  void append(RepeatedRecords&& part, std::int64_t rows_before);
  void clear();

  /// Counts them in `read`; those to be left out go from its points to its ledger.
  void settle(ReportsRead& read) &&;

 private:
  Deduplicate left_out_;
  RowFingerprints records_, identifiers_;
};

}  // namespace vigie

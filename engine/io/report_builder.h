// Batches of judged records, put together to the reports and the account of one source.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/report_batch.h"

namespace vigie {

/// What stood in the source before a batch that counts its own rows and lines from 1.
struct Before {
  std::int64_t rows = 0, lines = 0;
};

class ReportBuilder {
 public:
  /// `columns` are the file's own names, for messages. `rules` must outlive the builder.
  ReportBuilder(std::string source, std::vector<std::string> columns, const ReportRules& rules);

  /// `batch` is what follows the batches so far.
  void append(const ReportBatch& batch, Before before);
  /// So many reports are expected in all: room for them is made at once.
  void expect(std::size_t reports);
  ReportsRead finish() &&;

 private:
  void reject(const RefusedRecord& refused, Before before);

  std::vector<std::string> columns_;
  const ReportRules* rules_;
  ReportsRead result_;
  ReportBatch all_;  // columns of accepted reports; its refused are in `result_`
};

/// Once all of a source is put together: the note about times that came twice.
void note_overlaps(ReportsRead& read);

}  // namespace vigie

// Slices of one source, put together again in order.
#pragma once

#include <string>
#include <vector>

#include "engine/io/report_slices.h"

namespace vigie {

class SliceJoiner {
 public:
  /// Room for so many reports is made at once.
  SliceJoiner(std::string source, std::size_t expected, Deduplicate left_out);

  /// `part` is what follows the slices so far. Throws std::logic_error if its columns are not theirs.
  void append(SliceRead part);
  SliceRead finish() &&;

 private:
  void append_columns(const Table& attributes);

  std::size_t expected_;
  SliceRead all_;                // but for the attributes
  std::vector<Column> columns_;  // of the attributes
};

}  // namespace vigie

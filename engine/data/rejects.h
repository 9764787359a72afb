// Row accounting: every input record is used or stands here with a reason.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// Why a record was not used. The codes are stable names that other programs read.
enum class Reason {
  missing_xy,
  bad_number,
  out_of_range,
  null_island,
  swapped_xy,
  bad_geometry,
  missing_time,
  bad_date,
  outside_period,
  outside_study_area,
  not_kept,
  unknown_area,
  unknown_segment,
  refused_form,
  bad_encoding,
  bad_quote,
  wrong_field_count,
  too_long,
  duplicate,
};

/// The stable word of `rejects.reason`, such as "missing_xy".
std::string_view code(Reason reason);

/// True for records left out by a stated rule of the job; they do not count against max_bad.
bool is_exclusion(Reason reason);

struct Reject {
  std::int64_t row = 0;  // 1 = first record after the header; feature id for layers
  Reason reason = Reason::bad_number;
  std::string detail;  // for people, without personal data
  std::string raw;     // the offending value only, shortened
};

/// The account of one source.
struct Ledger {
  std::string source;
  std::int64_t read = 0;
  std::int64_t used = 0;
  std::vector<Reject> rejects;

  std::map<std::string, std::int64_t> by_reason() const;
  /// Share of `read` in percent that is bad rather than excluded.
  double percent_bad() const;
  /// Throws std::logic_error unless read = used + rejected.
  void check() const;
};

}  // namespace vigie

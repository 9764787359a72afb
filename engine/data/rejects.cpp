// Reason codes and the counting identity: rows in = rows used + rows rejected.
#include "engine/data/rejects.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace vigie {

std::string_view code(Reason reason) {
  switch (reason) {
    case Reason::missing_xy:
      return "missing_xy";
    case Reason::bad_number:
      return "bad_number";
    case Reason::out_of_range:
      return "out_of_range";
    case Reason::null_island:
      return "null_island";
    case Reason::swapped_xy:
      return "swapped_xy";
    case Reason::bad_geometry:
      return "bad_geometry";
    case Reason::missing_time:
      return "missing_time";
    case Reason::bad_date:
      return "bad_date";
    case Reason::outside_period:
      return "outside_period";
    case Reason::outside_study_area:
      return "outside_study_area";
    case Reason::not_kept:
      return "not_kept";
    case Reason::unknown_area:
      return "unknown_area";
    case Reason::unknown_segment:
      return "unknown_segment";
    case Reason::refused_form:
      return "refused_form";
    case Reason::bad_encoding:
      return "bad_encoding";
    case Reason::bad_quote:
      return "bad_quote";
    case Reason::wrong_field_count:
      return "wrong_field_count";
    case Reason::too_long:
      return "too_long";
    case Reason::duplicate:
      return "duplicate";
  }
  return "unknown";
}

bool is_exclusion(Reason reason) {
  return reason == Reason::outside_period || reason == Reason::outside_study_area || reason == Reason::not_kept ||
         reason == Reason::duplicate;
}

std::map<std::string, std::int64_t> Ledger::by_reason() const {
  std::map<std::string, std::int64_t> counts;
  for (const Reject& reject : rejects) ++counts[std::string(code(reject.reason))];
  return counts;
}

double Ledger::percent_bad() const {
  if (read == 0) return 0;
  const auto bad = std::ranges::count_if(rejects, [](const Reject& reject) { return !is_exclusion(reject.reason); });
  return 100.0 * static_cast<double>(bad) / static_cast<double>(read);
}

void Ledger::check() const {
  if (read != used + static_cast<std::int64_t>(rejects.size()))
    throw std::logic_error(
        fmt::format("{}: {} rows read, but {} used and {} rejected", source, read, used, rejects.size()));
}

}  // namespace vigie

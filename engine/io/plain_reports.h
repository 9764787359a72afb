// Plain records read column by column, which is several times as fast as one after the other.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/io/csv_plain_rows.h"
#include "engine/io/report_roles.h"

namespace vigie {

class ReportRules;

/// Places, times and weights of plain records, one entry for each. Which of the records can be used is not judged here:
/// whatever could keep one from being used, or must be counted, makes it doubtful.
struct PlainReports {
  std::vector<double> x, y, weight;
  std::array<std::vector<Instant>, time_roles.size()> instants;
  std::vector<std::uint8_t> doubtful;  // 1: the other entries say nothing

  /// Forgets those read before.
  void read(const PlainRows& rows, const ReportRules& rules);

 private:
  void read_coordinate(const PlainRows& rows, const ReportRules& rules, Role role, std::vector<double>& values);
  void read_times(const PlainRows& rows, const ReportRules& rules, Role role);
  void read_weights(const PlainRows& rows, const ReportRules& rules);
  void look_at_intervals();
  void look_at_choice(const PlainRows& rows, const ReportRules& rules);
};

}  // namespace vigie

// Rows of the table of answers: what the waits of one place and channel say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/statistics/waiting_times.h"

namespace vigie {

/// One place and channel; "all" for the study area, and for any channel or none.
struct AnswerRow {
  std::string zone_id, channel;
  double reports = 0, answered = 0;
  double share, share_lower, share_upper;  // NaN where there are no reports
  WaitEstimate median, in_30_days, in_90_days;
  double followed;  // days
};

inline constexpr std::string_view every_channel = "all", whole_area = "all";

/// `waits` in any order.
AnswerRow answer_row(std::string_view zone_id, std::string_view channel, std::vector<Wait> waits);

/// The table `answers` as declared.
OutputLayer answers_layer();
/// What the layer of neighbourhoods gets.
std::span<const OutputColumn> answers_zone_columns();

NewLayer answers_table(const std::vector<AnswerRow>& rows);
/// One row for each neighbourhood, in their order.
AddedColumns answers_of_zones(const std::vector<AnswerRow>& rows);

}  // namespace vigie

// Hours of the week as people write them: "Mo-Su 18:00-23:00".
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

namespace vigie {

inline constexpr int minutes_per_week = 7 * 24 * 60;

/// One bit per local minute of the week; minute 0 is Monday 00:00.
using WeekSchedule = std::bitset<minutes_per_week>;

/// Rules parted by ';', each with days and hours: "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00", "Fr-Su
/// 20:00-02:00" (past midnight belongs to the day on which it began), "18:00-23:00" (every day), "24/7". Days are Mo Tu
/// We Th Fr Sa Su; lists and ranges may run over Sunday. Nothing if the text cannot be read or names no minute.
std::optional<WeekSchedule> parse_week_schedule(std::string_view text);

}  // namespace vigie

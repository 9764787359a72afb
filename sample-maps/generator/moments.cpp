// Draws a day, keeps or refuses it by weekday and season, then draws the hour.
#include "sample-maps/generator/moments.h"

#include <array>

namespace vigie::sample {
namespace {

// 2023-01-01 was a Sunday: day 0 is a Sunday.
constexpr std::array<double, 7> evening_by_weekday{0.85, 0.55, 0.55, 0.60, 0.65, 0.95, 1.0};  // from Sunday
constexpr std::array<double, 7> work_by_weekday{0.55, 1.0, 1.0, 1.0, 1.0, 0.95, 0.75};
constexpr std::array<double, 12> by_month{0.66, 0.66, 0.75, 0.82, 0.92, 1.0, 1.0, 0.95, 0.95, 0.86, 0.75, 0.70};

std::size_t month_of(std::size_t day) {
  return day % 365 * 12 / 365;
}

}  // namespace

Clock moment(Rhythm rhythm, Dice& dice) {
  const bool late = rhythm == Rhythm::evening || rhythm == Rhythm::night;
  std::size_t day = 0;
  do {
    day = dice.below(731);
  } while (!dice.chance(by_month[month_of(day)] * (late ? evening_by_weekday : work_by_weekday)[day % 7]));
  const std::size_t hour = dice.pick(hours_of_rhythm[static_cast<std::size_t>(rhythm)]);
  return existing(static_cast<Clock>(day) * day_seconds + static_cast<Clock>(hour * 3600 + dice.below(3600)));
}

Clock night_out(Dice& dice) {
  // Weeks are counted from Sunday; Friday is day 5. Hours run on past midnight.
  constexpr std::array<double, 7> hours{10, 16, 22, 24, 20, 12, 5};
  const auto week = static_cast<Clock>(dice.below(104));
  const Clock day = week * 7 + (dice.chance(0.45) ? 5 : 6);
  const auto hour = static_cast<Clock>(22 + dice.pick(hours));
  return existing(day * day_seconds + hour * 3600 + static_cast<Clock>(dice.below(3600)));
}

Clock closing_time(Clock from, double mean_days, Dice& dice) {
  const Clock closed = from + days(0.05 + mean_days * dice.exponential());
  return closed < period_end ? existing(closed) : still_open;
}

}  // namespace vigie::sample

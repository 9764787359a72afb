// Local clock time with its two odd nights a year.
#include <fmt/format.h>

#include <chrono>

#include "sample-maps/generator/reports.h"

namespace vigie::sample {
namespace {

using namespace std::chrono_literals;

std::chrono::sys_days date_of(Clock when) {
  // Floor, so that clock times before 2023 are dated right too.
  const Clock days = when >= 0 ? when / day_seconds : -((-when + day_seconds - 1) / day_seconds);
  return std::chrono::sys_days{2023y / 1 / 1} + std::chrono::days{days};
}

Clock second_of_day(Clock when) {
  return ((when % day_seconds) + day_seconds) % day_seconds;
}

bool in_hour_two(Clock when) {
  return second_of_day(when) / 3600 == 2;
}

}  // namespace

std::string clock_text(Clock when) {
  const std::chrono::year_month_day date{date_of(when)};
  const Clock second = second_of_day(when);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), second / 3600,
                     second / 60 % 60, second % 60);
}

Clock existing(Clock when) {
  const auto date = date_of(when);
  const bool spring = date == std::chrono::sys_days{2023y / 3 / 26} || date == std::chrono::sys_days{2024y / 3 / 31};
  return spring && in_hour_two(when) ? when + 3600 : when;
}

bool exists_twice(Clock when) {
  const auto date = date_of(when);
  const bool autumn = date == std::chrono::sys_days{2023y / 10 / 29} || date == std::chrono::sys_days{2024y / 10 / 27};
  return autumn && in_hour_two(when);
}

}  // namespace vigie::sample

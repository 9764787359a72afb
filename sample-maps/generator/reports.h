// What people report in the invented town, and what they keep to themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sample-maps/generator/town.h"

namespace vigie::sample {

/// Seconds of local clock time since 2023-01-01T00:00:00.
using Clock = std::int64_t;
inline constexpr Clock day_seconds = 86400;
inline constexpr Clock period_end = 731 * day_seconds;  // 2025-01-01, since 2024 is a leap year
inline constexpr Clock still_open = -1;

/// "2023-05-17T21:43:05"
std::string clock_text(Clock when);
/// Moves a time in the hour that the spring change leaves out (26 March 2023, 31 March 2024) one hour on.
Clock existing(Clock when);
/// True in the hour that the autumn change gives twice (29 October 2023, 27 October 2024).
bool exists_twice(Clock when);

/// Where a report comes from in the plan of the town.
enum class Story { background, nightlife, station, one_voice, default_point };

struct Report {
  Clock when = 0;
  Clock closed = still_open;
  std::string_view category, channel, origin;
  std::string reporter;  // "" for nobody
  int incident = 0;
  int zone = 0;  // index in Town::zones
  Point at;
  Story story = Story::background;
};

/// How a neighbourhood reports: the truth behind a reporting rate.
struct Habits {
  double per_day;  // reports of one lasting, open problem, lambda
  double telling;  // share of passing events that is reported at all
  double closing;  // how much slower than usual problems are closed
  double by_app;   // share of citizens' reports through app or web
};

/// Lasting problems of one neighbourhood, seen and unseen.
struct Hidden {
  int lasting = 0;   // that arose
  int reported = 0;  // of which somebody spoke
};

struct Life {
  std::vector<Report> reports;  // in order of time
  std::vector<Habits> habits;   // by zone
  std::vector<Hidden> hidden;   // by zone
  int incidents = 0;
};

Life live(const Town& town);

/// Middle of a planted place, and how far its reports reach.
struct Place {
  Point centre;
  double radius;  // metres; holds nearly all of its reports
};
Place place_of(const Town& town, Story story);

bool is_lasting(std::string_view category);
bool is_mediable(std::string_view category);

}  // namespace vigie::sample

// Events in squares as wide as the distance, by time in each: a partner is in one of nine squares, within a window.
#include "engine/statistics/repeats.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::size_t events_at_once = 4096;
constexpr double day_milliseconds = 86'400'000;

struct Event {
  std::int64_t row, column;  // of the square
  Instant when;
  double x, y;
  std::size_t number;
  std::tuple<std::int64_t, std::int64_t, Instant> key() const { return {row, column, when}; }
};

std::vector<Event> events_in_squares(std::span<const double> x, std::span<const double> y,
                                     std::span<const Instant> when, double width) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (when[i] != no_instant && std::isfinite(x[i]) && std::isfinite(y[i]))
      events.push_back({static_cast<std::int64_t>(std::floor(y[i] / width)),
                        static_cast<std::int64_t>(std::floor(x[i] / width)), when[i], x[i], y[i], i});
  std::ranges::sort(events, [](const Event& a, const Event& b) {
    return std::pair(a.key(), a.number) < std::pair(b.key(), b.number);
  });
  return events;
}

struct Reach {
  double squared;
  Instant window;
};

bool has_partner(const std::vector<Event>& events, const Event& event, const Reach& reach) {
  for (std::int64_t row = event.row - 1; row <= event.row + 1; ++row)
    for (std::int64_t column = event.column - 1; column <= event.column + 1; ++column) {
      const std::tuple first(row, column, event.when - reach.window), last(row, column, event.when + reach.window);
      auto at = std::ranges::lower_bound(events, first, {}, &Event::key);
      for (; at != events.end() && at->key() <= last; ++at) {
        const double dx = at->x - event.x, dy = at->y - event.y;
        if (at->number != event.number && dx * dx + dy * dy <= reach.squared) return true;
      }
    }
  return false;
}

}  // namespace

std::vector<std::uint8_t> has_repeat(std::span<const double> x, std::span<const double> y,
                                     std::span<const Instant> when, double distance, double days) {
  std::vector<std::uint8_t> repeats(x.size(), 0);
  // Squares no narrower than a millimetre keep their numbers whole; the distance itself stays as given.
  const std::vector<Event> events = events_in_squares(x, y, when, std::max(distance, 1e-3));
  const Reach reach{distance * distance * (1 + 1e-12), std::llround(days * day_milliseconds)};
  parallel_chunks(events.size(), events_at_once, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) repeats[events[i].number] = has_partner(events, events[i], reach) ? 1 : 0;
  });
  return repeats;
}

}  // namespace vigie

// Problems arise everywhere at their own rate; whether anybody reports them depends on the neighbourhood.
#include "sample-maps/generator/reports.h"

#include <algorithm>
#include <cmath>

#include "sample-maps/generator/categories.h"
#include "sample-maps/generator/hot_spots.h"
#include "sample-maps/generator/moments.h"
#include "sample-maps/generator/reporters.h"
#include "sample-maps/generator/streets.h"

namespace vigie::sample {
namespace {

constexpr double years = 731 / 365.25;

Habits habits_of(const Neighbourhood& zone, Dice& dice) {
  const double ease = zone.deprivation_rank / 60.0, chance = dice.between(0.88, 1.12);
  if (zone.role == Role::neglected) return {.per_day = 0.012, .telling = 0.22, .closing = 2.8, .by_app = 0.30};
  return {.per_day = (0.030 + 0.040 * ease) * chance,
          .telling = 0.50 + 0.20 * ease,
          .closing = dice.between(0.85, 1.15),
          .by_app = 0.50 + 0.20 * ease};
}

/// How much more of a category there is than homes alone would explain.
double need(const Neighbourhood& zone, const Category& category) {
  if (zone.role == Role::neglected) return 1.5;
  if (zone.role == Role::mediation && category.name == "noise") return 3.2;
  if (zone.role == Role::mediation && category.name == "neighbour dispute") return 6.0;
  return 1.12 - 0.24 * zone.deprivation_rank / 60.0;
}

/// Everything one neighbourhood lives through.
class Street {
 public:
  Street(const Town& town, int zone, const Habits& habits, Life& life)
      : zone_(town.zones[static_cast<std::size_t>(zone)]),
        index_(zone),
        habits_(habits),
        life_(life),
        doors_(addresses_of(zone_, static_cast<unsigned>(100 + zone))),
        dice_(static_cast<std::uint64_t>(200 + zone)) {
    for (int i = 0; i < 6; ++i) quarrels_.push_back(doors_[dice_.below(doors_.size())]);
  }

  void live() {
    // Business and passers-by make reports where nobody lives.
    const double homes = zone_.dwellings + 25 * area(zone_.parts) / 1e6;
    for (const Category& category : categories) {
      const double yearly = category.per_1000[static_cast<std::size_t>(zone_.belt)] / 1000 * homes;
      const int arising = dice_.poisson(yearly * years * need(zone_, category));
      for (int i = 0; i < arising; ++i) category.lifetime > 0 ? last(category) : pass(category);
    }
  }

 private:
  /// Quarrels come back to the same doors, and in one neighbourhood far more than elsewhere.
  Point door(const Category& category) {
    const double again = !category.mediable ? 0 : zone_.role == Role::mediation ? 0.70 : 0.12;
    return dice_.chance(again) ? quarrels_[dice_.below(quarrels_.size())] : doors_[dice_.below(doors_.size())];
  }

  void tell(const Category& category, Point door, Clock when, Clock closed, std::string_view origin) {
    if (when >= period_end) return;
    Report report;
    report.when = existing(when);
    report.closed = closed;
    report.category = category.name;
    report.origin = origin;
    if (origin == "citizen") {
      const Voice voice = citizen_of(index_, zone_.population, habits_.by_app, dice_);
      report.channel = voice.channel;
      report.reporter = voice.key;
    } else {
      report.channel = origin == "sensor" ? "web" : "officer";
    }
    report.incident = life_.incidents;
    report.zone = index_;
    const auto stray = [&] { return std::clamp(dice_.bell() * 2, -4.0, 4.0); };
    report.at = door + Point{stray(), stray()};
    life_.reports.push_back(report);
  }

  /// An event that is over when it is reported; several people may report it within two hours.
  void pass(const Category& category) {
    const Clock when = moment(category.rhythm, dice_);
    const Point at = door(category);
    const bool found = !category.mediable && dice_.chance(0.10);
    if (!found && !dice_.chance(habits_.telling)) return;
    // Not before the last of those who report it.
    const Clock closed = closing_time(when + 7200, category.closing * habits_.closing, dice_);
    const int times = found ? 1 : 1 + dice_.poisson(category.repeats);
    for (int i = 0; i < times; ++i)
      tell(category, at, when + (i == 0 ? 0 : static_cast<Clock>(dice_.below(7200))), closed,
           found ? "discovered" : "citizen");
    ++life_.incidents;
  }

  /// A problem that stays: citizens report it at the rate of the neighbourhood until it is closed or goes away.
  void last(const Category& category) {
    ++hidden().lasting;
    const Clock start = moment(category.rhythm, dice_);
    const Point at = door(category);
    const double share = dice_.unit();
    const bool found = share < 0.14, sensed = category.name == "street lighting" && share > 0.96;
    const double wait = found ? dice_.between(0, 5) : sensed ? 0.05 : dice_.exponential() / habits_.per_day;
    const Clock first = start + days(wait), gone = start + days(category.lifetime);
    if (first >= gone || first >= period_end) return;
    ++hidden().reported;
    const Clock closed = std::min(gone, first + days(dice_.exponential() * category.closing * habits_.closing));
    const Clock shown = closed < period_end ? existing(closed) : still_open;
    tell(category, at, first, shown, found ? "discovered" : sensed ? "sensor" : "citizen");
    for (Clock when = first + days(dice_.exponential() / habits_.per_day); when < closed;
         when += days(dice_.exponential() / habits_.per_day))
      tell(category, at, when, shown, "citizen");
    ++life_.incidents;
  }

  Hidden& hidden() { return life_.hidden[static_cast<std::size_t>(index_)]; }

  const Neighbourhood& zone_;
  int index_;
  Habits habits_;
  Life& life_;
  std::vector<Point> doors_, quarrels_;
  Dice dice_;
};

}  // namespace

bool is_lasting(std::string_view category) {
  return std::ranges::find(categories, category, &Category::name)->lifetime > 0;
}

bool is_mediable(std::string_view category) {
  return std::ranges::find(categories, category, &Category::name)->mediable;
}

Life live(const Town& town) {
  Life life;
  Dice dice(4);
  life.hidden.resize(town.zones.size());
  for (const Neighbourhood& zone : town.zones) life.habits.push_back(habits_of(zone, dice));
  for (int zone = 0; zone < static_cast<int>(town.zones.size()); ++zone)
    Street(town, zone, life.habits[static_cast<std::size_t>(zone)], life).live();
  add_hot_spots(town, life);
  std::ranges::stable_sort(life.reports, {}, &Report::when);
  return life;
}

}  // namespace vigie::sample

// Places and mixtures of the planted concentrations; TRUTH.md says what came out.
#include "sample-maps/generator/hot_spots.h"

#include <array>

#include "sample-maps/generator/moments.h"
#include "sample-maps/generator/reporters.h"

namespace vigie::sample {
namespace {

struct Plot {
  Story story;
  Role role;
  double along, aside;  // metres: half length of a street, standard deviation across it
  int incidents;
  double repeats;
  std::array<std::string_view, 4> mixture;
  std::array<double, 4> weights;
};

constexpr std::array<Plot, 3> plots{{
    {Story::nightlife,
     Role::nightlife,
     140,
     9,
     760,
     0.18,
     {"noise", "vandalism", "harassment", "bicycle theft"},
     {0.46, 0.20, 0.20, 0.14}},
    {Story::station,
     Role::station,
     0,
     55,
     680,
     0.06,
     {"bicycle theft", "parking nuisance", "harassment", "vandalism"},
     {0.52, 0.22, 0.14, 0.12}},
    {Story::one_voice,
     Role::one_voice,
     0,
     45,
     300,
     0,
     {"parking nuisance", "dogs", "noise", "noise"},
     {0.62, 0.30, 0.08, 0}},
}};

constexpr Point street_direction{0.82, 0.5723635};  // unit vector of the nightlife street
constexpr int default_point_reports = 380;

Point spot(const Plot& plot, const Town& town, const Neighbourhood& zone, Dice& dice) {
  for (;;) {
    Point p = place_of(town, plot.story).centre + Point{dice.bell(), dice.bell()} * plot.aside;
    if (plot.along > 0) p = p + street_direction * dice.between(-plot.along, plot.along);
    if (contains(zone.parts, p) && distance_to_border(zone.parts, p) > 9) return p;
  }
}

Clock when_of(Story story, Dice& dice) {
  if (story == Story::nightlife) return night_out(dice);
  return moment(story == Story::station ? Rhythm::commute : Rhythm::day, dice);
}

int index_of(const Town& town, Role role) {
  int index = 0;
  while (town.zones[static_cast<std::size_t>(index)].role != role) ++index;
  return index;
}

void add_plot(const Plot& plot, const Town& town, Life& life) {
  Dice dice(500 + static_cast<std::uint64_t>(plot.story));
  const int index = index_of(town, plot.role);
  const Neighbourhood& zone = town.zones[static_cast<std::size_t>(index)];
  for (int i = 0; i < plot.incidents; ++i) {
    const Point at = spot(plot, town, zone, dice);
    const Clock when = when_of(plot.story, dice);
    const std::string_view category = plot.mixture[dice.pick(plot.weights)];
    const Clock closed = closing_time(when + 3600, 12, dice);
    const bool found = plot.story != Story::one_voice && dice.chance(0.08);
    const int times = found ? 1 : 1 + dice.poisson(plot.repeats);
    for (int k = 0; k < times; ++k) {
      // Visitors come from all over the town and beyond: ten times the usual number of voices.
      Voice voice = citizen_of(900 + index, 10 * zone.population, 0.62, dice);
      if (plot.story == Story::one_voice && dice.chance(0.93)) voice = {one_voice_key(), "app"};
      if (found) voice = {"", "officer"};
      Report report;
      report.when = k == 0 ? when : existing(when + static_cast<Clock>(dice.below(3600)));
      report.closed = closed;
      report.category = category;
      report.channel = voice.channel;
      report.origin = found ? "discovered" : "citizen";
      report.reporter = voice.key;
      report.incident = life.incidents;
      report.zone = index;
      report.at = at + Point{dice.between(-3, 3), dice.between(-3, 3)};
      report.story = plot.story;
      life.reports.push_back(report);
    }
    ++life.incidents;
  }
}

/// Reports taken at the desk without an address: the software puts them on the town hall.
void add_default_point(const Town& town, Life& life) {
  Dice dice(510);
  constexpr std::array<std::string_view, 6> mixture{"noise",     "parking nuisance",  "bicycle theft",
                                                    "vandalism", "neighbour dispute", "dogs"};
  for (int i = 0; i < default_point_reports; ++i) {
    const Clock when = moment(Rhythm::day, dice);
    const Voice voice = citizen_of(800, 20000, 0, dice);
    Report report;
    report.when = when;
    report.closed = closing_time(when, 9, dice);
    report.category = mixture[dice.below(mixture.size())];
    report.channel = "desk";
    report.origin = "citizen";
    report.reporter = voice.key;
    report.incident = life.incidents++;
    report.zone = index_of(town, Role::market);
    report.at = town_hall;
    report.story = Story::default_point;
    life.reports.push_back(report);
  }
}

}  // namespace

std::string one_voice_key() {
  return reporter_key(777, 1);
}

Place place_of(const Town& town, Story story) {
  switch (story) {
    case Story::nightlife:
      return {rounded(town.with(Role::nightlife).centre), 150};
    case Story::station:
      return {rounded(town.with(Role::station).centre), 150};
    case Story::one_voice:
      return {rounded(town.with(Role::one_voice).centre), 130};
    default:
      return {town_hall, 1};
  }
}

void add_hot_spots(const Town& town, Life& life) {
  for (const Plot& plot : plots) add_plot(plot, town, life);
  add_default_point(town, life);
}

}  // namespace vigie::sample

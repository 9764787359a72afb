// A number that hourly minutes cannot give is left out, and the note says which and why.
#include "engine/analysis/presence_columns.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/base/missing.h"

namespace vigie {
namespace {

std::string why_no_lengths(const PlacePresence& place) {
  if (!place.visits_known || place.stays.number == 0 || !std::isnan(place.stays.shorter)) return "";
  return place.stays.persons_added ? "persons_added" : "interval_too_long";
}

// "visits: interval_unknown; min_inc: zero_denominator", or "" where nothing is missing.
std::string note_of(const PlacePresence& place, double incidents) {
  std::string note;
  const auto add = [&](const char* what, const std::string& why) {
    if (!why.empty()) note += fmt::format("{}{}: {}", note.empty() ? "" : "; ", what, why);
  };
  if (place.length == 0) return "no_streets";
  add("min_inc", std::isnan(incidents) ? "insufficient_data" : incidents == 0 ? "zero_denominator" : "");
  add("visits", place.visits_known ? "" : "interval_unknown");
  add("gaps", place.visits_known && place.stays.number < 2 ? "insufficient_data" : "");
  add("lengths", place.visits_known && place.stays.number == 0 ? "zero_denominator" : why_no_lengths(place));
  return note;
}

}  // namespace

constexpr std::array<OutputColumn, presence_number_count> presence_numbers{{
    {.name = "length_m",
     .title = "Streets in the place (m)",
     .unit = Unit::metre,
     .help = "Length of street inside; a street on the border counts half",
     .decimals = 0},
    {.name = "minutes",
     .title = "Presence (minutes)",
     .help = "Minutes on its streets, of each by the share of its length inside",
     .decimals = 1},
    {.name = "min_week",
     .title = "Presence (minutes per week)",
     .help = "Over all days for which presence is known",
     .decimals = 1},
    {.name = "inc",
     .title = "Incidents beside presence",
     .unit = Unit::count,
     .help = "Incidents on these days, without those that staff found",
     .decimals = 0},
    {.name = "min_inc",
     .title = "Presence (minutes per incident)",
     .help = "NULL without incidents, or where these days are not all in the study",
     .decimals = 1},
    {.name = "visits",
     .title = "Visits, at least",
     .unit = Unit::count,
     .help = "Visits that whole hours can tell apart; there may have been more, one after the other",
     .decimals = 0},
    {.name = "gap_mean",
     .title = "Mean gap (hours, at least)",
     .help = "Whole hours without presence between one visit and the next",
     .decimals = 1},
    {.name = "gap_max",
     .title = "Largest gap (hours, at least)",
     .help = "Whole hours without presence between one visit and the next",
     .decimals = 0},
    {.name = "under_10",
     .title = "Visits under 10 minutes",
     .unit = Unit::share,
     .help = "Share of visits whose minutes add up to less than 10"},
    {.name = "of_10_16",
     .title = "Visits of 10 to 16 minutes",
     .unit = Unit::share,
     .help = "Share of visits whose minutes add up to 10 to 16; one of them may be several shorter ones"},
    {.name = "over_16",
     .title = "Visits over 16 minutes",
     .unit = Unit::share,
     .help = "Share of visits whose minutes add up to more than 16; they may hold visits of any length"},
    {.name = "interval_s",
     .title = "Recording interval (s)",
     .help = "Seconds between recorded positions, of the coarsest row; every number on visits depends on it",
     .decimals = 0},
    {.name = "note", .title = "Note", .help = "Why a value is missing"},
}};

void PresenceNumbers::add(const PlacePresence& place, double incidents, double weeks) {
  const bool any = place.length > 0;
  const auto shown = [&](double value) { return any ? value : no_number; };
  length_.values.push_back(place.length);
  minutes_.values.push_back(shown(place.minutes));
  per_week_.values.push_back(shown(place.minutes / weeks));
  incidents_.values.push_back(incidents);
  per_incident_.values.push_back(incidents > 0 ? shown(place.minutes / incidents) : no_number);
  visits_.values.push_back(any && place.visits_known ? place.stays.number : no_integer);
  mean_gap_.values.push_back(place.stays.mean_gap);
  longest_gap_.values.push_back(place.stays.longest_gap);
  shorter_.values.push_back(place.stays.shorter);
  fitting_.values.push_back(place.stays.fitting);
  longer_.values.push_back(place.stays.longer);
  interval_.values.push_back(place.interval > 0 ? place.interval : no_number);
  const std::string note = note_of(place, incidents);
  note.empty() ? note_.push_null() : note_.push_back(note);
}

std::vector<Values> PresenceNumbers::take() {
  return {length_,      minutes_, per_week_, incidents_, per_incident_, visits_, mean_gap_,
          longest_gap_, shorter_, fitting_,  longer_,    interval_,     note_};
}

}  // namespace vigie

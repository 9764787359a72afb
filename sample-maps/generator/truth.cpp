// One section for each planted truth; every number is counted from the rows that were written.
#include "sample-maps/generator/truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "sample-maps/generator/borders.h"
#include "sample-maps/generator/hot_spots.h"
#include "sample-maps/generator/projection.h"
#include "sample-maps/generator/tallies.h"

namespace vigie::sample {
namespace {

class Truth {
 public:
  Truth(const Town& town, const Life& life, const Export& out) : town_(town), life_(life), out_(out) {}

  std::string rows() const {
    const auto& used = out_.used;
    const auto origin = [&](std::string_view name) {
      return count(used, [=](const Report& report) { return report.origin == name; });
    };
    return fmt::format(
        "## Rows of reports.csv\n\n"
        "| | rows |\n|---|---:|\n| read | {} |\n| used | {} |\n| rejected | {} |\n| blank lines (no records) | {} |\n\n"
        "Of the used rows {} were made by citizens, {} were discovered by staff and {} came from sensors. They belong\n"
        "to {} incidents. {} of them are exact copies of the row before. {} carry a time in the hour that the autumn\n"
        "change gives twice. The closing time is empty in {} rows: still open.\n\n",
        out_.rows, used.size(), out_.refused.size(), out_.blank_lines, origin("citizen"), origin("discovered"),
        origin("sensor"), incidents(used, [](const Report&) { return true; }), copies(),
        count(used, [](const Report& report) { return exists_twice(report.when); }),
        count(used, [](const Report& report) { return report.closed == still_open; }));
  }

  std::string flaws() const {
    std::string text =
        "## Dirty rows\n\nEach has exactly one fault. `row` counts records from 1, after the header, blank lines left "
        "out.\nAll rejected rows with their reasons stand in `expected-rejects.csv`.\n\n"
        "| fault | rows | first row | reason in `rejects` |\n|---|---:|---:|---|\n";
    std::map<std::string_view, int> by_reason;
    for (const Flaw& flaw : row_flaws()) {
      by_reason[flaw.reason] += flaw.count;
      text += fmt::format("| {} | {} | {} | {} |\n", flaw.what, flaw.count, out_.first_row.at(flaw.what),
                          flaw.reason.empty() ? "none, the row is used" : fmt::format("`{}`", flaw.reason));
    }
    text += "\n| reason | rows |\n|---|---:|\n";
    for (const auto& [reason, rows] : by_reason)
      if (!reason.empty()) text += fmt::format("| `{}` | {} |\n", reason, rows);
    return text +
           "\nWhere the job asks not to mend exchanged coordinates, those rows are rejected as `swapped_xy`.\n\n";
  }

  std::string borders() const {
    std::string text =
        "## Flaws in neighbourhoods.geojson\n\nEverywhere else, neighbours share their border point by point.\n\n"
        "| flaw | zone | beside | x | y | m2 |\n|---|---|---|---:|---:|---:|\n";
    for (const BorderFlaw& flaw : planted_flaws(town_.zones))
      text += fmt::format("| {} | {} | {} | {:.0f} | {:.0f} | {:.1f} |\n", flaw.kind, flaw.zone, flaw.other, flaw.at.x,
                          flaw.at.y, flaw.square_metres);
    const Neighbourhood &port = town_.with(Role::port), &park = town_.with(Role::park);
    return text + fmt::format(
                      "\n{} ({}) has two parts, one on each bank, and no inhabitants and no dwellings. {} ({}) has a "
                      "pond as a hole.\nThe river belongs to nobody.\n\n",
                      port.id, port.name_nl, park.id, park.name_nl);
  }

  std::string hot_spots() const {
    return "## a. Two real hot spots\n\n" + spot("Nightlife street", Story::nightlife, Role::nightlife) +
           "A straight street of 280 m through that point, running towards the east-north-east, in the nights of "
           "Friday and Saturday.\n\n" +
           spot("Station square", Story::station, Role::station) +
           "Scattered about that point with a standard deviation of 55 m, at the hours of commuters.\n\n";
  }

  std::string one_voice() const {
    const Place place = place_of(town_, Story::one_voice);
    const Voices loud = voices(out_.used, within(place));
    return "## b. A hot spot made by one person\n\n" + spot("A quiet corner", Story::one_voice, Role::one_voice) +
           fmt::format("{} of those reports carry the key `{}`. The effective number of reporters is {:.2f}.\n\n",
                       loud.of_loudest, one_voice_key(), loud.effective);
  }

  std::string neglected() const {
    const int zone = index(Role::neglected);
    std::string text = fmt::format(
        "## c. A deprived neighbourhood that reports little\n\n{} ({}), the most deprived of all. It has 1.5 times as "
        "many problems per home as its homes\nalone would explain, and yet few reports.\n\n"
        "| | here | all others |\n|---|---:|---:|\n",
        town_.zones[static_cast<std::size_t>(zone)].id, town_.zones[static_cast<std::size_t>(zone)].name_nl);
    const auto here = [&](const Report& report) { return report.zone == zone; };
    const auto others = [&](const Report& report) { return report.zone != zone; };
    Hidden elsewhere;
    for (int i = 0; i < zones(); ++i) {
      if (i == zone) continue;
      elsewhere.lasting += hidden(i).lasting;
      elsewhere.reported += hidden(i).reported;
    }
    text += fmt::format("| lasting problems that arose (fly-tipping, street lighting) | {} | {} |\n",
                        hidden(zone).lasting, elsewhere.lasting);
    text += fmt::format("| share of them that anybody reported | {:.0f} % | {:.0f} % |\n", percent(hidden(zone)),
                        percent(elsewhere));
    text += fmt::format("| reports of one open problem per day (the true rate) | {:.3f} | {:.3f} to {:.3f} |\n",
                        habits(zone).per_day, slowest(zone), fastest(zone));
    text +=
        fmt::format("| reports per incident, lasting problems | {:.2f} | {:.2f} |\n", repeats(here), repeats(others));
    return text + fmt::format("| days until closed, mean of the closed incidents' reports | {:.1f} | {:.1f} |\n\n",
                              delay(here), delay(others));
  }

  std::string ended(const std::vector<WatchArea>& areas) const {
    const auto area = std::ranges::find(areas, std::string_view("ended"), &WatchArea::status);
    const Clock end = 365 * day_seconds;  // 2024-01-01
    if (area->valid_to != "2024-01-01") throw std::logic_error("the watch area does not end where TRUTH.md says");
    const auto inside = [&](const Report& report) { return contains(area->parts, report.at); };
    std::string text = fmt::format(
        "## d. A watch area that ended in the middle of the period\n\n{} ({}) ended on {}. It holds {} used reports: "
        "{} from before that day\n(covered, if nothing else counts) and {} from that day on (not covered by it).\n\n",
        area->id, area->name, area->valid_to, count(out_.used, inside),
        count(out_.used, [&](const Report& report) { return inside(report) && report.when < end; }),
        count(out_.used, [&](const Report& report) { return inside(report) && report.when >= end; }));
    text +=
        "| watch area | form | km2 | used reports inside, whole period | what it shows |\n|---|---|---:|---:|---|\n";
    for (const WatchArea& each : areas)
      text += fmt::format("| {} | `{}` | {:.3f} | {} | {} |\n", each.id, each.form, area_km2(each),
                          count(out_.used, [&](const Report& report) { return contains(each.parts, report.at); }),
                          each.story);
    return text + "\n";
  }

  std::string mediation(const std::vector<MediationService>& services) const {
    const int zone = index(Role::mediation);
    const Neighbourhood& place = town_.zones[static_cast<std::size_t>(zone)];
    double nearest = distance(place.centre, services[0].at);
    for (const MediationService& service : services) nearest = std::min(nearest, distance(place.centre, service.at));
    const Quarrels here = quarrels(out_.used, town_, zone);
    std::vector<std::string> louder, as_chronic;
    for (int i = 0; i < zones(); ++i) {
      const Neighbourhood& other = town_.zones[static_cast<std::size_t>(i)];
      const Quarrels there = quarrels(out_.used, town_, i);
      if (there.per_1000_dwellings > here.per_1000_dwellings) louder.push_back(other.name_nl);
      if (there.chronic > here.chronic && there.reports >= 50) as_chronic.push_back(other.name_nl);
    }
    return fmt::format(
        "## e. Where mediation could start\n\n{} ({}): {} reports of noise, neighbour disputes and dogs, {:.0f} per "
        "1000 dwellings a year. Six addresses make\nmost of it. {:.0f} % of them have another such incident within "
        "30 m and 180 days. The nearest mediation service is\n{:.0f} m from its middle. Neighbourhoods with a higher "
        "rate: {}.\nWith a higher share of repeats and at least 50 such reports: {}.\nVismarkt has the "
        "noise of its bars, Grote Markt the default point of section f, Rozendaal the one voice of section b.\n\n",
        place.id, place.name_nl, here.reports, here.per_1000_dwellings, 100 * here.chronic, nearest, listed(louder),
        listed(as_chronic));
  }

  std::string default_point() const {
    return "## f. A default point\n\n" + spot("The town hall", Story::default_point, Role::market) +
           fmt::format(
               "The {} reports taken at the desk without an address all carry this one coordinate; nobody knows where "
               "they belong.\n\n",
               count(out_.used, [](const Report& report) { return report.story == Story::default_point; }));
  }

  std::string table() const {
    std::string text =
        "## Each neighbourhood\n\n`n`: used rows. `rate`: true reports of one open, lasting problem per "
        "day. `arose`, `told`:\nlasting problems that arose, and that anybody reported.\n\n"
        "| zone | name | n | dwellings | deprivation rank | rate | arose | told |\n"
        "|---|---|---:|---:|---:|---:|---:|---:|\n";
    for (int i = 0; i < zones(); ++i) {
      const Neighbourhood& zone = town_.zones[static_cast<std::size_t>(i)];
      text += fmt::format("| {} | {} | {} | {} | {} | {:.3f} | {} | {} |\n", zone.id, zone.name_nl,
                          count(out_.used, [=](const Report& report) { return report.zone == i; }), zone.dwellings,
                          zone.deprivation_rank, habits(i).per_day, hidden(i).lasting, hidden(i).reported);
    }
    return text;
  }

 private:
  std::string spot(std::string_view name, Story story, Role role) const {
    const Place place = place_of(town_, story);
    const Point degrees = to_degrees_(place.centre);
    const int near = count(out_.used, within(place));
    const int planted =
        count(out_.used, [=](const Report& report) { return report.story == story && within(place)(report); });
    return fmt::format(
        "{}, in {} ({}): x {:.2f}, y {:.2f} (longitude {}, latitude {}). Within {:.0f} m lie {} used reports, {} of "
        "them planted.\n",
        name, town_.with(role).id, town_.with(role).name_nl, place.centre.x, place.centre.y, degrees_text(degrees.x),
        degrees_text(degrees.y), place.radius, near, planted);
  }

  int zones() const { return static_cast<int>(town_.zones.size()); }
  int index(Role role) const { return static_cast<int>(&town_.with(role) - town_.zones.data()); }
  const Hidden& hidden(int zone) const { return life_.hidden[static_cast<std::size_t>(zone)]; }
  const Habits& habits(int zone) const { return life_.habits[static_cast<std::size_t>(zone)]; }
  static std::string listed(const std::vector<std::string>& names) {
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
  }
  static double percent(const Hidden& of) { return 100.0 * of.reported / of.lasting; }
  static double area_km2(const WatchArea& of) { return area(of.parts) / 1e6; }

  double slowest(int except) const {
    double rate = 1;
    for (int i = 0; i < zones(); ++i)
      if (i != except) rate = std::min(rate, habits(i).per_day);
    return rate;
  }
  double fastest(int except) const {
    double rate = 0;
    for (int i = 0; i < zones(); ++i)
      if (i != except) rate = std::max(rate, habits(i).per_day);
    return rate;
  }

  double repeats(const Condition& where) const {
    const auto lasting = [&](const Report& report) { return where(report) && is_lasting(report.category); };
    return static_cast<double>(count(out_.used, lasting)) / incidents(out_.used, lasting);
  }

  double delay(const Condition& where) const {
    double days = 0;
    int reports = 0;
    for (const Report& report : out_.used) {
      if (!where(report) || report.closed == still_open) continue;
      days += static_cast<double>(report.closed - report.when) / static_cast<double>(day_seconds);
      ++reports;
    }
    return days / reports;
  }

  int copies() const {
    return std::ranges::find_if(row_flaws(), [](const Flaw& flaw) { return flaw.what.starts_with("an exact"); })->count;
  }

  const Town& town_;
  const Life& life_;
  const Export& out_;
  ToDegrees to_degrees_;
};

}  // namespace

std::string truth_text(const Town& town, const Life& life, const Export& out, const std::vector<WatchArea>& areas,
                       const std::vector<MediationService>& services) {
  const Truth truth(town, life, out);
  return "# What was planted in Elzemonde\n\nWritten by `make_sample_maps` from the rows it wrote; do not edit. "
         "Coordinates are EPSG:31370 in metres, and degrees in\nEPSG:4326. \"Used\" rows are those that a reader of "
         "the job file beside this page should use.\n\n" +
         truth.rows() + truth.flaws() + truth.borders() + truth.hot_spots() + truth.one_voice() + truth.neglected() +
         truth.ended(areas) + truth.mediation(services) + truth.default_point() + truth.table();
}

}  // namespace vigie::sample

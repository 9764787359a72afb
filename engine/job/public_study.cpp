// From reports to the numbers that may be published, and back to a study made of those.
#include "engine/job/public_study.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/data/text_hash.h"
#include "engine/disclosure/release_guard.h"
#include "engine/job/spread_reports.h"

namespace vigie {
namespace {

// The two-way table's own numbering: one place more where reports lie in no listed cell or no neighbourhood.
struct Places {
  std::vector<std::int32_t> cell, zone;  // of each report
  std::int32_t cells = 0, zones = 0;
};

Places places_of(const Study& study) {
  Places places;
  std::vector<std::int32_t> row(study.cells.n.size(), -1);
  for (std::size_t i = 0; i < study.cells.listed.size(); ++i)
    row[static_cast<std::size_t>(study.cells.listed[i])] = static_cast<std::int32_t>(i);
  places.cells = static_cast<std::int32_t>(study.cells.listed.size());
  places.zones = static_cast<std::int32_t>(study.neighbourhoods.zones.size());
  bool no_cell = false, no_zone = false;
  for (std::size_t i = 0; i < study.reports.size(); ++i) {
    const std::int64_t cell = study.cell_of[i];
    const std::int32_t at = cell < 0 ? -1 : row[static_cast<std::size_t>(cell)];
    places.cell.push_back(at < 0 ? places.cells : at);
    places.zone.push_back(study.zone_of[i] < 0 ? places.zones : study.zone_of[i]);
    no_cell |= at < 0;
    no_zone |= study.zone_of[i] < 0;
  }
  places.cells += no_cell ? 1 : 0;
  places.zones += no_zone ? 1 : 0;
  return places;
}

CountTable table_of(const Places& places) {
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
  for (std::size_t i = 0; i < places.cell.size(); ++i) pairs.emplace_back(places.cell[i], places.zone[i]);
  std::ranges::sort(pairs);
  CountTable table{places.cells, places.zones, {}};
  for (const auto& [cell, zone] : pairs) {
    const bool same = !table.atoms.empty() && table.atoms.back().cell == cell && table.atoms.back().zone == zone;
    if (!same) table.atoms.push_back({cell, zone, 0});
    ++table.atoms.back().count;
  }
  return table;
}

// Without reports there are no cells: all counts lie in one.
CountTable table_of(const std::vector<std::int64_t>& counts) {
  CountTable table{1, static_cast<std::int32_t>(counts.size()), {}};
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) table.atoms.push_back({0, static_cast<std::int32_t>(i), counts[i]});
  return table;
}

// To the millimetre, so that the digits of another projection library make no new zone.
std::string outline_of(const MultiPolygon& shape) {
  std::string text;
  const auto add = [&](const Ring& ring) {
    for (const Point p : ring)
      for (const double value : {p.x, p.y}) text += std::to_string(std::llround(value * 1000)) + ",";
    text += ";";
  };
  for (const Polygon& polygon : shape) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return std::to_string(text_hash(text).first);
}

// Places with fewer reporters than the limit although they have reports; reports without a key share one.
void few_reporters(const Study& study, const std::vector<std::int32_t>& place_of, std::int64_t limit,
                   std::vector<std::uint8_t>& hidden) {
  const auto* reporters = study.reports.attributes.find_as<Texts>("reporter");
  if (!reporters) return;
  const std::vector<std::int32_t> who = reporters->groups();
  std::set<std::pair<std::int32_t, std::int32_t>> pairs;
  for (std::size_t i = 0; i < place_of.size(); ++i) pairs.emplace(place_of[i], who[i]);
  std::vector<std::int64_t> voices(hidden.size(), 0);
  for (const auto& [place, reporter] : pairs) ++voices[static_cast<std::size_t>(place)];
  for (std::size_t i = 0; i < hidden.size(); ++i)
    if (voices[i] > 0 && voices[i] < limit) hidden[i] = 1;
}

std::vector<std::uint8_t> nearly_empty(const Neighbourhoods& zones, std::int64_t limit) {
  std::vector<std::uint8_t> hidden(zones.zones.size(), 0);
  for (const std::vector<double>* people : {&zones.dwellings, &zones.population})
    for (std::size_t i = 0; i < people->size(); ++i)
      if ((*people)[i] < static_cast<double>(limit)) hidden[i] = 1;
  return hidden;
}

// Cells all of whose reports lie in neighbourhoods that are always hidden.
void hide_with_zones(const CountTable& table, const std::vector<std::uint8_t>& zones,
                     std::vector<std::uint8_t>& cells) {
  std::vector<std::uint8_t> elsewhere(cells.size(), 0), some(cells.size(), 0);
  for (const CountAtom& atom : table.atoms) {
    some[static_cast<std::size_t>(atom.cell)] = 1;
    const auto zone = static_cast<std::size_t>(atom.zone);
    if (zone >= zones.size() || zones[zone] == 0) elsewhere[static_cast<std::size_t>(atom.cell)] = 1;
  }
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (some[i] != 0 && elsewhere[i] == 0) cells[i] = 1;
}

std::int64_t hidden_sum(const std::vector<UnitState>& units, const UnitState& total) {
  std::int64_t sum = total.shown;
  for (const UnitState& unit : units)
    if (unit.shown != no_integer) sum -= unit.shown;
  return sum;
}

// Published numbers, and for hidden ones equal shares of what is left of the total; where that is hidden too, or taken
// up by numbers that are held, one each.
std::vector<std::int64_t> stand_ins(const std::vector<UnitState>& units, const UnitState& total) {
  const std::int64_t hidden = std::ranges::count(units, no_integer, &UnitState::shown);
  const std::int64_t sum = total.shown == no_integer ? hidden : std::max(hidden, hidden_sum(units, total));
  std::vector<std::int64_t> numbers;
  std::int64_t seen = 0;
  for (const UnitState& unit : units) {
    if (unit.shown != no_integer) {
      numbers.push_back(unit.shown);
    } else {
      numbers.push_back(sum / hidden + (seen < sum % hidden ? 1 : 0));
      ++seen;
    }
  }
  return numbers;
}

}  // namespace

PublicNumbers public_numbers(const Study& study, const EarlierRelease* earlier, std::int64_t limit) {
  const Neighbourhoods& zones = study.neighbourhoods;
  PublicNumbers numbers;
  const Places places = study.has_reports ? places_of(study) : Places{};
  numbers.proposal = proposal_of(study.has_reports ? table_of(places) : table_of(zones.n));
  for (std::int64_t cell : study.cells.listed) numbers.cell_id.push_back(study.cells.grid.id(cell));
  numbers.zone_id = zones.zones.id;
  for (const MultiPolygon& shape : zones.zones.shapes) numbers.outline.push_back(outline_of(shape));
  UnitFacts cell_facts{numbers.cell_id, {}, std::vector<std::uint8_t>(numbers.cell_id.size(), 0)};
  const std::vector<std::uint8_t> empty = nearly_empty(zones, limit);
  UnitFacts zone_facts{numbers.zone_id, numbers.outline, empty};
  // The places behind the named ones are never published.
  cell_facts.id.resize(numbers.proposal.cells.size());
  cell_facts.always_hidden.resize(cell_facts.id.size(), 1);
  zone_facts.id.resize(numbers.proposal.zones.size());
  zone_facts.outline.resize(zone_facts.id.size());
  zone_facts.always_hidden.resize(zone_facts.id.size(), 1);
  few_reporters(study, places.cell, limit, cell_facts.always_hidden);
  few_reporters(study, places.zone, limit, zone_facts.always_hidden);
  if (study.has_reports) hide_with_zones(numbers.proposal.table, empty, cell_facts.always_hidden);
  propose(numbers.proposal, cell_facts, zone_facts, earlier, limit);
  complete_suppression(numbers.proposal, limit);
  return numbers;
}

Study public_study(const Study& study, const PublicNumbers& numbers) {
  Study shown;
  shown.has_reports = study.has_reports;
  shown.neighbourhoods = study.neighbourhoods;
  shown.neighbourhoods.zones.attributes = {};
  shown.watch = study.watch;
  shown.area = study.area;
  shown.period = study.period;
  shown.zone = study.zone;
  std::vector<std::int64_t> zones = stand_ins(numbers.proposal.zones, numbers.proposal.total);
  zones.resize(numbers.zone_id.size());
  shown.neighbourhoods.n = shown.neighbourhoods.n_inc = zones;
  if (study.has_reports) {
    shown.cells = study.cells;
    shown.cells.placed.clear();
    const std::vector<std::int64_t> cells = stand_ins(numbers.proposal.cells, numbers.proposal.total);
    shown.cells.n.assign(study.cells.n.size(), 0);
    for (std::size_t i = 0; i < study.cells.listed.size(); ++i)
      shown.cells.n[static_cast<std::size_t>(study.cells.listed[i])] = cells[i];
    shown.cells.n_inc = shown.cells.n;
    spread_reports(shown);
  } else {
    shown.counts.n = zones;
    shown.counts.years = study.counts.years;
    for (std::size_t i = 0; i < zones.size(); ++i) {
      shown.counts.row.push_back(static_cast<std::int64_t>(i) + 1);
      shown.counts.zone.push_back(static_cast<std::int32_t>(i));
      shown.counts.from.push_back(no_instant);
      shown.counts.to.push_back(no_instant);
      shown.counts.category.push_null();
      shown.counts.count.push_back(zones[i]);
    }
  }
  return shown;
}

}  // namespace vigie

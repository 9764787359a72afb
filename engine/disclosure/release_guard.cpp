// First what is small, then what moved too little since the last public file.
#include "engine/disclosure/release_guard.h"

#include <algorithm>
#include <cstdlib>

namespace vigie {
namespace {

bool moved_little(std::int64_t change, std::int64_t limit) {
  return change != 0 && std::abs(change) < limit;
}

void show_large(UnitState& unit, bool always_hidden, std::int64_t limit) {
  const bool large = unit.truth == 0 || unit.truth >= limit;
  unit.shown = large && !always_hidden ? unit.truth : no_integer;
  if (always_hidden) unit.least = 0;
}

void hold_or_hide(UnitState& unit, bool same_scope) {
  unit.shown = same_scope ? unit.earlier : no_integer;
  unit.held = same_scope;
}

void guard(UnitState& unit, const EarlierUnit& earlier, bool same_scope, std::int64_t limit) {
  unit.earlier = earlier.number;
  // Whoever believes that counts only grow knows this much of a hidden one.
  if (earlier.number != no_integer && unit.least > 0) unit.least = std::max<std::int64_t>(1, earlier.number);
  if (unit.shown == no_integer) return;
  if (earlier.hidden && unit.truth > 0) {
    unit.shown = no_integer;
  } else if (earlier.number != no_integer && moved_little(unit.shown - earlier.number, limit)) {
    hold_or_hide(unit, same_scope);
  }
}

void guard_all(std::vector<UnitState>& units, const UnitFacts& facts, const std::map<std::string, EarlierUnit>& earlier,
               bool same_scope, std::int64_t limit) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto before = earlier.find(facts.id[i]);
    const bool known = before != earlier.end() && (facts.outline.empty() || before->second.outline == facts.outline[i]);
    if (known) {
      guard(units[i], before->second, same_scope, limit);
    } else {
      units[i].shown = no_integer;
      units[i].least = 0;
    }
  }
}

std::int64_t movement(const UnitState& unit) {
  return unit.shown == no_integer || unit.earlier == no_integer ? 0 : unit.shown - unit.earlier;
}

// Zone of each cell that lies, as far as its reports tell, in one zone; -1 for the others.
std::vector<std::int32_t> only_zone(const CountTable& table) {
  constexpr std::int32_t none = -2;
  std::vector<std::int32_t> zone(static_cast<std::size_t>(table.cells), none);
  for (const CountAtom& atom : table.atoms) {
    std::int32_t& of = zone[static_cast<std::size_t>(atom.cell)];
    of = of == none || of == atom.zone ? atom.zone : -1;
  }
  return zone;
}

// The part of a zone whose cells show nothing: it must not be seen to move a little either.
void guard_remainders(Proposal& proposal, bool same_scope, std::int64_t limit) {
  const std::vector<std::int32_t> zone_of = only_zone(proposal.table);
  std::vector<std::vector<std::size_t>> parts(proposal.zones.size());
  for (std::size_t cell = 0; cell < zone_of.size(); ++cell)
    if (zone_of[cell] >= 0 && proposal.cells[cell].shown != no_integer)
      parts[static_cast<std::size_t>(zone_of[cell])].push_back(cell);
  for (std::size_t i = 0; i < proposal.zones.size(); ++i) {
    UnitState& zone = proposal.zones[i];
    if (zone.shown == no_integer || zone.earlier == no_integer) continue;
    std::int64_t rest = movement(zone);
    for (std::size_t cell : parts[i]) rest -= movement(proposal.cells[cell]);
    if (!moved_little(rest, limit + 1)) continue;
    hold_or_hide(zone, same_scope);
    for (std::size_t cell : parts[i])
      if (movement(proposal.cells[cell]) != 0) hold_or_hide(proposal.cells[cell], same_scope);
  }
}

// The total is what the zones show, and of those that show nothing what they have; that part must not be seen to move
// a little.
void guard_total(Proposal& proposal, const EarlierRelease& earlier, std::int64_t limit) {
  UnitState& total = proposal.total;
  total.earlier = earlier.total;
  total.shown = 0;
  std::int64_t moved = 0;
  for (const UnitState& zone : proposal.zones) {
    total.shown += zone.shown == no_integer ? zone.truth : zone.shown;
    moved += movement(zone);
  }
  const std::int64_t rest = earlier.total == no_integer ? 0 : total.shown - earlier.total - moved;
  const bool little = moved_little(rest, limit + 1);
  if (little) total.shown -= rest;
  const bool small = total.shown != 0 && total.shown < limit;
  if (earlier.total == no_integer || small || (little && !earlier.same_scope)) total.shown = no_integer;
}

}  // namespace

void propose(Proposal& proposal, const UnitFacts& cells, const UnitFacts& zones, const EarlierRelease* earlier,
             std::int64_t limit) {
  for (std::size_t i = 0; i < proposal.cells.size(); ++i)
    show_large(proposal.cells[i], cells.always_hidden[i] != 0, limit);
  for (std::size_t i = 0; i < proposal.zones.size(); ++i)
    show_large(proposal.zones[i], zones.always_hidden[i] != 0, limit);
  show_large(proposal.total, false, limit);
  proposal.total.least = 0;
  if (!earlier) return;
  guard_all(proposal.cells, cells, earlier->cells, earlier->same_scope, limit);
  guard_all(proposal.zones, zones, earlier->zones, earlier->same_scope, limit);
  guard_remainders(proposal, earlier->same_scope, limit);
  guard_total(proposal, *earlier, limit);
}

}  // namespace vigie

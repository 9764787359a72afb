// Suppression on invented tables: no hidden count can be worked out, as every table that agrees with the published
// numbers shows, counted one by one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "engine/disclosure/release_guard.h"
#include "tests/properties/invented_maps.h"

namespace vigie::property {
namespace {

// Tables are counted up to `highest` in each place: far enough above the largest count to see `limit` more.
constexpr std::int64_t limit = 3, most = 7, highest = 12;

CountTable any_table() {
  CountTable table{*in_range(1, 5), *in_range(1, 4), {}};
  for (std::int32_t cell = 0; cell < table.cells; ++cell)
    for (std::int32_t zone = 0; zone < table.zones; ++zone)
      if (table.atoms.size() < 4 && *in_range(0, 2) == 1)
        table.atoms.push_back({cell, zone, *in_range<std::int64_t>(1, most)});
  return table;
}

UnitFacts facts(std::int32_t count, bool zones) {
  UnitFacts known;
  for (std::int32_t i = 0; i < count; ++i) {
    known.id.push_back(std::to_string(i));
    if (zones) known.outline.emplace_back("o");
    known.always_hidden.push_back(0);
  }
  return known;
}

Proposal decided(CountTable table, const EarlierRelease* earlier) {
  const UnitFacts cells = facts(table.cells, false), zones = facts(table.zones, true);
  Proposal proposal = proposal_of(std::move(table));
  propose(proposal, cells, zones, earlier, limit);
  complete_suppression(proposal, limit);
  return proposal;
}

struct Range {
  std::int64_t low = highest * 10, high = -1;
  void add(std::int64_t value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  std::int64_t width() const { return high - low; }
};

struct Ranges {
  std::vector<Range> cells, zones, atoms;
  int tables = 0;
};

bool agrees(const std::vector<UnitState>& units, const std::vector<std::int64_t>& sums) {
  for (std::size_t i = 0; i < units.size(); ++i)
    if (units[i].shown == no_integer ? sums[i] < std::min(units[i].least, units[i].truth) : sums[i] != units[i].shown)
      return false;
  return true;
}

// Every table with those places, one after the other.
Ranges tables_that_agree(const Proposal& proposal) {
  Ranges found{std::vector<Range>(proposal.cells.size()), std::vector<Range>(proposal.zones.size()),
               std::vector<Range>(proposal.table.atoms.size()), 0};
  std::vector<std::int64_t> count(proposal.table.atoms.size(), 0);
  while (true) {
    std::vector<std::int64_t> cells(proposal.cells.size(), 0), zones(proposal.zones.size(), 0);
    std::int64_t total = 0;
    for (std::size_t i = 0; i < count.size(); ++i) {
      cells[static_cast<std::size_t>(proposal.table.atoms[i].cell)] += count[i];
      zones[static_cast<std::size_t>(proposal.table.atoms[i].zone)] += count[i];
      total += count[i];
    }
    const bool sum_agrees = proposal.total.shown == no_integer || proposal.total.shown == total;
    if (sum_agrees && agrees(proposal.cells, cells) && agrees(proposal.zones, zones)) {
      ++found.tables;
      for (std::size_t i = 0; i < cells.size(); ++i) found.cells[i].add(cells[i]);
      for (std::size_t i = 0; i < zones.size(); ++i) found.zones[i].add(zones[i]);
      for (std::size_t i = 0; i < count.size(); ++i) found.atoms[i].add(count[i]);
    }
    std::size_t at = 0;
    while (at < count.size() && count[at] == highest) count[at++] = 0;
    if (at == count.size()) return found;
    ++count[at];
  }
}

void expect_nothing_given_back(const Proposal& proposal) {
  const Ranges found = tables_that_agree(proposal);
  RC_ASSERT(found.tables > 0);
  const auto look = [](const std::vector<UnitState>& units, const std::vector<Range>& ranges) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (units[i].shown == no_integer && units[i].truth > 0) RC_ASSERT(ranges[i].width() >= limit);
      RC_ASSERT(units[i].shown == no_integer || units[i].shown == 0 || units[i].shown >= limit);
    }
  };
  look(proposal.cells, found.cells);
  look(proposal.zones, found.zones);
  for (std::size_t i = 0; i < found.atoms.size(); ++i)
    if (proposal.table.atoms[i].count < limit) RC_ASSERT(found.atoms[i].width() >= limit);
}

EarlierRelease file_of(const Proposal& proposal) {
  EarlierRelease file;
  const auto remember = [](const std::vector<UnitState>& units, const std::string& outline) {
    std::map<std::string, EarlierUnit> known;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const bool hidden = units[i].shown == no_integer;
      known[std::to_string(i)] = {hidden ? units[i].earlier : units[i].shown, hidden, outline};
    }
    return known;
  };
  file.cells = remember(proposal.cells, "");
  file.zones = remember(proposal.zones, "o");
  file.total = proposal.total.shown;
  return file;
}

RC_GTEST_PROP(Suppression, GivesNoHiddenCountBack, ()) {
  expect_nothing_given_back(decided(any_table(), nullptr));
}

RC_GTEST_PROP(Suppression, GivesNothingBackInLaterReleases, ()) {
  CountTable table = any_table();
  EarlierRelease earlier = file_of(decided(table, nullptr));
  for (int release = 0; release < 3; ++release) {
    for (CountAtom& atom : table.atoms)
      if (*in_range(0, 3) == 0) atom.count = std::min<std::int64_t>(most, atom.count + *in_range(0, 5));
    const Proposal now = decided(table, &earlier);
    expect_nothing_given_back(now);
    for (const auto& [units, before] : {std::pair(&now.cells, &earlier.cells), std::pair(&now.zones, &earlier.zones)})
      for (std::size_t i = 0; i < units->size(); ++i) {
        const EarlierUnit& old = before->at(std::to_string(i));
        const std::int64_t shown = (*units)[i].shown;
        RC_ASSERT(!old.hidden || shown == no_integer || shown == 0);
        if (old.hidden || shown == no_integer) continue;
        RC_ASSERT(shown == old.number || std::abs(shown - old.number) >= limit);
      }
    earlier = file_of(now);
  }
}

}  // namespace
}  // namespace vigie::property

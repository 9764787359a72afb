// Counts drawn in, what a public file shows drawn out.
#include "engine/disclosure/suppression.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/disclosure/count_network.h"
#include "engine/disclosure/release_guard.h"

namespace vigie {
namespace {

constexpr std::int64_t limit = 5;

// One row of `drawing` per cell, one column per zone.
Proposal drawn(const std::vector<std::vector<std::int64_t>>& drawing) {
  CountTable table{static_cast<std::int32_t>(drawing.size()), static_cast<std::int32_t>(drawing.front().size()), {}};
  for (std::int32_t cell = 0; cell < table.cells; ++cell)
    for (std::int32_t zone = 0; zone < table.zones; ++zone)
      if (const std::int64_t n = drawing[static_cast<std::size_t>(cell)][static_cast<std::size_t>(zone)]; n > 0)
        table.atoms.push_back({cell, zone, n});
  return proposal_of(std::move(table));
}

UnitFacts facts(std::size_t count, const std::string& prefix) {
  UnitFacts known;
  for (std::size_t i = 0; i < count; ++i) {
    known.id.push_back(prefix + std::to_string(i));
    if (prefix == "z") known.outline.push_back("same");
    known.always_hidden.push_back(0);
  }
  return known;
}

Proposal decided(Proposal proposal, const EarlierRelease* earlier = nullptr) {
  propose(proposal, facts(proposal.cells.size(), "c"), facts(proposal.zones.size(), "z"), earlier, limit);
  complete_suppression(proposal, limit);
  return proposal;
}

std::string text(const std::vector<UnitState>& units) {
  std::string line;
  for (const UnitState& unit : units) line += (unit.shown == no_integer ? "-" : std::to_string(unit.shown)) + " ";
  return line;
}

EarlierRelease file_of(const Proposal& proposal) {
  EarlierRelease file;
  const auto remember = [](const std::vector<UnitState>& units, const std::string& prefix, const std::string& outline) {
    std::map<std::string, EarlierUnit> known;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const bool hidden = units[i].shown == no_integer;
      known[prefix + std::to_string(i)] = {hidden ? units[i].earlier : units[i].shown, hidden, outline};
    }
    return known;
  };
  file.cells = remember(proposal.cells, "c", "");
  file.zones = remember(proposal.zones, "z", "same");
  file.total = proposal.total.shown;
  return file;
}

TEST(Suppression, ShowsWhatIsLargeAndZeros) {
  const Proposal proposal = decided(drawn({{8, 0}, {0, 0}, {0, 12}}));
  EXPECT_EQ(text(proposal.cells), "8 0 12 ");
  EXPECT_EQ(text(proposal.zones), "8 12 ");
  EXPECT_EQ(proposal.total.shown, 20);
}

TEST(Suppression, HidesTheSmallestOtherPartOfATotal) {
  // 3 would follow from 31 - 20 - 8. With 8 hidden too, 11 is left for both, each at least 1: from 1 to 10.
  const Proposal proposal = decided(drawn({{3}, {8}, {20}}));
  EXPECT_EQ(text(proposal.cells), "- - 20 ");
  EXPECT_EQ(text(proposal.zones), "31 ");
}

TEST(Suppression, HidesMoreWhereTwoHiddenPartsLeaveTooLittleRoom) {
  // 1 and 5 leave 6: from 1 to 5, which is 4 wide.
  EXPECT_EQ(text(decided(drawn({{1}, {5}, {9}, {20}})).cells), "- - - 20 ");
}

TEST(Suppression, HidesTheZoneWhereNoOtherCellIsLeft) {
  const Proposal proposal = decided(drawn({{3, 0, 0}, {0, 10, 0}, {0, 0, 30}}));
  EXPECT_EQ(proposal.cells[0].shown, no_integer);
  EXPECT_EQ(proposal.zones[0].shown, no_integer);
  EXPECT_EQ(proposal.zones[1].shown, no_integer);
  EXPECT_EQ(proposal.cells[1].shown, no_integer);
  EXPECT_EQ(proposal.cells[2].shown, 30);
}

TEST(Suppression, TakesCellsAgainstZonesWhereTheyOverlap) {
  // All margins are large; still zone 1 less cell 2 would tell that 2 of the shared cell lie in zone 1.
  Proposal proposal = decided(drawn({{9, 0}, {9, 2}, {0, 30}}));
  CountNetwork network(proposal.table, published(proposal), {{1, 1, 1}, {1, 1}});
  EXPECT_TRUE(network.judge_atom(2, limit).wide);
  std::size_t hidden = 0;
  for (const UnitState& cell : proposal.cells) hidden += cell.shown == no_integer ? 1 : 0;
  EXPECT_GT(hidden, 0U);
}

TEST(Suppression, NothingIsLeftOfATinyStudy) {
  const Proposal proposal = decided(drawn({{2}, {1}}));
  EXPECT_EQ(text(proposal.cells), "- - ");
  EXPECT_EQ(text(proposal.zones), "- ");
  EXPECT_EQ(proposal.total.shown, no_integer);
}

TEST(ReleaseGuard, HoldsWhatMovedLittleAndMovesWhatMovedMuch) {
  const Proposal first = decided(drawn({{10, 0}, {0, 20}, {0, 30}}));
  const EarlierRelease earlier = file_of(first);
  const Proposal second = decided(drawn({{11, 0}, {0, 26}, {0, 30}}), &earlier);
  EXPECT_EQ(text(second.cells), "10 26 30 ");
  EXPECT_EQ(text(second.zones), "10 56 ");
}

TEST(ReleaseGuard, KeepsHiddenWhatWasHidden) {
  const EarlierRelease earlier = file_of(decided(drawn({{3}, {8}, {20}})));
  EXPECT_EQ(text(decided(drawn({{30}, {40}, {20}}), &earlier).cells), "- - 20 ");
}

TEST(ReleaseGuard, HidesWhatChangedItsOutlineOrIsNew) {
  const Proposal first = decided(drawn({{10, 0}, {0, 20}}));
  EarlierRelease earlier = file_of(first);
  earlier.zones["z1"].outline = "other";
  earlier.cells.erase("c1");
  const Proposal second = decided(drawn({{10, 0}, {0, 20}}), &earlier);
  EXPECT_EQ(second.zones[1].shown, no_integer);
  EXPECT_EQ(second.cells[1].shown, no_integer);
}

TEST(ReleaseGuard, HidesInsteadOfHoldingWhereSomethingElseIsCounted) {
  EarlierRelease earlier = file_of(decided(drawn({{40, 0}, {0, 40}, {0, 40}})));
  earlier.same_scope = false;
  const Proposal second = decided(drawn({{38, 0}, {0, 40}, {0, 40}}), &earlier);
  EXPECT_EQ(second.cells[0].shown, no_integer);
}

TEST(ReleaseGuard, HoldsAZoneWhoseRemainderMovedLittle) {
  // Cell 0 grows by 6, the two hidden cells by 1 together: the zone would tell.
  const Proposal first = decided(drawn({{10}, {4}, {3}, {4}}));
  ASSERT_EQ(text(first.cells), "10 - - - ");
  const EarlierRelease earlier = file_of(first);
  const Proposal second = decided(drawn({{16}, {4}, {4}, {4}}), &earlier);
  EXPECT_EQ(second.zones[0].shown, 21);
  EXPECT_EQ(second.cells[0].shown, 10);
}

TEST(CountNetwork, FindsThatHeldNumbersContradictTheirParts) {
  Proposal proposal = drawn({{10}, {20}});
  PublishedCounts counts{{10, 20}, {28}, no_integer};
  CountNetwork network(proposal.table, counts, {{1, 1}, {1}});
  EXPECT_FALSE(network.contradiction().empty());
}

}  // namespace
}  // namespace vigie

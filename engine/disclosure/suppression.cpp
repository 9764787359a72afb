// Complementary suppression with the audit as its engine: what the audit finds too narrow is widened.
#include "engine/disclosure/suppression.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "engine/disclosure/count_network.h"

namespace vigie {
namespace {

class Completion {
 public:
  Completion(Proposal& proposal, std::int64_t limit)
      : proposal_(proposal), limit_(limit), network_(proposal.table, published(proposal), known_least(proposal)) {}

  void run() {
    settle();
    for (std::int32_t i = 0; i < proposal_.table.zones; ++i) add_hidden({CountUnit::Kind::zone, i});
    for (std::int32_t i = 0; i < proposal_.table.cells; ++i) add_hidden({CountUnit::Kind::cell, i});
    widen_hidden();
    const std::vector<std::uint8_t> shared = shared_cells();
    for (std::size_t i = 0; i < proposal_.table.atoms.size(); ++i) {
      const CountAtom& atom = proposal_.table.atoms[i];
      if (atom.count < limit_ && shared[static_cast<std::size_t>(atom.cell)] != 0)
        widen([&] { return network_.judge_atom(i, limit_); });
    }
    widen_hidden();
  }

 private:
  static KnownLeast known_least(const Proposal& proposal) {
    KnownLeast known;
    for (const UnitState& unit : proposal.cells) known.cells.push_back(unit.least);
    for (const UnitState& unit : proposal.zones) known.zones.push_back(unit.least);
    return known;
  }
  UnitState& state(CountUnit unit) {
    const auto at = static_cast<std::size_t>(unit.index);
    return unit.kind == CountUnit::Kind::cell   ? proposal_.cells[at]
           : unit.kind == CountUnit::Kind::zone ? proposal_.zones[at]
                                                : proposal_.total;
  }
  void add_hidden(CountUnit unit) {
    if (state(unit).shown == no_integer && state(unit).truth > 0) waiting_.push_back(unit);
  }
  void hide(CountUnit unit) {
    state(unit).shown = no_integer;
    state(unit).held = false;
    network_.hide(unit);
    if (unit.kind != CountUnit::Kind::total) add_hidden(unit);
  }
  void hide_best(const std::vector<CountUnit>& units, bool held_first) {
    if (units.empty()) throw std::logic_error("a hidden count cannot be protected although nothing is published");
    hide(*std::ranges::min_element(units, {}, [&](CountUnit unit) {
      const UnitState& of = state(unit);
      return std::make_tuple(held_first && !of.held, of.earlier != no_integer, of.shown);
    }));
  }
  void settle() {
    for (std::vector<CountUnit> units = network_.contradiction(); !units.empty(); units = network_.contradiction())
      hide_best(units, true);
  }
  template <class Judge>
  void widen(Judge judge) {
    for (CountNetwork::Verdict verdict = judge(); !verdict.wide; verdict = judge()) hide_best(verdict.holders, false);
  }
  // What is wide stays wide: hiding more never narrows a range.
  void widen_hidden() {
    while (!waiting_.empty()) {
      const CountUnit unit = waiting_.back();
      waiting_.pop_back();
      widen([&] { return network_.judge(unit, limit_); });
    }
  }
  std::vector<std::uint8_t> shared_cells() const {
    std::vector<std::uint8_t> parts(proposal_.cells.size(), 0), shared(proposal_.cells.size(), 0);
    for (const CountAtom& atom : proposal_.table.atoms) {
      const auto at = static_cast<std::size_t>(atom.cell);
      if (parts[at]++ == 1) shared[at] = 1;
      parts[at] = std::min<std::uint8_t>(parts[at], 2);
    }
    return shared;
  }

  Proposal& proposal_;
  std::int64_t limit_;
  CountNetwork network_;
  std::vector<CountUnit> waiting_;
};

}  // namespace

Proposal proposal_of(CountTable table) {
  Proposal proposal;
  proposal.cells.resize(static_cast<std::size_t>(table.cells));
  proposal.zones.resize(static_cast<std::size_t>(table.zones));
  for (const CountAtom& atom : table.atoms) {
    proposal.cells[static_cast<std::size_t>(atom.cell)].truth += atom.count;
    proposal.zones[static_cast<std::size_t>(atom.zone)].truth += atom.count;
    proposal.total.truth += atom.count;
  }
  proposal.total.least = 0;
  proposal.table = std::move(table);
  return proposal;
}

void complete_suppression(Proposal& proposal, std::int64_t limit) {
  Completion(proposal, limit).run();
}

PublishedCounts published(const Proposal& proposal) {
  PublishedCounts counts;
  for (const UnitState& unit : proposal.cells) counts.cells.push_back(unit.shown);
  for (const UnitState& unit : proposal.zones) counts.zones.push_back(unit.shown);
  counts.total = proposal.total.shown;
  return counts;
}

}  // namespace vigie

// What can be worked out from published margins: the exact range of every hidden count.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "engine/disclosure/count_table.h"

namespace vigie {

/// The published numbers as a flow of reports: source -> cells -> zones -> sink -> source. A published number is an
/// edge with a fixed flow, a hidden one an edge with a least flow and no greatest. The bounds of a linear program over
/// such a network are whole numbers, and a unit of flow that can be sent around through an edge is a unit by which that
/// count may differ from what it seems to be; so the range found here is the range that the two linear programs
/// `minimize` and `maximize` find (METHODS 16.2), up to the width asked for.
///
/// Numbers are taken at face value, as somebody who reads the file does. Only pairs of cell and zone in which there are
/// reports count as possible: somebody who allows more finds wider ranges.
class CountNetwork {
 public:
  CountNetwork(const CountTable& table, const PublishedCounts& published, const KnownLeast& least);

  /// Finds one table that agrees with all published numbers. Where there is none (a number of an earlier release that
  /// is held can contradict its parts), returns the published units of which one must be hidden; empty: done.
  std::vector<CountUnit> contradiction();

  /// Nothing if the unit's range is at least `width` wide; else the published units that hold it, of which one must be
  /// hidden too.
  struct Verdict {
    bool wide = false;
    std::vector<CountUnit> holders;
  };
  Verdict judge(CountUnit unit, std::int64_t width);
  /// The same for the reports in one cell and one zone.
  Verdict judge_atom(std::size_t atom, std::int64_t width);

  /// From now on the unit is hidden.
  void hide(CountUnit unit);

 private:
  static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max() / 4;
  struct Edge {
    std::int32_t from = 0, to = 0;
    std::int64_t flow = 0, least = 0, most = 0;
    std::int64_t known = 0;  // `least` once it is hidden
    bool published() const { return least == most; }
  };
  enum class Along { flow, against };  // direction in which a search walks

  std::int32_t cell_node(std::int32_t cell) const { return 2 + cell; }
  std::int32_t zone_node(std::int32_t zone) const { return 2 + cells_ + zone; }
  std::int32_t edge_of(CountUnit unit) const;
  void link();
  std::vector<std::int64_t> excess() const;
  void restart(std::int32_t node);
  template <class Found>
  std::int32_t walk(std::int32_t start, std::int32_t barred, Along along, Found found);
  std::int64_t push(std::int32_t start, std::int32_t end, Along along, std::int64_t wanted);
  std::int64_t slack(std::int32_t edge, std::int64_t wanted, Along along);
  Verdict judge_edge(std::int32_t edge, std::int64_t width);
  std::vector<CountUnit> holders(std::int32_t target) const;
  std::vector<CountUnit> walls() const;
  void add_published(std::vector<CountUnit>& units, CountUnit::Kind kind, bool reached) const;
  bool reached(std::int32_t node) const { return stamp_[static_cast<std::size_t>(node)] == round_; }

  std::int32_t cells_ = 0, zones_ = 0;
  std::vector<Edge> edges_;                // cells, zones, total, then atoms
  std::vector<std::int32_t> first_, arc_;  // edges at a node, compressed rows
  std::vector<std::uint32_t> stamp_;       // of the search that came by
  std::vector<std::int32_t> by_;           // edge by which it came
  std::vector<std::int32_t> queue_;
  std::vector<std::pair<std::int32_t, std::int64_t>> pushed_;  // to be taken back
  std::uint32_t round_ = 0;
};

}  // namespace vigie

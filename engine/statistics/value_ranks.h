// Putting the same places in order thousands of times, without allocating and mostly without comparing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vigie {

/// Room for sorting one number per place; reused from draw to draw by one thread.
class ValueRanks {
 public:
  explicit ValueRanks(std::size_t places);

  /// Sorts ascending by (value, index). NaN are left out.
  void sort(std::span<const double> values);

  /// Places with a value, after sort().
  std::size_t size() const { return entries_.size(); }
  double value(std::size_t at) const { return entries_[at].value; }
  std::uint32_t place(std::size_t at) const { return entries_[at].place; }

  /// Calls visit(begin, end) for each run of equal values, ascending.
  template <typename Visit>
  void visit_ties(Visit visit) const {
    for (std::size_t begin = 0, end; begin < entries_.size(); begin = end) {
      for (end = begin + 1; end < entries_.size() && entries_[end].value == entries_[begin].value;) ++end;
      visit(begin, end);
    }
  }

 private:
  struct Entry {
    double value;
    std::uint32_t place;
  };
  void spread_over_buckets(double least, double scale);

  std::vector<Entry> entries_, unsorted_;
  std::vector<std::uint32_t> start_;
};

/// Percentile rank of each value among those that are there: 0 for the smallest, 1 for the largest, ties in the middle
/// of their ranks; 0.5 where there is no value, or only one.
void percentile_ranks(std::span<const double> values, ValueRanks& room, std::span<double> result);

}  // namespace vigie

// Who has more: concentration along a ranking of areas, gap between its ends, and inequality whoever is ranked where.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace vigie {

/// Areas ordered from the most to the least deprived; areas of equal rank are one place in the order. Only areas with a
/// value, a rank and people take part.
class RankedAreas {
 public:
  /// `rank` ascends from the most deprived. All spans have one entry per area.
  RankedAreas(std::span<const double> values, std::span<const double> people, std::span<const double> rank);

  std::size_t size() const { return areas_.size(); }
  /// Mean of the values, weighted by people; NaN without areas.
  double mean() const;

  struct Area {
    double value, people, rank;
    double middle;  // people before, plus half of those of the same rank
  };
  const std::vector<Area>& areas() const { return areas_; }
  double people() const { return people_; }

 private:
  std::vector<Area> areas_;
  double people_ = 0;
};

/// NaN where the mean is 0 or there are no areas.
struct ConcentrationIndex {
  double value;           // C = 2 / mu sum f c R - 1; above 0: more in less deprived areas
  double standard_error;  // jackknife over areas; NaN for fewer than 3
  double erreygers;       // 4 mu C, for shares in 0..1
};

/// Kakwani, Wagstaff & van Doorslaer 1997; Erreygers 2009.
ConcentrationIndex concentration_index(const RankedAreas& areas);

/// 1 - sum f_i (L_i + L_{i-1}) along the Lorenz curve of the values, weighted by people. NaN where the mean is 0.
double inequality_gini(const RankedAreas& areas);

/// Fifths of the people from the most to the least deprived; an area across a cut is split in proportion.
struct DeprivationGap {
  std::array<double, 5> fifth;  // mean value of each fifth
  double gap;                   // least deprived less most deprived
  double ratio;                 // least over most deprived; NaN where that is 0
  double slope;  // slope index: least squares of value on relative rank (0 most, 1 least deprived), weighted by people
};
DeprivationGap deprivation_gap(const RankedAreas& areas);

}  // namespace vigie

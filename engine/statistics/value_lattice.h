// Whole-number values as copies on a lattice, and the question that permutation tests ask of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace vigie {

/// A population of whole numbers: distinct values with their multiplicities, shifted to start at 0 and divided by
/// their greatest common divisor, which keeps the axis of possible sums short.
struct ValueLattice {
  std::vector<std::int64_t> value;    // ascending, value[0] = 0
  std::vector<std::int64_t> copies;   // of each value, at least 1
  std::int64_t size = 0;              // sum of copies
  std::int64_t total = 0;             // sum of value * copies
  std::int64_t origin = 0, span = 1;  // lattice value v stands for origin + span * v

  /// Index of a lattice value that is known to be there.
  std::size_t index_of(std::int64_t lattice_value) const;
};

/// Nothing if a value is no whole number, or if sums would exceed 2^53 and lose exactness.
std::optional<ValueLattice> lattice_of(std::span<const double> population);

/// The population without one copy of value[own], on a lattice of its own; its origin and span count in steps of the
/// given lattice.
ValueLattice without(const ValueLattice& lattice, std::size_t own);

/// Sums of the r smallest and of the r largest values, r = 0..most.
struct ExtremeSums {
  std::vector<std::int64_t> smallest, largest;
};
ExtremeSums extreme_sums(const ValueLattice& lattice, std::int64_t most);

inline constexpr std::size_t nobody = static_cast<std::size_t>(-1);

/// How likely is a sum of at least (upper) or at most (lower) `sum`, if `drawn` values are drawn without replacement?
/// In lattice steps. `own` is the index of the value of which one copy stays in place, or `nobody`.
struct DrawQuestion {
  std::size_t own = nobody;
  std::int64_t drawn = 0;
  std::int64_t sum = 0;
};

/// 0 for no questions.
std::int64_t largest_draw(std::span<const DrawQuestion> questions);

struct Tails {
  double upper = 0, lower = 0;
};

}  // namespace vigie

// Choosing whole things under linear limits, solved to a proven bound: the only home of the CBC library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vigie {

/// Maximize the sum of gain * x, where every x lies in 0..1, is whole where `whole` says so, and each row keeps
/// sum of factor * x <= upper. Rows are compressed: row r has the entries [start[r], start[r + 1]).
struct IntegerProgram {
  std::vector<double> gain;
  std::vector<std::uint8_t> whole;
  std::vector<std::size_t> start{0};
  std::vector<std::int32_t> column;
  std::vector<double> factor, upper;

  void add_row(const std::vector<std::int32_t>& columns, const std::vector<double>& factors, double limit);
};

struct IntegerSolution {
  std::vector<double> values;  // the best that was found; `known` if nothing better was
  double bound = 0;            // no solution has a larger sum of gains
  bool optimal = false;        // proven: nothing exceeds `values` by more than rounding
};

/// Branch and bound on one thread, from a solution that is known to be allowed. Ends after `most_nodes` nodes of the
/// tree rather than after a time, so that the answer is the same on every machine. Throws Interrupted on a stop.
IntegerSolution maximize(const IntegerProgram& program, const std::vector<double>& known, int most_nodes);

/// Name and version of the solver, for the manifest.
std::string solver_version();

}  // namespace vigie

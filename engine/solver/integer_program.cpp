// CBC (COIN-OR branch and cut) by its own classes: its command interpreter would take over the signal of Ctrl-C.
#include "engine/solver/integer_program.h"

#include <CbcConfig.h>

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CbcStrategy.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <limits>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

// Ends the search where the program was asked to stop.
class StopWatcher : public CbcEventHandler {
 public:
  CbcAction event(CbcEvent) override { return stop_requested() ? stop : noAction; }
  CbcEventHandler* clone() const override { return new StopWatcher(*this); }  // CBC owns and deletes its copy
};

// CBC minimizes.
OsiClpSolverInterface linear_program(const IntegerProgram& program) {
  const std::size_t columns = program.gain.size(), rows = program.upper.size();
  std::vector<CoinBigIndex> start(program.start.begin(), program.start.end());
  const CoinPackedMatrix matrix(false, static_cast<int>(columns), static_cast<int>(rows),
                                static_cast<CoinBigIndex>(program.column.size()), program.factor.data(),
                                program.column.data(), start.data(), nullptr);
  const std::vector<double> lower(columns, 0), upper(columns, 1), no_limit(rows, -COIN_DBL_MAX);
  std::vector<double> cost;
  for (double gain : program.gain) cost.push_back(-gain);
  OsiClpSolverInterface lp;
  lp.messageHandler()->setLogLevel(0);
  lp.getModelPtr()->setLogLevel(0);
  lp.loadProblem(matrix, lower.data(), upper.data(), cost.data(), no_limit.data(), program.upper.data());
  for (std::size_t j = 0; j < columns; ++j)
    if (program.whole[j] != 0) lp.setInteger(static_cast<int>(j));
  return lp;
}

double total_gain(const IntegerProgram& program, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t j = 0; j < values.size(); ++j) sum += program.gain[j] * values[j];
  return sum;
}

}  // namespace

void IntegerProgram::add_row(const std::vector<std::int32_t>& columns, const std::vector<double>& factors,
                             double limit) {
  column.insert(column.end(), columns.begin(), columns.end());
  factor.insert(factor.end(), factors.begin(), factors.end());
  start.push_back(column.size());
  upper.push_back(limit);
}

IntegerSolution maximize(const IntegerProgram& program, const std::vector<double>& known, int most_nodes) {
  IntegerSolution solution{known, total_gain(program, known), false};
  if (program.gain.empty()) return {known, 0, true};
  OsiClpSolverInterface lp = linear_program(program);
  CbcModel model(lp);
  model.setLogLevel(0);
  const StopWatcher watcher;
  model.passInEventHandler(&watcher);
  CbcStrategyDefault strategy(1, 5, 5, 0);
  model.setStrategy(strategy);
  model.setMaximumNodes(most_nodes);
  model.setNumberThreads(0);
  model.setBestSolution(known.data(), static_cast<int>(known.size()), -solution.bound, true);
  model.branchAndBound();
  check_stop();
  solution.optimal = model.isProvenOptimal();
  if (const double* best = model.bestSolution(); best && -model.getObjValue() > solution.bound)
    solution.values.assign(best, best + known.size());
  solution.bound = std::max(total_gain(program, solution.values), -model.getBestPossibleObjValue());
  return solution;
}

std::string solver_version() {
  return "CBC " CBC_VERSION;
}

}  // namespace vigie

// Rates of infant deaths, their shrinkage and their limits.
#include "engine/statistics/rates.h"

#include "engine/statistics/moran.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/standardized_rates.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

void add_limits(Book& book) {
  for (int count : {0, 1, 3, 10, 25, 100, 1234}) {
    const Limits limits = poisson_limits(count);
    book.add("poisson_limits", "-", std::to_string(count) + " lower", limits.lower);
    book.add("poisson_limits", "-", std::to_string(count) + " upper", limits.upper);
  }
  for (const auto& [successes, trials] : {std::pair{0, 8}, {1, 10}, {13, 40}, {36, 72}, {30, 30}}) {
    const ShareLimits limits = binomial_limits(successes, trials);
    const std::string item = std::to_string(successes) + " of " + std::to_string(trials);
    book.add("binomial_limits", "-", item + " lower", limits.lower);
    book.add("binomial_limits", "-", item + " upper", limits.upper);
  }
}

}  // namespace

void add_rates(Book& book) {
  const Areas areas = north_carolina();
  const Rates found = rates(areas.value, areas.population, 1);
  book.add("eb_global", areas.name, areas.id, found.eb);
  book.add("eb_moments", areas.name, {"overall rate", "variance between areas"}, {found.overall, found.variance});
  book.add("eb_local", areas.name, areas.id, local_empirical_bayes(areas.value, areas.population, areas.weights));
  book.add("exceedance", areas.name, areas.id, found.exceedance);
  const std::vector<double> z = standardized_rates(areas.value, areas.population);
  book.add("standardized_rate", areas.name, areas.id, z);
  const NeighborSums sums = neighbor_sums(z, areas.weights);
  for (Standardization how : {Standardization::none, Standardization::rows})
    book.add("eb_moran", areas.name, how == Standardization::none ? "binary" : "rows",
             morans_i(z, sums, link_moments(sums, areas.weights, how)).value);
  add_limits(book);
}

}  // namespace vigie::validation

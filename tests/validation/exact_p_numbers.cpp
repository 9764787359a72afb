// Exact permutation p of counts: of all counties, and of sums far in the tail of skewed counts.
#include "engine/statistics/permutation.h"
#include "engine/statistics/permutation_table.h"
#include "engine/statistics/permutation_transform.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

void add_tails(Book& book, const std::string& statistic, const std::string& data_set,
               const std::vector<std::string>& items, const std::vector<Tails>& tails) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    book.add(statistic + "_upper", data_set, items[i], tails.at(i).upper);
    book.add(statistic + "_lower", data_set, items[i], tails.at(i).lower);
  }
}

void add_counties(Book& book) {
  const Areas areas = north_carolina();
  const NeighborSums sums = neighbor_sums(areas.value, areas.weights);
  for (Null null : {Null::total, Null::conditional}) {
    const Self self = null == Null::total ? Self::included : Self::excluded;
    const TailProbabilities tails = permutation_p(areas.value, sums, {.self = self, .null = null});
    const std::string name = null == Null::total ? "exact_total_" : "exact_conditional_";
    book.add(name + "upper", areas.name, areas.id, tails.upper);
    book.add(name + "lower", areas.name, areas.id, tails.lower);
  }
  std::vector<DrawQuestion> questions;
  for (std::size_t i = 0; i < areas.id.size(); ++i)
    questions.push_back({nobody, static_cast<std::int64_t>(sums.weight[i]) + 1,
                         static_cast<std::int64_t>(sums.value[i] + areas.value[i])});
  add_tails(book, "transform", areas.name, areas.id, tails_by_transform(*lattice_of(areas.value), questions).value());
}

void add_long_tail(Book& book) {
  struct Asked {
    std::int64_t drawn;
    std::vector<std::int64_t> sums;
  };
  std::vector<std::string> items;
  std::vector<DrawQuestion> questions;
  for (const Asked& asked : {Asked{9, {4, 12, 40, 90, 200}}, Asked{49, {40, 65, 120, 220, 300}}})
    for (std::int64_t sum : asked.sums) {
      items.push_back(std::to_string(asked.drawn) + " drawn with sum " + std::to_string(sum));
      questions.push_back({nobody, asked.drawn, sum});
    }
  const ValueLattice lattice = *lattice_of(skewed_counts());  // values from 0 in steps of 1
  add_tails(book, "exact_total", "skewed counts", items, tails_by_table(lattice, questions));
  add_tails(book, "transform", "skewed counts", items, tails_by_transform(lattice, questions).value());
}

// One value of 5 stays in place, or all values are drawn from.
void add_eight_values(Book& book) {
  const ValueLattice all = *lattice_of(std::vector<double>{0, 0, 1, 2, 3, 0, 1, 5});
  const std::vector<DrawQuestion> total{{nobody, 4, 10}};
  add_tails(book, "exact_total", "eight values", {"4 drawn with sum 10"}, tails_by_table(all, total));
  add_tails(book, "transform", "eight values", {"4 drawn with sum 10"}, tails_by_transform(all, total).value());
  const std::vector<DrawQuestion> conditional{{all.index_of(5), 3, 5}, {all.index_of(5), 3, 1}};
  add_tails(book, "exact_conditional", "eight values", {"3 of the others with sum 5", "3 of the others with sum 1"},
            tails_by_table(all, conditional));
}

}  // namespace

void add_exact_p(Book& book) {
  add_eight_values(book);
  add_counties(book);
  add_long_tail(book);
}

}  // namespace vigie::validation

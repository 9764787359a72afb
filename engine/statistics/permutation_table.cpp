// Multiplies the factors sum_c C(m,c) y^c t^(c v) value by value; one table serves every number drawn.
#include "engine/statistics/permutation_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr double most_work = 1e8;          // multiply-adds
constexpr double most_entries = 1.6e7;     // doubles alive at once, 128 MB
constexpr std::int64_t most_drawn = 1500;  // beyond it the scaled rows would leave the range of doubles
constexpr std::size_t own_tasks =
    8;  // parts of the conditional computation; fixed, so that bits do not depend on threads

// scale^c C(copies, c) for c = 0..most: the number of ways, scaled so that long rows neither overflow nor vanish.
std::vector<double> scaled_choices(std::int64_t copies, std::int64_t most, double scale) {
  std::vector<double> ways{1};
  for (std::int64_t c = 1; c <= std::min(copies, most); ++c)
    ways.push_back(ways.back() * static_cast<double>(copies - c + 1) / static_cast<double>(c) * scale);
  return ways;
}

// row(r)[s] = scaled number of ways to draw r of the values multiplied in so far with sum s.
class SumTable {
 public:
  SumTable(std::int64_t drawn, double scale) : rows_(static_cast<std::size_t>(drawn) + 1), scale_(scale) {
    rows_[0] = {1};
  }

  void multiply(std::int64_t value, std::int64_t copies) {
    if (copies == 0) return;
    const std::vector<double> ways = scaled_choices(copies, static_cast<std::int64_t>(rows_.size()) - 1, scale_);
    // From the longest row down, so that the shorter rows still lack the new value.
    for (std::size_t r = rows_.size() - 1; r > 0; --r)
      for (std::size_t c = 1; c < ways.size() && c <= r; ++c)
        add_shifted(r, r - c, ways[c], value * static_cast<std::int64_t>(c));
  }

  // All copies of the values of [begin, end); value 0 is counted when the table is read.
  void multiply(const ValueLattice& lattice, std::size_t begin, std::size_t end) {
    for (std::size_t i = std::max<std::size_t>(1, begin); i < end; ++i) multiply(lattice.value[i], lattice.copies[i]);
  }

  // The table's values plus `zeros` values of 0: scaled ways by sum, for `drawn` values.
  std::vector<double> ways(std::int64_t drawn, std::int64_t zeros) const {
    const std::vector<double> choices = scaled_choices(zeros, drawn, scale_);
    std::vector<double> sums;
    for (std::size_t c = choices.size(); c-- > 0;) {
      const std::vector<double>& row = rows_[static_cast<std::size_t>(drawn) - c];
      if (sums.size() < row.size()) sums.resize(row.size());
      for (std::size_t s = 0; s < row.size(); ++s) sums[s] += choices[c] * row[s];
    }
    return sums;
  }

  double scale() const { return scale_; }

 private:
  void add_shifted(std::size_t to, std::size_t from, double factor, std::int64_t shift) {
    const std::vector<double>& source = rows_[from];
    if (source.empty()) return;
    std::vector<double>& target = rows_[to];
    const auto offset = static_cast<std::size_t>(shift);
    if (target.size() < source.size() + offset) target.resize(source.size() + offset);
    double* into = target.data() + offset;
    for (std::size_t s = 0; s < source.size(); ++s) into[s] += factor * source[s];
  }

  std::vector<std::vector<double>> rows_;
  double scale_;
};

// Cumulated from both ends, so that each tail is a sum of its own small terms.
class TailTable {
 public:
  TailTable(const SumTable& table, std::int64_t population, std::int64_t drawn, std::int64_t zeros)
      : lower_(table.ways(drawn, zeros)), upper_(lower_) {
    for (std::size_t s = 1; s < lower_.size(); ++s) lower_[s] += lower_[s - 1];
    for (std::size_t s = upper_.size() - 1; s-- > 0;) upper_[s] += upper_[s + 1];
    all_ = 1;  // scale^k C(N, k), by the product: differences of lgamma would lose six digits
    for (std::int64_t c = 1; c <= drawn; ++c)
      all_ *= static_cast<double>(population - c + 1) / static_cast<double>(c) * table.scale();
  }

  Tails at(std::int64_t sum) const {
    if (sum < 0) return {1, 0};
    const auto s = static_cast<std::size_t>(sum);
    if (s >= lower_.size()) return {0, 1};
    return {probability(upper_[s]), probability(lower_[s])};
  }

 private:
  // A tail below the range of doubles is still a tail, not an impossibility.
  double probability(double ways) const { return std::clamp(ways / all_, std::numeric_limits<double>::min(), 1.0); }

  std::vector<double> lower_, upper_;
  double all_;
};

// Near (k/e)/N, which keeps C(N,r) scale^r within the range of doubles for all r up to k.
double scale_for(const ValueLattice& lattice, std::int64_t drawn) {
  return static_cast<double>(drawn) / (std::numbers::e * static_cast<double>(lattice.size));
}

struct Cost {
  double work = 0, entries = 0;
};

// Replays the growth of the rows without their contents; stops where it is too much already.
Cost table_cost(const ValueLattice& lattice, std::int64_t drawn) {
  std::vector<double> length(static_cast<std::size_t>(drawn) + 1);
  length[0] = 1;
  Cost cost;
  for (std::size_t i = 1; i < lattice.value.size() && cost.work <= most_work; ++i) {
    for (std::size_t r = length.size() - 1; r > 0; --r) {
      const std::size_t copies = std::min<std::size_t>(r, static_cast<std::size_t>(lattice.copies[i]));
      for (std::size_t c = 1; c <= copies; ++c) {
        const double source = length[r - c];
        if (source == 0) continue;
        cost.work += source + 1;
        length[r] = std::max(length[r], source + static_cast<double>(c) * static_cast<double>(lattice.value[i]));
      }
    }
  }
  for (double row : length) cost.entries += row;
  return cost;
}

// Questions in groups that share a table: by the value left in place, then by the number drawn.
std::vector<std::size_t> grouped(std::span<const DrawQuestion> questions) {
  std::vector<std::size_t> order(questions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(questions[a].own, questions[a].drawn) < std::pair(questions[b].own, questions[b].drawn);
  });
  return order;
}

// Answers the questions that leave `own` in place from a table of all nonzero values of their population.
class Answers {
 public:
  Answers(const ValueLattice& lattice, std::span<const DrawQuestion> questions)
      : lattice_(lattice), questions_(questions), order_(grouped(questions)), tails_(questions.size()) {}

  void answer(std::size_t own, const SumTable& table) {
    const std::int64_t left_out = own == nobody ? 0 : 1;
    const std::int64_t zeros = lattice_.copies[0] - (own == 0 ? 1 : 0);
    auto at = std::ranges::lower_bound(order_, own, {}, [&](std::size_t i) { return questions_[i].own; });
    while (at != order_.end() && questions_[*at].own == own) {
      const std::int64_t drawn = questions_[*at].drawn;
      const TailTable tails(table, lattice_.size - left_out, drawn, zeros);
      for (; at != order_.end() && questions_[*at].own == own && questions_[*at].drawn == drawn; ++at)
        tails_[*at] = tails.at(questions_[*at].sum);
    }
  }
  std::vector<Tails> take() { return std::move(tails_); }

 private:
  const ValueLattice& lattice_;
  std::span<const DrawQuestion> questions_;
  std::vector<std::size_t> order_;
  std::vector<Tails> tails_;
};

// `table` holds every value but those of [begin, end). Halving gives each value a table without one copy of it in
// log2(end - begin) multiplications per value; dividing a copy out would be quicker and lose the tails.
void answer_each(Answers& answers, const ValueLattice& lattice, std::size_t begin, std::size_t end, SumTable table) {
  if (end - begin == 1) {
    if (begin > 0) table.multiply(lattice.value[begin], lattice.copies[begin] - 1);
    answers.answer(begin, table);
    return;
  }
  const std::size_t middle = begin + (end - begin) / 2;
  SumTable left = table;
  left.multiply(lattice, middle, end);
  answer_each(answers, lattice, begin, middle, std::move(left));
  table.multiply(lattice, begin, middle);
  answer_each(answers, lattice, middle, end, std::move(table));
}

bool leaves_own(std::span<const DrawQuestion> questions) {
  return !questions.empty() && questions[0].own != nobody;
}

}  // namespace

bool table_is_affordable(const ValueLattice& lattice, std::span<const DrawQuestion> questions) {
  const std::int64_t drawn = largest_draw(questions);
  if (drawn > most_drawn) return false;
  const Cost cost = table_cost(lattice, drawn);
  if (!leaves_own(questions)) return cost.work <= most_work && cost.entries <= most_entries;
  const auto distinct = static_cast<double>(lattice.value.size());
  const auto tasks = std::min(static_cast<double>(own_tasks), distinct);
  const double levels = std::log2(distinct / tasks) + 1;
  return cost.work * (tasks + levels) <= most_work && cost.entries * (levels + 1) <= most_entries;
}

std::vector<Tails> tails_by_table(const ValueLattice& lattice, std::span<const DrawQuestion> questions) {
  const std::int64_t drawn = largest_draw(questions);
  const SumTable empty(drawn, scale_for(lattice, drawn));
  Answers answers(lattice, questions);
  const std::size_t distinct = lattice.value.size();
  if (!leaves_own(questions)) {
    SumTable table = empty;
    table.multiply(lattice, 0, distinct);
    answers.answer(nobody, table);
    return answers.take();
  }
  const std::size_t part = (distinct + own_tasks - 1) / own_tasks;
  parallel_chunks(distinct, part, [&](std::size_t begin, std::size_t end) {
    SumTable table = empty;
    table.multiply(lattice, 0, begin);
    table.multiply(lattice, end, distinct);
    answer_each(answers, lattice, begin, end, std::move(table));
  });
  return answers.take();
}

}  // namespace vigie

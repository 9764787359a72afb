// Rows at the same distance north and south, then columns at the same distance west and east, share their weight: they
// are added first.
#include "engine/statistics/kernel_lattice.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <type_traits>

#include "engine/base/parallel.h"
#include "engine/statistics/kernel_area.h"
#include "engine/statistics/kernel_lanes.h"

namespace vigie {
namespace {

constexpr std::size_t lattice_rows_at_once = 8;
constexpr std::int64_t block = 32;  // columns: four or eight times what is taken at once

std::int64_t whole_blocks(std::int64_t columns) {
  return (columns + block - 1) / block * block;
}

template <class Number>
using LanesOf = std::conditional_t<std::is_same_v<Number, float>, Eight, Four>;

// One row with zeros on either side; `Number` is what it is kept and multiplied in. Sums over a row go to doubles.
template <class Number>
class FoldedRow {
 public:
  FoldedRow(std::int64_t columns, std::int64_t margin)
      : columns_(columns),
        margin_(margin),
        cells_(static_cast<std::size_t>(whole_blocks(columns) + 2 * margin)),
        out_(static_cast<std::size_t>(whole_blocks(columns))) {}

  Number* cells() { return cells_.data() + margin_; }
  std::span<double> out() { return std::span(out_).first(static_cast<std::size_t>(columns_)); }
  std::int64_t blocks() const { return whole_blocks(columns_) / block; }
  void clear() { std::ranges::fill(out_, 0.0); }
  void fill_block(std::int64_t number, double value) { std::fill_n(out_.data() + number * block, block, value); }

  // In these blocks: out += weight[0] * cells + sum over d of weight[d] * (cells d to the west + cells d to the east)
  [[gnu::always_inline]] void add(std::span<const Number> weight, std::span<const std::int64_t> numbers) {
    const auto farthest = std::min(static_cast<std::int64_t>(weight.size()) - 1, margin_);
    constexpr std::int64_t lanes = sizeof(Lanes) / sizeof(Number);
    for (const std::int64_t number : numbers)
      for (std::int64_t c = number * block; c < (number + 1) * block; c += 4 * lanes) {
        const Number* const here = cells() + c;
        Lanes at0, at1, at2, at3;
        load(at0, here), load(at1, here + lanes), load(at2, here + 2 * lanes), load(at3, here + 3 * lanes);
        Lanes sum0 = at0 * weight[0], sum1 = at1 * weight[0], sum2 = at2 * weight[0], sum3 = at3 * weight[0];
        for (std::int64_t d = 1; d <= farthest; ++d) {
          const Number w = weight[static_cast<std::size_t>(d)];
          const Number *const west = here - d, *const east = here + d;
          Lanes other0, other1, other2, other3;
          load(at0, west), load(at1, west + lanes), load(at2, west + 2 * lanes), load(at3, west + 3 * lanes);
          load(other0, east), load(other1, east + lanes), load(other2, east + 2 * lanes),
              load(other3, east + 3 * lanes);
          sum0 += (at0 + other0) * w, sum1 += (at1 + other1) * w;
          sum2 += (at2 + other2) * w, sum3 += (at3 + other3) * w;
        }
        double* const out = out_.data() + c;
        add_to(out, sum0), add_to(out + lanes, sum1), add_to(out + 2 * lanes, sum2), add_to(out + 3 * lanes, sum3);
      }
  }

 private:
  using Lanes = LanesOf<Number>;

  std::int64_t columns_, margin_;
  std::vector<Number> cells_;
  std::vector<double> out_;
};

// Rows `distance` south and north of a row, added; false where both lie outside.
template <class Number>
[[gnu::always_inline]] inline bool fold_rows(const Lattice& mass, std::int64_t row, std::int64_t distance,
                                             Number* into) {
  const double* south = row >= distance ? mass.row(row - distance) : nullptr;
  const double* north = distance > 0 && row + distance < mass.rows ? mass.row(row + distance) : nullptr;
  if (south == nullptr) std::swap(south, north);
  if (south == nullptr) return false;
  if (north == nullptr) {
    for (std::int64_t c = 0; c < mass.columns; ++c) into[c] = static_cast<Number>(south[c]);
  } else {
    for (std::int64_t c = 0; c < mass.columns; ++c) into[c] = static_cast<Number>(south[c] + north[c]);
  }
  return true;
}

template <class Number>
struct Task {
  std::vector<std::vector<Number>> weights;
  const Lattice& mass;
  std::int64_t reach;       // columns and rows
  const WholeCells* whole;  // or none
  double sum_of_ones = 0;
};

// The blocks of a row that need a sum of their own; the others get the sum of ones.
template <class Number>
std::vector<std::int64_t> blocks_to_sum(const Task<Number>& task, std::int64_t row, FoldedRow<Number>& folded) {
  std::vector<std::int64_t> numbers;
  folded.clear();
  for (std::int64_t number = 0; number < folded.blocks(); ++number) {
    const std::int64_t west = number * block - task.reach, east = (number + 1) * block + task.reach;
    if (task.whole != nullptr && task.whole->all_whole(west, row - task.reach, east, row + task.reach + 1)) {
      folded.fill_block(number, task.sum_of_ones);
    } else {
      numbers.push_back(number);
    }
  }
  return numbers;
}

template <class Number>
[[gnu::always_inline]] inline void sum_rows_in(const Task<Number>& task, std::int64_t first, std::int64_t last,
                                               Lattice& sums) {
  FoldedRow<Number> folded(task.mass.columns, std::min(task.reach, task.mass.columns - 1));
  for (std::int64_t row = first; row < last; ++row) {
    const std::vector<std::int64_t> numbers = blocks_to_sum(task, row, folded);
    for (std::size_t distance = 0; distance < task.weights.size() && !numbers.empty(); ++distance)
      if (fold_rows(task.mass, row, static_cast<std::int64_t>(distance), folded.cells()))
        folded.add(task.weights[distance], numbers);
    std::ranges::copy(folded.out(), sums.row(row));
  }
}

VIGIE_WIDE_WHERE_POSSIBLE
void sum_rows(const Task<double>& task, std::int64_t first, std::int64_t last, Lattice& sums) {
  sum_rows_in(task, first, last, sums);
}

VIGIE_WIDE_WHERE_POSSIBLE
void sum_rows(const Task<float>& task, std::int64_t first, std::int64_t last, Lattice& sums) {
  sum_rows_in(task, first, last, sums);
}

VIGIE_WIDE_WHERE_POSSIBLE
void sum_columns(std::span<const double> weight, const Lattice& mass, std::int64_t first, std::int64_t last,
                 Lattice& sums) {
  std::vector<double> both(static_cast<std::size_t>(mass.columns));
  for (std::int64_t row = first; row < last; ++row) {
    double* const out = sums.row(row);
    for (std::size_t distance = 0; distance < weight.size(); ++distance) {
      if (!fold_rows(mass, row, static_cast<std::int64_t>(distance), both.data())) break;
      for (std::int64_t c = 0; c < mass.columns; ++c) out[c] += weight[distance] * both[static_cast<std::size_t>(c)];
    }
  }
}

std::vector<double> gaussian_profile(const KernelFrame& frame) {
  std::vector<double> profile;
  for (double x = 0; x <= frame.reach; x += frame.cell_size)
    profile.push_back(std::exp(-x * x / (2 * frame.bandwidth * frame.bandwidth)));
  return profile;
}

template <class Body>
void for_rows(const Lattice& lattice, Body body) {
  parallel_chunks(static_cast<std::size_t>(lattice.rows), lattice_rows_at_once,
                  [&](std::size_t begin, std::size_t end) {
                    body(static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end));
                  });
}

}  // namespace

LatticeWeights::LatticeWeights(std::int64_t reach, const std::function<double(std::int64_t, std::int64_t)>& value) {
  for (std::int64_t dy = 0; dy <= reach; ++dy) {
    std::vector<double> row;
    for (std::int64_t dx = 0; dx <= reach; ++dx) row.push_back(value(dx, dy));
    while (!row.empty() && row.back() == 0) row.pop_back();
    if (!row.empty()) weight.push_back(std::move(row));
  }
}

namespace {

template <class Number>
Lattice sums_in(const LatticeWeights& weights, const Lattice& mass, Masses masses) {
  Task<Number> task{{}, mass, static_cast<std::int64_t>(weights.weight.size()) - 1, nullptr};
  for (std::size_t dy = 0; dy < weights.weight.size(); ++dy) {
    const std::vector<double>& row = weights.weight[dy];
    task.weights.emplace_back(row.begin(), row.end());
    task.reach = std::max(task.reach, static_cast<std::int64_t>(row.size()) - 1);
    for (std::size_t dx = 0; dx < row.size(); ++dx) task.sum_of_ones += row[dx] * (dx == 0 ? 1 : 2) * (dy == 0 ? 1 : 2);
  }
  std::optional<WholeCells> whole;
  if (masses == Masses::mostly_one) task.whole = &whole.emplace(mass.columns, mass.rows, mass.value);
  Lattice sums(mass.columns, mass.rows);
  for_rows(mass, [&](std::int64_t first, std::int64_t last) { sum_rows(task, first, last, sums); });
  return sums;
}

}  // namespace

Lattice weighted_sums(const LatticeWeights& weights, const Lattice& mass, Masses masses, Arithmetic arithmetic) {
  return arithmetic == Arithmetic::floats_in_rows ? sums_in<float>(weights, mass, masses)
                                                  : sums_in<double>(weights, mass, masses);
}

double single_rounding(std::int64_t reach) {
  return static_cast<double>(reach + 4) * std::ldexp(1.0, -24);
}

Lattice lattice_sums(const KernelFrame& frame, const Lattice& mass, Masses masses, Arithmetic arithmetic) {
  if (frame.kernel != Kernel::gaussian) {
    const auto reach = static_cast<std::int64_t>(
        std::min(frame.reach / frame.cell_size, static_cast<double>(std::max(mass.columns, mass.rows))));
    return weighted_sums(LatticeWeights(reach,
                                        [&](std::int64_t dx, std::int64_t dy) {
                                          const double d = std::hypot(dx, dy) * frame.cell_size;
                                          return kernel_value(frame.kernel, d, frame.bandwidth) / frame.height;
                                        }),
                         mass, masses, arithmetic);
  }
  const std::vector<double> profile = gaussian_profile(frame);
  LatticeWeights along(0, [](std::int64_t, std::int64_t) { return 1.0; });
  along.weight[0] = profile;
  const Lattice rows = weighted_sums(along, mass);
  Lattice sums(mass.columns, mass.rows);
  for_rows(mass, [&](std::int64_t first, std::int64_t last) { sum_columns(profile, rows, first, last, sums); });
  return sums;
}

}  // namespace vigie

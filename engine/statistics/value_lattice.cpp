// Shifts and divides whole numbers so that their sums fit the shortest axis.
#include "engine/statistics/value_lattice.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vigie {
namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53

// `lattice` holds ascending values and their copies; the rest is filled in.
ValueLattice normalized(ValueLattice lattice) {
  if (lattice.value.empty()) return lattice;
  lattice.origin = lattice.value.front();
  std::int64_t divisor = 0;
  for (std::int64_t& value : lattice.value) {
    value -= lattice.origin;
    divisor = std::gcd(divisor, value);
  }
  lattice.span = std::max<std::int64_t>(1, divisor);
  lattice.size = lattice.total = 0;
  for (std::size_t i = 0; i < lattice.value.size(); ++i) {
    lattice.value[i] /= lattice.span;
    lattice.size += lattice.copies[i];
    lattice.total += lattice.value[i] * lattice.copies[i];
  }
  return lattice;
}

}  // namespace

std::size_t ValueLattice::index_of(std::int64_t lattice_value) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(value, lattice_value) - value.begin());
}

std::optional<ValueLattice> lattice_of(std::span<const double> population) {
  double magnitude = 0;
  for (double x : population) {
    if (x != std::floor(x)) return std::nullopt;
    magnitude += std::abs(x);
  }
  if (!(magnitude < largest_exact)) return std::nullopt;
  std::vector<double> sorted(population.begin(), population.end());
  std::ranges::sort(sorted);
  ValueLattice lattice;
  for (double x : sorted) {
    const auto value = static_cast<std::int64_t>(x);
    if (lattice.value.empty() || lattice.value.back() != value) {
      lattice.value.push_back(value);
      lattice.copies.push_back(0);
    }
    ++lattice.copies.back();
  }
  return normalized(std::move(lattice));
}

ValueLattice without(const ValueLattice& lattice, std::size_t own) {
  ValueLattice rest;
  for (std::size_t i = 0; i < lattice.value.size(); ++i) {
    const std::int64_t copies = lattice.copies[i] - (i == own ? 1 : 0);
    if (copies == 0) continue;
    rest.value.push_back(lattice.value[i]);
    rest.copies.push_back(copies);
  }
  return normalized(std::move(rest));
}

ExtremeSums extreme_sums(const ValueLattice& lattice, std::int64_t most) {
  ExtremeSums sums{{0}, {0}};
  const auto walk = [most](std::vector<std::int64_t>& into, std::int64_t value, std::int64_t copies) {
    for (std::int64_t c = 0; c < copies && static_cast<std::int64_t>(into.size()) <= most; ++c)
      into.push_back(into.back() + value);
  };
  const std::size_t distinct = lattice.value.size();
  for (std::size_t i = 0; i < distinct; ++i) {
    walk(sums.smallest, lattice.value[i], lattice.copies[i]);
    walk(sums.largest, lattice.value[distinct - 1 - i], lattice.copies[distinct - 1 - i]);
  }
  return sums;
}

std::int64_t largest_draw(std::span<const DrawQuestion> questions) {
  std::int64_t most = 0;
  for (const DrawQuestion& question : questions) most = std::max(most, question.drawn);
  return most;
}

}  // namespace vigie

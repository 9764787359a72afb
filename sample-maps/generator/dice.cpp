// The standard fixes the engines bit by bit, but not the distributions: those are written out here.
#include "sample-maps/generator/dice.h"

#include <cmath>

namespace vigie::sample {

std::uint64_t scrambled(std::uint64_t value) {
  // Steele, Lea & Flood 2014, SplitMix64.
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

Dice::Dice(std::uint64_t stream) : engine_(scrambled(20230101 + stream)) {}

double Dice::unit() {
  return static_cast<double>(engine_() >> 11) * 0x1.0p-53;
}

std::size_t Dice::below(std::size_t count) {
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % count;
  std::uint64_t draw = engine_();
  while (draw >= limit) draw = engine_();
  return draw % count;
}

std::size_t Dice::pick(std::span<const double> weights) {
  double total = 0;
  for (double weight : weights) total += weight;
  double left = unit() * total;
  for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
    if (left < weights[i]) return i;
    left -= weights[i];
  }
  return weights.size() - 1;
}

double Dice::bell() {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += unit();
  return sum;
}

double Dice::exponential() {
  return -std::log(1 - unit());
}

int Dice::poisson(double mean) {
  int count = 0;
  for (double waited = exponential(); waited < mean; waited += exponential()) ++count;
  return count;
}

}  // namespace vigie::sample

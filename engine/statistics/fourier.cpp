// Radix-2 transform (Cooley & Tukey 1965) with each root computed directly, so that errors do not build up.
#include "engine/statistics/fourier.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace vigie {
namespace {

void reverse_bits(ComplexArray& x) {
  const std::size_t size = x.size();
  for (std::size_t i = 1, j = 0; i < size; ++i) {
    std::size_t bit = size >> 1;
    for (; (j & bit) != 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    std::swap(x.real[i], x.real[j]);
    std::swap(x.imaginary[i], x.imaginary[j]);
  }
}

}  // namespace

Fourier::Fourier(std::size_t size) : size_(size), root_(size / 2) {
  for (std::size_t j = 0; j < size / 2; ++j) {
    const double angle = -2 * std::numbers::pi * static_cast<double>(j) / static_cast<double>(size);
    root_.real[j] = std::cos(angle);
    root_.imaginary[j] = std::sin(angle);
  }
}

ComplexArray Fourier::forward(ComplexArray x) const {
  reverse_bits(x);
  double* re = x.real.data();
  double* im = x.imaginary.data();
  for (std::size_t half = 1; half < size_; half *= 2) {
    const std::size_t stride = size_ / (2 * half);
    for (std::size_t block = 0; block < size_; block += 2 * half) {
      for (std::size_t j = 0; j < half; ++j) {
        const std::size_t a = block + j, b = a + half;
        const double wr = root_.real[j * stride], wi = root_.imaginary[j * stride];
        const double tr = re[b] * wr - im[b] * wi, ti = re[b] * wi + im[b] * wr;
        re[b] = re[a] - tr;
        im[b] = im[a] - ti;
        re[a] += tr;
        im[a] += ti;
      }
    }
  }
  return x;
}

}  // namespace vigie

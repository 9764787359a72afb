// Radix-2 transform that sorts itself (Stockham 1966), each root computed directly, so that errors do not build up.
#include "engine/statistics/fourier.h"

#include <cmath>
#include <numbers>
#include <utility>

#include "engine/base/wide_vectors.h"

namespace vigie {
namespace {

// One pass over parts of `stride` neighbors: sums and turned differences of the entries half the length apart.
VIGIE_WIDE_VECTORS void combine(std::size_t size, std::size_t stride, const ComplexArray& root,
                                const ComplexArray& from, ComplexArray& to) {
  const std::size_t half = size / 2;
  const double* re = from.real.data();
  const double* im = from.imaginary.data();
  double* out_re = to.real.data();
  double* out_im = to.imaginary.data();
  for (std::size_t first = 0; first < half; first += stride) {
    const double wr = root.real[first], wi = root.imaginary[first];
    for (std::size_t q = 0; q < stride; ++q) {
      const std::size_t a = first + q, b = a + half, sum = 2 * first + q, difference = sum + stride;
      const double dr = re[a] - re[b], di = im[a] - im[b];
      out_re[sum] = re[a] + re[b];
      out_im[sum] = im[a] + im[b];
      out_re[difference] = dr * wr - di * wi;
      out_im[difference] = dr * wi + di * wr;
    }
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
  ComplexArray other(size_);
  for (std::size_t stride = 1; stride < size_; stride *= 2) {
    combine(size_, stride, root_, x, other);
    std::swap(x, other);
  }
  return x;
}

}  // namespace vigie

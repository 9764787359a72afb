// Discrete Fourier transform of power-of-two length: same bits everywhere, no library needed for one use.
#pragma once

#include <cstddef>
#include <vector>

namespace vigie {

/// Complex numbers as two arrays, which keeps inner loops simple for the compiler.
struct ComplexArray {
  std::vector<double> real, imaginary;

  explicit ComplexArray(std::size_t size = 0) : real(size), imaginary(size) {}
  std::size_t size() const { return real.size(); }
};

class Fourier {
 public:
  /// `size` is a power of two.
  explicit Fourier(std::size_t size);
  /// X_j = sum_t x_t exp(-2 pi i j t / size); `x` has `size` entries.
  ComplexArray forward(ComplexArray x) const;

 private:
  std::size_t size_;
  ComplexArray root_;  // exp(-2 pi i j / size), j < size / 2
};

}  // namespace vigie

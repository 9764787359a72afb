// Newton's identities give the transform of the distribution of sums from the transform of the histogram.
#include "engine/statistics/permutation_transform.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/statistics/fourier.h"

namespace vigie {
namespace {

constexpr double most_bytes = 256e6;
constexpr double most_negative = 1e-12;
constexpr std::size_t frequencies_at_once = 64;

std::int64_t largest_draw(std::span<const DrawQuestion> questions) {
  std::int64_t most = 0;
  for (const DrawQuestion& question : questions) most = std::max(most, question.drawn);
  return most;
}

// The smallest power of two above the range of possible sums, which are read modulo this length.
std::size_t transform_length(const ExtremeSums& extremes) {
  const auto range = static_cast<std::size_t>(extremes.largest.back() - extremes.smallest.back());
  std::size_t length = 2;
  while (length <= range) length *= 2;
  return length;
}

// Factor of a_{r-s} p_s in a_r: (-1)^(s-1) / r * product_{u=1..s} (r-u+1)/(n-r+u), at [r][s].
std::vector<std::vector<double>> newton_factors(std::int64_t n, std::int64_t most) {
  std::vector<std::vector<double>> factor(static_cast<std::size_t>(most) + 1);
  for (std::int64_t r = 1; r <= most; ++r) {
    double product = 1 / static_cast<double>(r);
    factor[static_cast<std::size_t>(r)] = {0};
    for (std::int64_t s = 1; s <= r; ++s) {
      product *= static_cast<double>(r - s + 1) / static_cast<double>(n - r + s);
      factor[static_cast<std::size_t>(r)].push_back(s % 2 == 1 ? product : -product);
    }
  }
  return factor;
}

using Block = std::array<double, frequencies_at_once>;
struct ComplexBlock {
  Block real{}, imaginary{};

  void add_product(double factor, const ComplexBlock& a, const ComplexBlock& b) {
    for (std::size_t f = 0; f < frequencies_at_once; ++f) {
      real[f] += factor * (a.real[f] * b.real[f] - a.imaginary[f] * b.imaginary[f]);
      imaginary[f] += factor * (a.real[f] * b.imaginary[f] + a.imaginary[f] * b.real[f]);
    }
  }
};

// The transform a_r of the distribution of the sum of r values, for frequencies 0..length/2.
class Spectra {
 public:
  Spectra(const Lattice& lattice, std::size_t length, const std::vector<std::uint8_t>& wanted)
      : length_(length),
        factor_(newton_factors(lattice.size, static_cast<std::int64_t>(wanted.size()) - 1)),
        histogram_(length),
        of_(wanted.size()) {
    for (std::size_t i = 0; i < lattice.value.size(); ++i)
      histogram_.real[static_cast<std::size_t>(lattice.value[i]) % length] += static_cast<double>(lattice.copies[i]);
    histogram_ = Fourier(length).forward(std::move(histogram_));
    for (std::size_t r = 0; r < wanted.size(); ++r)
      if (wanted[r] != 0) of_[r] = ComplexArray(length / 2 + 1);
    parallel_chunks(length / 2 + 1, frequencies_at_once,
                    [this](std::size_t begin, std::size_t end) { solve(begin, end); });
  }

  // The whole spectrum, conjugated: then a forward transform is the inverse one.
  ComplexArray conjugate(std::size_t drawn) const {
    const ComplexArray& half = of_[drawn];
    ComplexArray whole(length_);
    for (std::size_t j = 0; j <= length_ / 2; ++j) {
      whole.real[j] = half.real[j];
      whole.imaginary[j] = -half.imaginary[j];
    }
    for (std::size_t j = length_ / 2 + 1; j < length_; ++j) {
      whole.real[j] = half.real[length_ - j];
      whole.imaginary[j] = half.imaginary[length_ - j];
    }
    return whole;
  }

 private:
  // Power sums are reads of the histogram's transform: p_s(j) = H[(j s) mod length].
  void solve(std::size_t begin, std::size_t end) {
    std::vector<ComplexBlock> power(of_.size()), a(of_.size());
    a[0].real.fill(1);
    for (std::size_t s = 1; s < of_.size(); ++s) {
      for (std::size_t j = begin; j < end; ++j) {
        power[s].real[j - begin] = histogram_.real[(j * s) % length_];
        power[s].imaginary[j - begin] = histogram_.imaginary[(j * s) % length_];
      }
    }
    for (std::size_t r = 1; r < of_.size(); ++r)
      for (std::size_t s = 1; s <= r; ++s) a[r].add_product(factor_[r][s], a[r - s], power[s]);
    for (std::size_t r = 0; r < of_.size(); ++r) {
      if (of_[r].size() == 0) continue;
      std::copy_n(a[r].real.begin(), end - begin, of_[r].real.begin() + static_cast<std::ptrdiff_t>(begin));
      std::copy_n(a[r].imaginary.begin(), end - begin, of_[r].imaginary.begin() + static_cast<std::ptrdiff_t>(begin));
    }
  }

  std::size_t length_;
  std::vector<std::vector<double>> factor_;
  ComplexArray histogram_;
  std::vector<ComplexArray> of_;  // by number drawn; empty where not wanted
};

// Pr(sum >= t) of `drawn` values out of all.
struct UpperTails {
  std::int64_t first = 0;    // smallest possible sum
  std::vector<double> from;  // from[t - first]
  double negative = 0;       // mass below zero: the size of the noise

  double at(std::int64_t t) const {
    if (t <= first) return 1;
    const auto place = static_cast<std::size_t>(t - first);
    return place < from.size() ? from[place] : 0;
  }
};

UpperTails upper_tails(const ComplexArray& conjugate_spectrum, const Fourier& fourier, std::int64_t smallest,
                       std::int64_t largest) {
  const std::size_t length = conjugate_spectrum.size();
  const ComplexArray probability = fourier.forward(conjugate_spectrum);
  UpperTails tails{smallest, std::vector<double>(static_cast<std::size_t>(largest - smallest) + 1)};
  double sum = 0;
  // Noise of both signs is summed as it is: setting the negative half to zero would add up the positive half.
  for (std::size_t place = tails.from.size(); place-- > 0;) {
    const double p =
        probability.real[(static_cast<std::size_t>(smallest) + place) % length] / static_cast<double>(length);
    if (p < 0) tails.negative -= p;
    sum += p;
    tails.from[place] = sum;
  }
  return tails;
}

// One copy of a value x stays in place: B_r(t) = (n A_r(t) - r B_{r-1}(t - x)) / (n - r), which holds for tails as it
// does for probabilities; errors shrink by r/(n-r) in each step.
double upper_without(const std::vector<UpperTails>& tails, std::int64_t n, std::int64_t x, std::int64_t drawn,
                     std::int64_t sum) {
  std::int64_t t = sum - drawn * x;
  double b = t <= 0 ? 1 : 0;
  for (std::int64_t r = 1; r <= drawn; ++r) {
    t += x;
    b = (static_cast<double>(n) * tails[static_cast<std::size_t>(r)].at(t) - static_cast<double>(r) * b) /
        static_cast<double>(n - r);
  }
  return b;
}

// Which numbers drawn need a distribution: those asked for, or all smaller ones too where a value stays in place.
std::vector<std::uint8_t> wanted_draws(std::span<const DrawQuestion> questions) {
  std::vector<std::uint8_t> wanted(static_cast<std::size_t>(largest_draw(questions)) + 1);
  for (const DrawQuestion& question : questions) {
    wanted[static_cast<std::size_t>(question.drawn)] = 1;
    if (question.own != nobody) std::fill_n(wanted.begin(), question.drawn, std::uint8_t{1});
  }
  return wanted;
}

std::vector<UpperTails> all_tails(const Lattice& lattice, const std::vector<std::uint8_t>& wanted) {
  const ExtremeSums extremes = extreme_sums(lattice, static_cast<std::int64_t>(wanted.size()) - 1);
  const std::size_t length = transform_length(extremes);
  const Spectra spectra(lattice, length, wanted);
  const Fourier fourier(length);
  std::vector<UpperTails> tails(wanted.size());
  parallel_chunks(wanted.size(), 1, [&](std::size_t r, std::size_t) {
    if (wanted[r] != 0)
      tails[r] = upper_tails(spectra.conjugate(r), fourier, extremes.smallest[r], extremes.largest[r]);
  });
  return tails;
}

}  // namespace

bool transform_is_affordable(const Lattice& lattice, std::span<const DrawQuestion> questions) {
  const std::int64_t drawn = largest_draw(questions);
  const auto length = static_cast<double>(transform_length(extreme_sums(lattice, drawn)));
  return length * static_cast<double>(drawn + 1) * 16 <= most_bytes;
}

std::optional<std::vector<Tails>> tails_by_transform(const Lattice& lattice, std::span<const DrawQuestion> questions) {
  const std::vector<UpperTails> tails = all_tails(lattice, wanted_draws(questions));
  if (std::ranges::any_of(tails, [](const UpperTails& t) { return t.negative > most_negative; })) return std::nullopt;

  std::vector<Tails> answers(questions.size());
  parallel_chunks(questions.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const DrawQuestion& question = questions[i];
      const auto upper = [&](std::int64_t sum) {
        if (question.own == nobody) return tails[static_cast<std::size_t>(question.drawn)].at(sum);
        return upper_without(tails, lattice.size, lattice.value[question.own], question.drawn, sum);
      };
      answers[i] = {std::clamp(upper(question.sum), 0.0, 1.0), std::clamp(1 - upper(question.sum + 1), 0.0, 1.0)};
    }
  });
  return answers;
}

}  // namespace vigie

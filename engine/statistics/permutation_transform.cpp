// Newton's identities give the transform of the distribution of sums from the transform of the histogram.
#include "engine/statistics/permutation_transform.h"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.h"
#include "engine/base/wide_vectors.h"
#include "engine/statistics/fourier.h"

namespace vigie {
namespace {

constexpr double most_bytes = 256e6;
constexpr double most_products = 2e10;  // complex ones, about twenty seconds of one processor
constexpr double most_negative = 1e-12;
constexpr std::size_t frequencies_at_once = 64;

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

constexpr std::size_t lanes = 8;  // frequencies whose running sums stay in registers
struct ComplexLanes {
  double real[lanes], imaginary[lanes];
};

// a_r = sum_{s=1..r} factor_s a_{r-s} p_s for r = 1..most, given a_0; `a` and `power` are indexed by r and s.
VIGIE_WIDE_VECTORS void newton(std::size_t most, const std::vector<double>* factor, const ComplexLanes* power,
                               ComplexLanes* a) {
  for (std::size_t r = 1; r <= most; ++r) {
    double real[lanes] = {}, imaginary[lanes] = {};
    for (std::size_t s = 1; s <= r; ++s) {
      const double weight = factor[r][s];
      const ComplexLanes &x = a[r - s], &p = power[s];
      for (std::size_t f = 0; f < lanes; ++f) {
        const double re = weight * p.real[f], im = weight * p.imaginary[f];
        real[f] += x.real[f] * re - x.imaginary[f] * im;
        imaginary[f] += x.real[f] * im + x.imaginary[f] * re;
      }
    }
    for (std::size_t f = 0; f < lanes; ++f) {
      a[r].real[f] = real[f];
      a[r].imaginary[f] = imaginary[f];
    }
  }
}

// The transform a_r of the distribution of the sum of r values, for frequencies 0..length/2.
class Spectra {
 public:
  Spectra(const ValueLattice& lattice, std::size_t length, const std::vector<std::uint8_t>& wanted)
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

  // The whole spectrum of the first plus i times that of the second, conjugated: one forward transform then gives both
  // distributions, the first as its real part, the second as its negative imaginary part.
  ComplexArray paired(std::size_t first, std::size_t second) const {
    const ComplexArray &a = of_[first], &b = of_[second];
    ComplexArray whole(length_);
    for (std::size_t j = 0; j <= length_ / 2; ++j) {
      whole.real[j] = a.real[j] - b.imaginary[j];
      whole.imaginary[j] = -a.imaginary[j] - b.real[j];
    }
    for (std::size_t j = length_ / 2 + 1; j < length_; ++j) {
      const std::size_t mirror = length_ - j;
      whole.real[j] = a.real[mirror] + b.imaginary[mirror];
      whole.imaginary[j] = a.imaginary[mirror] - b.real[mirror];
    }
    return whole;
  }

 private:
  // Power sums are reads of the histogram's transform: p_s(j) = H[(j s) mod length].
  void solve(std::size_t begin, std::size_t end) {
    const std::size_t most = of_.size() - 1;
    std::vector<ComplexLanes> power(most + 1), a(most + 1);
    std::ranges::fill(a[0].real, 1.0);
    std::ranges::fill(a[0].imaginary, 0.0);
    for (std::size_t first = begin; first < end; first += lanes) {
      const std::size_t count = std::min(lanes, end - first);
      for (std::size_t s = 1; s <= most; ++s) {
        for (std::size_t f = 0; f < count; ++f) {
          const std::size_t place = ((first + f) * s) & (length_ - 1);
          power[s].real[f] = histogram_.real[place];
          power[s].imaginary[f] = histogram_.imaginary[place];
        }
      }
      newton(most, factor_.data(), power.data(), a.data());
      for (std::size_t r = 0; r <= most; ++r) {
        if (of_[r].size() == 0) continue;
        std::copy_n(a[r].real, count, of_[r].real.begin() + static_cast<std::ptrdiff_t>(first));
        std::copy_n(a[r].imaginary, count, of_[r].imaginary.begin() + static_cast<std::ptrdiff_t>(first));
      }
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

// `probability` holds `scale` times the distribution of sums, read modulo its length.
UpperTails upper_tails(const std::vector<double>& probability, double scale, std::int64_t smallest,
                       std::int64_t largest) {
  const std::size_t length = probability.size();
  UpperTails tails{smallest, std::vector<double>(static_cast<std::size_t>(largest - smallest) + 1)};
  double sum = 0;
  // Noise of both signs is summed as it is: setting the negative half to zero would add up the positive half.
  for (std::size_t place = tails.from.size(); place-- > 0;) {
    const double p = probability[(static_cast<std::size_t>(smallest) + place) & (length - 1)] / scale;
    if (p < 0) tails.negative -= p;
    sum += p;
    tails.from[place] = sum;
  }
  return tails;
}

// The r from which on B_r is computed: its weight in the end, product_{u=r+1..k} u / (n - u), is lost to rounding.
std::int64_t first_kept(std::int64_t n, std::int64_t drawn) {
  double weight = 1;
  std::int64_t r = drawn;
  for (; r > 0 && weight > 1e-18; --r) weight *= static_cast<double>(r) / static_cast<double>(n - r);
  return r;
}

// One copy of a value x stays in place: B_r(t) = (n A_r(t) - r B_{r-1}(t - x)) / (n - r), which holds for tails as it
// does for probabilities; errors shrink by r/(n-r) in each step, so that few steps are enough where n is large.
double upper_without(const std::vector<UpperTails>& tails, std::int64_t n, std::int64_t x, std::int64_t drawn,
                     std::int64_t sum) {
  const std::int64_t first = first_kept(n, drawn);
  std::int64_t t = sum - (drawn - first) * x;
  double b = first > 0 ? tails[static_cast<std::size_t>(first)].at(t) : t <= 0 ? 1 : 0;
  for (std::int64_t r = first + 1; r <= drawn; ++r) {
    t += x;
    b = (static_cast<double>(n) * tails[static_cast<std::size_t>(r)].at(t) - static_cast<double>(r) * b) /
        static_cast<double>(n - r);
  }
  return b;
}

// Numbers drawn from..to, answered together from the distributions of the `wanted` numbers.
struct Batch {
  std::int64_t from, to;
  std::vector<std::uint8_t> wanted;  // by number drawn, up to `to`
  std::size_t kept = 0;              // how many are wanted
};

// As many numbers drawn at once as memory allows: every batch costs a run through Newton's identities.
std::vector<Batch> batches_of(const ValueLattice& lattice, std::span<const DrawQuestion> questions, double most_kept) {
  std::vector<std::uint8_t> asked(static_cast<std::size_t>(largest_draw(questions)) + 1);
  for (const DrawQuestion& question : questions) asked[static_cast<std::size_t>(question.drawn)] = 1;
  const bool own_stays = !questions.empty() && questions[0].own != nobody;
  std::vector<Batch> batches;
  for (std::int64_t drawn = 0; drawn < static_cast<std::int64_t>(asked.size()); ++drawn) {
    if (asked[static_cast<std::size_t>(drawn)] == 0) continue;
    const std::int64_t first = own_stays ? first_kept(lattice.size, drawn) : drawn;
    const bool joins = !batches.empty() && static_cast<double>(batches.back().kept + 1 +
                                                               static_cast<std::size_t>(drawn - first)) <= most_kept;
    if (!joins) batches.push_back({drawn, drawn, {}, 0});
    Batch& batch = batches.back();
    batch.to = drawn;
    batch.wanted.resize(static_cast<std::size_t>(drawn) + 1);
    for (std::int64_t r = first; r <= drawn; ++r) {
      batch.kept += batch.wanted[static_cast<std::size_t>(r)] == 0 ? 1 : 0;
      batch.wanted[static_cast<std::size_t>(r)] = 1;
    }
  }
  return batches;
}

double kept_at_once(double length) {
  return most_bytes / (16 * length) - 6;  // spectrum and tails; the transforms under way need the rest
}

std::vector<UpperTails> all_tails(const ValueLattice& lattice, const ExtremeSums& extremes, std::size_t length,
                                  const std::vector<std::uint8_t>& wanted) {
  const Spectra spectra(lattice, length, wanted);
  const Fourier fourier(length);
  const auto scale = static_cast<double>(length);
  std::vector<std::size_t> draws;
  for (std::size_t r = 0; r < wanted.size(); ++r)
    if (wanted[r] != 0) draws.push_back(r);
  std::vector<UpperTails> tails(wanted.size());
  parallel_chunks(draws.size(), 2, [&](std::size_t begin, std::size_t end) {
    const std::size_t first = draws[begin], second = draws[end - 1];
    const ComplexArray both = fourier.forward(spectra.paired(first, second));
    tails[first] = upper_tails(both.real, scale, extremes.smallest[first], extremes.largest[first]);
    if (second != first)
      tails[second] = upper_tails(both.imaginary, -scale, extremes.smallest[second], extremes.largest[second]);
  });
  return tails;
}

}  // namespace

bool transform_is_affordable(const ValueLattice& lattice, std::span<const DrawQuestion> questions) {
  const std::int64_t drawn = largest_draw(questions);
  const auto length = static_cast<double>(transform_length(extreme_sums(lattice, drawn)));
  const auto most = static_cast<double>(drawn);
  if (length * most * most / 4 > most_products) return false;
  const double at_once = kept_at_once(length);
  const std::vector<Batch> batches = batches_of(lattice, questions, at_once);
  const auto fits = [&](const Batch& batch) { return static_cast<double>(batch.kept) <= at_once; };
  return length * most * most / 4 * static_cast<double>(batches.size()) <= most_products &&
         std::ranges::all_of(batches, fits);
}

std::optional<std::vector<Tails>> tails_by_transform(const ValueLattice& lattice,
                                                     std::span<const DrawQuestion> questions) {
  const ExtremeSums extremes = extreme_sums(lattice, largest_draw(questions));
  const std::size_t length = transform_length(extremes);
  std::vector<Tails> answers(questions.size());
  for (const Batch& batch : batches_of(lattice, questions, kept_at_once(static_cast<double>(length)))) {
    const std::vector<UpperTails> tails = all_tails(lattice, extremes, length, batch.wanted);
    if (std::ranges::any_of(tails, [](const UpperTails& t) { return t.negative > most_negative; })) return std::nullopt;
    parallel_chunks(questions.size(), 4096, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const DrawQuestion& question = questions[i];
        if (question.drawn < batch.from || question.drawn > batch.to) continue;
        const auto upper = [&](std::int64_t sum) {
          if (question.own == nobody) return tails[static_cast<std::size_t>(question.drawn)].at(sum);
          return upper_without(tails, lattice.size, lattice.value[question.own], question.drawn, sum);
        };
        answers[i] = {std::clamp(upper(question.sum), 0.0, 1.0), std::clamp(1 - upper(question.sum + 1), 0.0, 1.0)};
      }
    });
  }
  return answers;
}

}  // namespace vigie

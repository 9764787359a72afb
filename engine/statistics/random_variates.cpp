// The ziggurat's layers are computed once; a draw reads one of them and seldom calls a logarithm.
#include "engine/statistics/random_variates.h"

#include <array>
#include <cmath>

namespace vigie {
namespace {

constexpr std::size_t layers = 128;
constexpr double tail_start = 3.442619855899;  // Marsaglia & Tsang 2000, for 128 layers
constexpr double layer_area = 9.91256303526217e-3;

struct Ziggurat {
  std::array<double, layers + 1> edge{};
  std::array<double, layers> ratio{};

  Ziggurat() {
    double height = std::exp(-0.5 * tail_start * tail_start);
    edge[0] = layer_area / height;
    edge[1] = tail_start;
    edge[layers] = 0;
    for (std::size_t i = 2; i < layers; ++i) {
      edge[i] = std::sqrt(-2 * std::log(layer_area / edge[i - 1] + height));
      height = std::exp(-0.5 * edge[i] * edge[i]);
    }
    for (std::size_t i = 0; i < layers; ++i) ratio[i] = edge[i + 1] / edge[i];
  }
};

const Ziggurat ziggurat;

// Beyond the last layer (Marsaglia 1964).
double tail(AddressedRandom& random, bool negative) {
  double x, y;
  do {
    x = std::log(1 - uniform_variate(random)) / tail_start;
    y = std::log(1 - uniform_variate(random));
  } while (-2 * y < x * x);
  return negative ? x - tail_start : tail_start - x;
}

}  // namespace

double normal_variate(AddressedRandom& random) {
  while (true) {
    const std::uint64_t high = random.next(), bits = high << 32 | random.next();
    const std::size_t layer = bits & (layers - 1);
    const double u = 2 * (static_cast<double>(bits >> 11) * 0x1.0p-53) - 1;
    if (std::fabs(u) < ziggurat.ratio[layer]) return u * ziggurat.edge[layer];
    if (layer == 0) return tail(random, u < 0);
    const double x = u * ziggurat.edge[layer];
    const double below = std::exp(-0.5 * (ziggurat.edge[layer] * ziggurat.edge[layer] - x * x));
    const double above = std::exp(-0.5 * (ziggurat.edge[layer + 1] * ziggurat.edge[layer + 1] - x * x));
    if (above + uniform_variate(random) * (below - above) < 1) return x;
  }
}

GammaShape::GammaShape(double shape) {
  if (shape < 1) {
    exponent = 1 / shape;
    shape += 1;
  }
  d = shape - 1.0 / 3;
  c = 1 / std::sqrt(9 * d);
}

double gamma_variate(AddressedRandom& random, const GammaShape& shape) {
  while (true) {
    const double x = normal_variate(random), base = 1 + shape.c * x;
    if (base <= 0) continue;
    const double v = base * base * base, u = 1 - uniform_variate(random), square = x * x;
    if (u >= 1 - 0.0331 * square * square && std::log(u) >= 0.5 * square + shape.d * (1 - v + std::log(v))) continue;
    const double drawn = shape.d * v;
    return shape.exponent > 0 ? drawn * std::pow(1 - uniform_variate(random), shape.exponent) : drawn;
  }
}

}  // namespace vigie

// Weights that fall with distance.
#include "engine/data/weights.h"

#include <cmath>

namespace vigie {
namespace {

double base_weight(Decay::Shape shape, double distance, double reach, double closest) {
  // At the reach itself rounding must not leave a neighbor of weight 1e-16.
  const double u = distance < reach * (1 - 1e-12) ? distance / reach : 1;
  switch (shape) {
    case Decay::Shape::none:
      return 1;
    case Decay::Shape::inverse_distance:
      return distance <= closest * (1 + 1e-12) ? 1 : closest / distance;
    case Decay::Shape::triangular:
      return 1 - u;
    case Decay::Shape::epanechnikov:
      return 1 - u * u;
    case Decay::Shape::quartic:
      return (1 - u * u) * (1 - u * u);
    case Decay::Shape::gaussian:
      return std::exp(-u * u / 2);
  }
  return 0;
}

}  // namespace

double weight_at(const Decay& decay, double distance, double reach, double closest) {
  const double weight = base_weight(decay.shape, distance, reach, closest);
  return decay.power == 1 ? weight : std::pow(weight, decay.power);
}

}  // namespace vigie

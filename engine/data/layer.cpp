// Class limits that show where the middle and the top are.
#include "engine/data/layer.h"

#include <algorithm>
#include <cmath>

namespace vigie {

std::vector<double> quintiles(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  std::ranges::sort(values);
  std::vector<double> limits;
  for (std::size_t i = 0; i <= 5 && !values.empty(); ++i) limits.push_back(values[(values.size() - 1) * i / 5]);
  limits.erase(std::ranges::unique(limits).begin(), limits.end());
  return limits;
}

}  // namespace vigie

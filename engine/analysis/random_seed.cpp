// One declaration, one way to read it.
#include "engine/analysis/random_seed.h"

namespace vigie {

const Parameter seed_parameter{.name = "seed",
                               .kind = ParameterKind::integer,
                               .fallback = "1",
                               .minimum = 0,
                               .maximum = 9e15,
                               .help = "Seed of the random draws; the same seed gives the same result."};

std::uint64_t seed_of(const Settings& settings) {
  return static_cast<std::uint64_t>(settings.required_number(seed_parameter));
}

}  // namespace vigie

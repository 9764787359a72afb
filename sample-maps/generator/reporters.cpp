// Keys are numbers scrambled with a salt: stable within the file, and no person stands behind them.
#include "sample-maps/generator/reporters.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigie::sample {

std::string reporter_key(int zone, int person) {
  constexpr std::uint64_t salt = 0x5eed5a17;
  return fmt::format(
      "{:012x}",
      scrambled(salt + static_cast<std::uint64_t>(zone) * 1000000 + static_cast<std::uint64_t>(person)) >> 16);
}

Voice citizen_of(int zone, int population, double by_app, Dice& dice) {
  Voice voice;
  const double share = dice.unit();
  if (share < by_app)
    voice.channel = dice.chance(0.68) ? "app" : "web";
  else
    voice.channel = dice.chance(0.74) ? "phone" : "desk";
  const double chance = dice.unit();
  const int pool = std::max(30, population / 10);
  const bool nameless = dice.chance(voice.channel == "phone" ? 0.35 : 0.08);
  if (!nameless) voice.key = reporter_key(zone, static_cast<int>(pool * chance * chance));
  return voice;
}

}  // namespace vigie::sample

// Who speaks, as a key that names nobody, and through which channel.
#pragma once

#include <string>
#include <string_view>

#include "sample-maps/generator/dice.h"

namespace vigie::sample {

struct Voice {
  std::string key;  // "" for those who give no name
  std::string_view channel;
};

/// Twelve hexadecimal digits, as a salted hash would give.
std::string reporter_key(int zone, int person);

/// Few speak often and many once: the square of a uniform draw over one in ten inhabitants.
Voice citizen_of(int zone, int population, double by_app, Dice& dice);

}  // namespace vigie::sample

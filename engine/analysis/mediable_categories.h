// Which categories of reports a mediator can help with, by the words of four languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// Whether a category's name speaks of what neighbourhood mediation is mostly about: noise, neighbours, quarrels, dogs.
bool sounds_mediable(std::string_view category);

/// Whether it speaks of what cannot be mediated: violence, also in the family, threats, weapons, drug dealing, cases
/// before a court.
bool cannot_be_mediated(std::string_view category);

}  // namespace vigie

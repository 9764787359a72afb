// Words about what is expected: a part of the vocabulary, beside those that vocabulary.h lists.
#pragma once

#include "engine/analysis/vocabulary.h"

namespace vigie {

/// Mixes of categories, reports beside those expected, and what one watch area adds.
std::span<const Phrase> expectation_phrases();

}  // namespace vigie

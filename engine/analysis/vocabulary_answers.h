// Words about answers: a part of the vocabulary, beside those that vocabulary.h lists.
#pragma once

#include "engine/analysis/vocabulary.h"

namespace vigie {

/// The table of answers and its columns.
std::span<const Phrase> answer_phrases();

}  // namespace vigie

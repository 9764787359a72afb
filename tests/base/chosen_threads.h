// As many threads as a test wants.
#pragma once

#include "engine/base/parallel.h"

namespace vigie {

/// While it lives, loops run on `count` threads; afterwards on one per processor again.
struct ChosenThreads {
  explicit ChosenThreads(int count) { set_threads(count); }
  ~ChosenThreads() { set_threads(0); }
  ChosenThreads(const ChosenThreads&) = delete;
  ChosenThreads& operator=(const ChosenThreads&) = delete;
};

}  // namespace vigie

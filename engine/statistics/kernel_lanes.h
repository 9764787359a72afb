// Four doubles at a time, with the same bits whether the processor takes them at once or in two halves.
#pragma once

#include <cstring>

// Compiled twice and chosen when the program starts: wider registers where there are any, one portable program. A
// sanitizer's start-up comes too late for that choice.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define VIGIE_WIDE_WHERE_POSSIBLE [[gnu::target_clones("avx2", "default")]]
#else
#define VIGIE_WIDE_WHERE_POSSIBLE
#endif

namespace vigie {

/// For local variables: memory that is allocated need not be aligned for it.
using Four = double __attribute__((vector_size(32)));

[[gnu::always_inline]] inline void load(Four& lanes, const double* from) {
  std::memcpy(&lanes, from, sizeof lanes);
}

[[gnu::always_inline]] inline void store(const Four& lanes, double* to) {
  std::memcpy(to, &lanes, sizeof lanes);
}

}  // namespace vigie

// Four doubles or eight floats at a time, with the same bits whether the processor takes them at once or in two halves.
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

/// For local variables: memory that is allocated need not be aligned for them.
using Four = double __attribute__((vector_size(32)));
using Eight = float __attribute__((vector_size(32)));

template <class Lanes, class Number>
[[gnu::always_inline]] inline void load(Lanes& lanes, const Number* from) {
  static_assert(sizeof lanes == 32 && sizeof lanes[0] == sizeof *from);
  std::memcpy(&lanes, from, sizeof lanes);
}

template <class Lanes, class Number>
[[gnu::always_inline]] inline void store(const Lanes& lanes, Number* to) {
  static_assert(sizeof lanes == 32 && sizeof lanes[0] == sizeof *to);
  std::memcpy(to, &lanes, sizeof lanes);
}

[[gnu::always_inline]] inline void add_to(double* to, const Four& lanes) {
  Four sum;
  load(sum, to);
  store(sum + lanes, to);
}

[[gnu::always_inline]] inline void add_to(double* to, const Eight& lanes) {
  using Half = float __attribute__((vector_size(16)));
  Half low, high;
  std::memcpy(&low, &lanes, sizeof low);
  std::memcpy(&high, reinterpret_cast<const char*>(&lanes) + sizeof low, sizeof high);
  add_to(to, __builtin_convertvector(low, Four));
  add_to(to + 4, __builtin_convertvector(high, Four));
}

}  // namespace vigie

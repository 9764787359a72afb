// The global operator new decides where an array lies.
#include "cli/spill.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "cli/large_arrays.h"

namespace vigie::cli {
namespace {

constexpr std::int64_t least_memory = 256 << 20;  // with less a run would only move pages

// Never destroyed: destructors of other statics may free what it knows.
LargeArrays& large_arrays() {
  alignas(LargeArrays) static std::byte room[sizeof(LargeArrays)];
  static LargeArrays& all = *new (room) LargeArrays;
  return all;
}

}  // namespace

void spill_beyond(std::int64_t bytes) {
  large_arrays().begin(static_cast<std::size_t>(std::max(bytes, least_memory)));
}

}  // namespace vigie::cli

// The sanitizer keeps its own account of memory: under it nothing is spilled.
#if !defined(__SANITIZE_ADDRESS__)

void* operator new(std::size_t bytes) {
  using namespace vigie::cli;
  void* memory = nullptr;
  if (bytes >= least_large && large_arrays().begun()) memory = large_arrays().allocate(bytes);
  if (memory == nullptr) memory = std::malloc(bytes > 0 ? bytes : 1);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete(void* memory) noexcept {
  using namespace vigie::cli;
  if (!large_arrays().begun() || !large_arrays().release(memory)) std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

#endif

// Alignment to large pages, and the wish for them.
#include "engine/base/large_array.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace vigie {
namespace {

constexpr std::size_t large_page = std::size_t{2} << 20;

}  // namespace

void* allocate_large(std::size_t bytes) {
  const std::size_t alignment = bytes < large_page ? alignof(std::max_align_t) : large_page;
  const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, whole > 0 ? whole : alignment);
  if (memory == nullptr) throw std::bad_alloc();
  if (whole >= large_page) madvise(memory, whole, MADV_HUGEPAGE);
  return memory;
}

void FreeLarge::operator()(void* memory) const {
  std::free(memory);
}

}  // namespace vigie

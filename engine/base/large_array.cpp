// Alignment to large pages, the wish for them, and taking them side by side.
#include "engine/base/large_array.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <new>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::size_t large_page = std::size_t{2} << 20;

}  // namespace

void wish_large_pages(void* memory, std::size_t bytes) {
  const std::size_t to_page = (large_page - reinterpret_cast<std::uintptr_t>(memory) % large_page) % large_page;
  if (bytes < to_page + large_page) return;
  madvise(static_cast<std::byte*>(memory) + to_page, (bytes - to_page) / large_page * large_page, MADV_HUGEPAGE);
}

void take_pages(void* memory, std::size_t bytes) {
  constexpr std::size_t least = 2 * large_page, page = 4096;
  const std::size_t to_page = (page - reinterpret_cast<std::uintptr_t>(memory) % page) % page;
  if (bytes < least + to_page) return;
  std::byte* const first = static_cast<std::byte*>(memory) + to_page;
  parallel_chunks((bytes - to_page) / page * page, large_page, [&](std::size_t begin, std::size_t end) {
    madvise(first + begin, end - begin, MADV_POPULATE_WRITE);  // a wish
  });
}

void* allocate_large(std::size_t bytes) {
  const std::size_t alignment = bytes < large_page ? alignof(std::max_align_t) : large_page;
  const std::size_t whole = (bytes + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, whole > 0 ? whole : alignment);
  if (memory == nullptr) throw std::bad_alloc();
  wish_large_pages(memory, whole);
  return memory;
}

void FreeLarge::operator()(void* memory) const {
  std::free(memory);
}

}  // namespace vigie

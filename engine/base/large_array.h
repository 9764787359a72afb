// Memory for arrays of many megabytes: in large pages where the system offers them, and taken by all threads, so that
// filling an array is not mostly the system's work of handing out pages.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <vector>

namespace vigie {

/// Takes the pages of memory that was not used yet, which stay as they are. Without effect where the system cannot.
void take_pages(void* memory, std::size_t bytes);

/// Asks for large pages where whole ones lie in this memory: taking many small ones costs several times as much.
void wish_large_pages(void* memory, std::size_t bytes);

/// Room for `count` elements in all, in large pages where the system offers them.
template <class T>
void reserve_large(std::vector<T>& values, std::size_t count) {
  if (count <= values.capacity()) return;
  values.reserve(count);
  wish_large_pages(values.data(), count * sizeof(T));
}

/// std::vector<T>(count, value).
template <class T>
std::vector<T> filled_vector(std::size_t count, T value) {
  std::vector<T> values;
  reserve_large(values, count);
  take_pages(values.data(), count * sizeof(T));
  values.resize(count, value);
  return values;
}

/// Memory for `bytes`, not filled; large pages are a wish, never a condition. Throws std::bad_alloc.
void* allocate_large(std::size_t bytes);

struct FreeLarge {
  void operator()(void* memory) const;
};

template <class T>
using LargeArray = std::unique_ptr<T[], FreeLarge>;

/// `count` elements, not filled.
template <class T>
LargeArray<T> large_array(std::size_t count) {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  return LargeArray<T>(static_cast<T*>(allocate_large(count * sizeof(T))));
}

}  // namespace vigie

// A thread takes pages of files out of sight once too many are seen. What they hold is then in the system's cache, or
// on the disk, and comes back when it is looked at.
#include "cli/large_arrays.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/memory_size.h"
#include "engine/io/unnamed_file.h"

namespace vigie::cli {
namespace {

constexpr std::size_t page = 4096;
constexpr auto between_looks = std::chrono::milliseconds(5);

// Null where there is no room for it.
void* map_file(const std::string& folder, std::size_t bytes) {
  const FileHandle file = unnamed_file(folder);
  const auto size = static_cast<off_t>(bytes);
  // Room is taken at once: a disk that is full later would end the process.
  if (!file.opened() || ::fallocate(file.descriptor(), 0, 0, size) != 0) return nullptr;
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor(), 0);
  return memory == MAP_FAILED ? nullptr : memory;
}

void* map_memory(std::size_t bytes) {
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish
  return memory;
}

}  // namespace

void LargeArrays::begin(std::size_t memory) {
  folder_ = folder_on_disk();
  if (folder_.empty()) return;
  most_in_memory_ = memory / 2;     // the other half is for small things, and for what is seen of the files
  most_resident_ = memory / 4 * 3;  // more pages come into sight until the next look
  begun_.store(true, std::memory_order_release);
}

void* LargeArrays::allocate(std::size_t bytes) {
  bytes = (bytes + page - 1) / page * page;
  const std::lock_guard lock(mutex_);
  if (count_ == arrays_.size()) return nullptr;
  void* array = in_memory_ + bytes > most_in_memory_ ? map_file(folder_, bytes) : nullptr;
  const bool in_file = array != nullptr;
  if (!in_file) array = map_memory(bytes);
  if (array == nullptr) return nullptr;
  arrays_[count_++] = {array, bytes, in_file};
  if (!in_file) in_memory_ += bytes;
  if (in_file && !watched_) {
    watched_ = true;
    std::thread([this] { watch(); }).detach();
  }
  return array;
}

bool LargeArrays::release(void* array) {
  if (reinterpret_cast<std::uintptr_t>(array) % page != 0) return false;
  const std::lock_guard lock(mutex_);
  const auto end = arrays_.begin() + static_cast<std::ptrdiff_t>(count_);
  const auto found = std::find_if(arrays_.begin(), end, [&](const Array& known) { return known.begin == array; });
  if (found == end) return false;
  ::munmap(array, found->bytes);
  if (!found->in_file) in_memory_ -= found->bytes;
  *found = arrays_[--count_];
  return true;
}

void LargeArrays::watch() {
  const auto most = static_cast<std::int64_t>(most_resident_);
  for (;; std::this_thread::sleep_for(between_looks))
    for (std::int64_t resident = resident_memory(::getpid()); resident > most; resident = resident_memory(::getpid()))
      if (!take_out_of_sight()) break;
}

// Some slices in turn; false where there is nothing.
bool LargeArrays::take_out_of_sight() {
  constexpr int at_a_time = 8;
  bool any = false;
  for (int i = 0; i < at_a_time; ++i) any = take_next_slice() || any;
  return any;
}

// The next in turn, array after array; false where no array lies in a file.
bool LargeArrays::take_next_slice() {
  constexpr std::size_t slice = 8 << 20;
  const std::lock_guard lock(mutex_);
  for (std::size_t tries = 0; tries <= count_; ++tries) {
    if (next_array_ >= count_) next_array_ = next_byte_ = 0;
    const Array& array = arrays_[next_array_];
    if (!array.in_file || next_byte_ >= array.bytes) {
      ++next_array_;
      next_byte_ = 0;
      continue;
    }
    ::madvise(static_cast<std::byte*>(array.begin) + next_byte_, std::min(slice, array.bytes - next_byte_),
              MADV_DONTNEED);
    next_byte_ += slice;
    return true;
  }
  return false;
}

}  // namespace vigie::cli

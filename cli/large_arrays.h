// Arrays of many megabytes: where each of them lies, and how much of them is in sight.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

namespace vigie::cli {

/// Bytes of an array that is worth a file.
inline constexpr std::size_t least_large = 8 << 20;

/// All large arrays of a process. Safe in several threads.
class LargeArrays {
 public:
  /// To be called once: about `memory` bytes are to be resident at most. Without a folder on a disk nothing begins.
  void begin(std::size_t memory);
  bool begun() const { return begun_.load(std::memory_order_acquire); }
  /// Null where neither memory nor disk has room.
  void* allocate(std::size_t bytes);
  /// False for an array that is none of these.
  bool release(void* array);

 private:
  struct Array {
    void* begin = nullptr;
    std::size_t bytes = 0;
    bool in_file = false;
  };

  void watch();
  bool take_out_of_sight();
  bool take_next_slice();

  std::atomic<bool> begun_ = false;
  std::size_t most_in_memory_ = 0, most_resident_ = 0;
  std::string folder_;
  std::mutex mutex_;  // of what follows
  // Whatever keeps account of memory must not ask for any itself.
  std::array<Array, 1024> arrays_{};
  std::size_t count_ = 0, in_memory_ = 0, next_array_ = 0, next_byte_ = 0;
  bool watched_ = false;
};

}  // namespace vigie::cli

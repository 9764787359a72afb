// Loops over fixed chunks: the same chunks, and so the same bits, for any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace vigie {

/// Sets how many threads later loops use; 0 means one per processor. Call before any loop runs.
void set_threads(int count);
int threads();

/// Calls body(begin, end) for the consecutive chunks of [0, count), in any order and on several threads.
/// Chunk borders depend on `chunk` alone. An exception from a body ends the loop and is thrown here
/// (the one of the lowest chunk). Throws Interrupted between chunks once a stop was requested.
void parallel_chunks(std::size_t count, std::size_t chunk,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

/// Asks every loop to stop at its next chunk. Safe in a signal handler.
void request_stop() noexcept;
bool stop_requested() noexcept;

/// Throws Interrupted if a stop was requested, or if the work of this thread is given up (see Background).
void check_stop();

/// While it lives, loops that this thread begins, and those within them, also end where the flag is set.
class LoopsOf {
 public:
  explicit LoopsOf(const std::atomic<bool>* given_up) noexcept;
  ~LoopsOf();
  LoopsOf(const LoopsOf&) = delete;
  LoopsOf& operator=(const LoopsOf&) = delete;

 private:
  const std::atomic<bool>* before_;
};

}  // namespace vigie

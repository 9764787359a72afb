// Medians of repeated work, wall and processor time, and the peak of memory.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

namespace vigie::benchmark {

struct Timing {
  double wall = 0, processor = 0;  // seconds, medians
};

inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// One warm-up, then `repeats` measured calls.
inline Timing measure(int repeats, const std::function<void()>& work) {
  std::vector<double> wall, processor;
  for (int repeat = 0; repeat <= repeats; ++repeat) {
    const auto begun = std::chrono::steady_clock::now();
    const std::clock_t ticks = std::clock();
    work();
    if (repeat == 0) continue;
    wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    processor.push_back(static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC);
  }
  return {median(wall), median(processor)};
}

inline double peak_mebibytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

/// "name,wall,processor": what the shell around the program reads.
inline void print(const char* name, Timing timing) {
  std::printf("%s,%.4f,%.4f\n", name, timing.wall, timing.processor);
  std::fflush(stdout);
}

}  // namespace vigie::benchmark

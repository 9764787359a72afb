// Runs that meet become one, so that equal lists have equal runs.
#include "engine/data/row_runs.h"

#include <algorithm>
#include <utility>

namespace vigie {

void RowRuns::append(const RowRuns& part, std::int64_t more) {
  for (const Run& run : part.runs()) add({run.first + more, run.count});
}

std::int64_t RowRuns::operator[](std::size_t i) const {
  const auto run = std::ranges::upper_bound(runs_, i, {}, &Begin::before) - 1;
  return run->first + static_cast<std::int64_t>(i - run->before);
}

std::vector<RowRuns::Run> RowRuns::runs() const {
  std::vector<Run> runs;
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    const std::size_t end = r + 1 < runs_.size() ? runs_[r + 1].before : size_;
    runs.push_back({runs_[r].first, static_cast<std::int64_t>(end - runs_[r].before)});
  }
  return runs;
}

std::vector<std::int64_t> RowRuns::all() const {
  std::vector<std::int64_t> rows;
  rows.reserve(size_);
  for (const Run& run : runs())
    for (std::int64_t i = 0; i < run.count; ++i) rows.push_back(run.first + i);
  return rows;
}

void RowRuns::leave_out(std::span<const std::size_t> places) {
  RowRuns kept;
  auto next = places.begin();
  std::size_t before = 0;  // rows of the runs before
  for (const Run& run : runs()) {
    const std::size_t end = before + static_cast<std::size_t>(run.count);
    // From each row that is kept to the next one that is not.
    std::size_t from = before;
    for (; next != places.end() && *next < end; from = *next++ + 1)
      kept.add({run.first + static_cast<std::int64_t>(from - before), static_cast<std::int64_t>(*next - from)});
    kept.add({run.first + static_cast<std::int64_t>(from - before), static_cast<std::int64_t>(end - from)});
    before = end;
  }
  *this = std::move(kept);
}

}  // namespace vigie

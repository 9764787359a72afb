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

void RowRuns::keep_only(const std::vector<std::uint8_t>& keep) {
  RowRuns kept;
  auto at = keep.begin();
  for (const Run& run : runs()) {
    const auto end = at + run.count;
    // From each row that is kept to the next one that is not.
    for (auto from = std::find_if(at, end, [](auto k) { return k != 0; }); from != end;) {
      const auto to = std::find(from, end, 0);
      kept.add({run.first + (from - at), to - from});
      from = std::find_if(to, end, [](auto k) { return k != 0; });
    }
    at = end;
  }
  *this = std::move(kept);
}

}  // namespace vigie

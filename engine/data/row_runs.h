// Row numbers of a source, most of which follow each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vigie {

/// A list of row numbers, kept as runs of consecutive ones: no memory to speak of where few rows are left out.
class RowRuns {
 public:
  struct Run {
    std::int64_t first = 0, count = 0;
    friend bool operator==(const Run&, const Run&) = default;
  };

  RowRuns() = default;

  void push_back(std::int64_t row) { add({row, 1}); }
  /// Rows after those that are here.
  void add(Run run) {
    if (run.count == 0) return;
    if (runs_.empty() || run.first != runs_.back().first + static_cast<std::int64_t>(size_ - runs_.back().before))
      runs_.push_back({run.first, size_});
    size_ += static_cast<std::size_t>(run.count);
  }
  /// The rows of `part`, each `more` higher, after those that are here.
  void append(const RowRuns& part, std::int64_t more);
  void clear() {
    runs_.clear();
    size_ = 0;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// A search among the runs.
  std::int64_t operator[](std::size_t i) const;
  std::vector<Run> runs() const;
  /// One number for each row.
  std::vector<std::int64_t> all() const;
  /// Drops the rows at these places of the list, which ascend.
  void leave_out(std::span<const std::size_t> places);

  friend bool operator==(const RowRuns&, const RowRuns&) = default;

 private:
  struct Begin {
    std::int64_t first = 0;
    std::size_t before = 0;  // rows of the runs before
    friend bool operator==(const Begin&, const Begin&) = default;
  };
  std::vector<Begin> runs_;
  std::size_t size_ = 0;
};

}  // namespace vigie

// Which reports speak of the same incident.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <utility>
#include <vector>

namespace vigie {

/// Incidents are numbered from 0. Where no report repeats another nothing is kept but their number.
class IncidentNumbers {
 public:
  IncidentNumbers() = default;
  /// Every report is an incident of its own.
  explicit IncidentNumbers(std::size_t reports) : size_(reports) {}
  /// The incident of each report; of each incident its earliest report.
  IncidentNumbers(std::vector<std::int64_t> of, std::vector<std::size_t> first)
      : size_(first.size()), of_(std::move(of)), first_(std::move(first)) {}

  std::size_t size() const { return size_; }
  bool each_its_own() const { return of_.empty(); }
  std::size_t of(std::size_t report) const { return each_its_own() ? report : static_cast<std::size_t>(of_[report]); }
  std::size_t first_report(std::size_t incident) const { return each_its_own() ? incident : first_[incident]; }
  /// Of each incident in turn.
  auto first_reports() const {
    return std::views::iota(std::size_t{0}, size_) |
           std::views::transform([this](std::size_t incident) { return first_report(incident); });
  }

 private:
  std::size_t size_ = 0;
  std::vector<std::int64_t> of_;
  std::vector<std::size_t> first_;
};

}  // namespace vigie

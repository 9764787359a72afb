// Which reports speak of the same incident.
#pragma once

#include <cstddef>
#include <cstdint>
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

  class FirstReport {
   public:
    using value_type = std::size_t;
    using difference_type = std::ptrdiff_t;
    FirstReport() = default;
    FirstReport(const IncidentNumbers& numbers, std::size_t incident) : numbers_(&numbers), incident_(incident) {}
    std::size_t operator*() const { return numbers_->first_report(incident_); }
    FirstReport& operator++() {
      ++incident_;
      return *this;
    }
    FirstReport operator++(int) {
      const FirstReport before = *this;
      ++incident_;
      return before;
    }
    friend bool operator==(const FirstReport&, const FirstReport&) = default;

   private:
    const IncidentNumbers* numbers_ = nullptr;
    std::size_t incident_ = 0;
  };
  struct FirstReports {
    FirstReport first, last;
    FirstReport begin() const { return first; }
    FirstReport end() const { return last; }
  };
  /// first_report of each incident in turn; valid while these numbers are.
  FirstReports first_reports() const { return {{*this, 0}, {*this, size_}}; }

 private:
  std::size_t size_ = 0;
  std::vector<std::int64_t> of_;
  std::vector<std::size_t> first_;
};

}  // namespace vigie

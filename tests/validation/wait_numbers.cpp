// Times to an end, some of them cut off: the curve, its limits, its median.
#include <cmath>
#include <string>

#include "engine/statistics/waiting_times.h"
#include "tests/validation/inputs.h"
#include "tests/validation/our_numbers.h"

namespace vigie::validation {
namespace {

void add_if_known(Book& book, const std::string& set, const std::string& item, double value) {
  if (!std::isnan(value)) book.add("waiting_median", set, item, value);
}

}  // namespace

void add_waits(Book& book) {
  for (const auto& [set, times] : waiting_times()) {
    const WaitingCurve curve(times);
    for (const WaitingCurve::Step& step : curve.steps()) {
      if (!(step.waiting > 0)) continue;
      const WaitEstimate ended = curve.ended_within(step.days);
      const std::string day = std::to_string(static_cast<int>(step.days));
      book.add("waiting_curve", set, day + " waiting", step.waiting);
      book.add("waiting_curve", set, day + " lower", 1 - ended.upper);
      book.add("waiting_curve", set, day + " upper", 1 - ended.lower);
    }
    const WaitEstimate median = curve.median();
    add_if_known(book, set, "value", median.value);
    add_if_known(book, set, "lower", median.lower);
    add_if_known(book, set, "upper", median.upper);
  }
}

}  // namespace vigie::validation

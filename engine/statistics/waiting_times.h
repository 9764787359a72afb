// How long something takes when some of it still waits: the product-limit estimator.
#pragma once

#include <cstdint>
#include <vector>

namespace vigie {

/// How long one thing took, or was followed without an end.
struct Wait {
  double days = 0;  // 0 or more
  bool ended = false;
};

/// An estimate with its 95 % limits; NaN where the data do not tell.
struct WaitEstimate {
  double value, lower, upper;
};

/// Share that still waits (Kaplan & Meier 1958): a step down at each time at which something ended.
class WaitingCurve {
 public:
  /// In any order. What ends where another is cut off comes first.
  explicit WaitingCurve(std::vector<Wait> waits);

  struct Step {
    double days, waiting;  // the share that waits from then on
    double spread;         // Greenwood's sum: the variance of the share's logarithm; infinite where nothing waits
  };
  const std::vector<Step>& steps() const { return steps_; }
  /// The longest time for which anything was followed; NaN where there is nothing.
  double followed() const { return followed_; }

  /// Share that ended within `days`, with limits on the scale of log(-log) (Kalbfleisch & Prentice 1980); where nothing
  /// ended, or all did, exact limits of what is known to have waited so long or ended (Clopper & Pearson 1934). NaN
  /// where nothing was followed so long while some still waited.
  WaitEstimate ended_within(double days) const;
  /// The first time by which half have ended. A limit is the first time at which the limit of the curve comes down to a
  /// half (Brookmeyer & Crowley 1982), and NaN where it never does.
  WaitEstimate median() const;

 private:
  std::vector<Step> steps_;
  std::vector<double> cut_off_;  // ascending: followed so long, without an end
  double size_ = 0, followed_;
};

}  // namespace vigie

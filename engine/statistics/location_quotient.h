// Which kinds of events an area has more of than the whole: a ratio of shares, with limits that hold for few events.
#pragma once

namespace vigie {

/// NaN where there is no value.
struct LocationQuotient {
  double expected;             // events of the kind, were it as frequent here as everywhere
  double value, lower, upper;  // 95 % limits
};

/// (here / all_here) / (kind / everything): `here` events of the kind among `all_here` in the area, `kind` of the kind
/// among `everything` in all areas, this one included (Brantingham & Brantingham 1998). Limits from the score interval
/// of the ratio of two shares, here against elsewhere (Koopman 1984), which also holds where there are no events of
/// the kind here; none where there is no elsewhere. All NaN without events in the area or of the kind.
LocationQuotient location_quotient(double here, double all_here, double kind, double everything);

struct RatioLimits {
  double lower, upper;
};

/// 95 % score limits of (a / m) / (b / n), 0 <= a <= m, 0 <= b <= n, m and n above 0 (Koopman 1984). The upper limit is
/// infinite where b is 0. NaN where a and b are 0.
RatioLimits score_limits_of_ratio(double a, double m, double b, double n);

}  // namespace vigie

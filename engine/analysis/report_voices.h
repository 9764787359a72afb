// Origins, channels and reporter keys of a set of reports, added up.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/analysis/report_origins.h"
#include "engine/statistics/voices.h"

namespace vigie {

inline constexpr std::array<std::string_view, 6> channel_names{"app", "web", "phone", "desk", "officer", "other"};

/// Columns of the reports as numbers; empty where the reports have no such column.
class ReportVoices {
 public:
  explicit ReportVoices(const Study& study);

  bool has_origin() const { return !origin_.empty(); }
  bool has_channel() const { return !channel_.empty(); }
  bool has_reporter() const { return !reporter_.empty(); }

  struct Mix {
    double reports = 0, with_channel = 0;
    std::array<double, 4> origin{};   // in the order of origin_names
    std::array<double, 6> channel{};  // in the order of channel_names
    Voices voices;                    // of citizens' reports, where origins are known

    /// NaN where there is no report, or nobody says.
    double origin_share(std::size_t origin_index) const;
    double channel_share(std::size_t channel_index) const;
    /// App and web; NaN where more than a fifth of the reports name no channel.
    double digital() const;
  };
  Mix mix_of(const std::vector<std::size_t>& reports) const;

 private:
  std::vector<ReportOrigin> origin_;
  std::vector<std::int32_t> channel_, reporter_;  // -1: not given
};

}  // namespace vigie

// How long those who reported waited for an answer, report by report.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/study.h"

namespace vigie {

/// From when a report waits: its time, or the time at which it was entered where that is known.
enum class WaitsSince { time, registered };

struct AnswerWaits {
  /// One report that was followed. Ascending by days.
  struct Followed {
    double days;           // to the answer, or to `until`; by the local clock, so that 30 dates are 30 days
    std::int32_t zone;     // -1: in no neighbourhood
    std::int16_t channel;  // number in `channels`, -1: none named, or one of the rare ones
    bool answered;
  };
  std::vector<Followed> reports;
  std::vector<std::string> channels;  // most frequent first, ties by name; app, web, ... in small letters
  std::size_t channels_left_out = 0;

  Instant until = no_instant;  // what is not answered before, waits
  std::string_view until_from;

  std::int64_t undated = 0;       // reports without a time from which they wait
  std::int64_t by_staff = 0;      // discovered by staff or sensors: nobody waits
  std::int64_t no_dates = 0;      // answered on a day that stands for no date (1900-01-01, 9999-12-31): not answered
  std::int64_t before_made = 0;   // answered before they were made: not followed
  std::int64_t after_end = 0;     // answered after `until`: waiting until then
  std::int64_t at_once = 0;       // answered at the very time of the report
  std::int64_t answer_dates = 0;  // reports that name any time of answer
  bool by_closing = false;        // no column of answers: closing counts as the answer
};

/// Of the reports whose category stands in `categories` (empty: all). The reports must have the columns `time`, and
/// `answered` or `closed`.
///
/// Reports are followed until the end of the day on which their file was made ([reports] as_of), else to the end of the
/// study period where the job gives one, else to the last report or answer; answers more than ten years after their
/// report do not count for this. An answer without clock time on the day of the report took no time.
AnswerWaits answer_waits(const Study& study, WaitsSince since, std::span<const std::string> categories);

}  // namespace vigie

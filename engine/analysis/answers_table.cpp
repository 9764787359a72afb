// Declaration and filling of the table of answers.
#include "engine/analysis/answers_table.h"

#include <array>
#include <cmath>
#include <utility>

#include "engine/statistics/proportion.h"

namespace vigie {
namespace {

constexpr std::array<OutputColumn, 19> columns{{
    {.name = "zone_id", .title = "Neighbourhood", .help = "Identifier as given; all: the study area"},
    {.name = "channel", .title = "Channel", .help = "As given; all: any channel, or none named"},
    {.name = "n",
     .title = "Reports followed",
     .unit = Unit::count,
     .help = "Reports with a time, not by staff or sensors, and not answered before they were made",
     .decimals = 0},
    {.name = "n_answer",
     .title = "Reports answered",
     .unit = Unit::count,
     .help = "Answered in the time in which they were followed",
     .decimals = 0},
    {.name = "answered",
     .title = "Share answered",
     .unit = Unit::share,
     .help = "Of the reports followed; those made shortly before the end had little time"},
    {.name = "answ_lo",
     .title = "Share answered, lower limit",
     .unit = Unit::share,
     .help = "Exact 95 % interval of a share (Clopper and Pearson)"},
    {.name = "answ_hi",
     .title = "Share answered, upper limit",
     .unit = Unit::share,
     .help = "Exact 95 % interval of a share (Clopper and Pearson)"},
    {.name = "answer_d",
     .title = "Median days to the answer",
     .help =
         "Product-limit estimate, in which open reports wait; NULL where half are not answered in the time followed",
     .decimals = 1},
    {.name = "answer_lo",
     .title = "Median days to the answer, lower limit",
     .help = "95 % interval of Brookmeyer and Crowley, log-log; NULL where the curve does not come down so far",
     .decimals = 1},
    {.name = "answer_hi",
     .title = "Median days to the answer, upper limit",
     .help = "95 % interval of Brookmeyer and Crowley, log-log; NULL where the curve does not come down so far",
     .decimals = 1},
    {.name = "in_30d",
     .title = "Answered within 30 days",
     .unit = Unit::share,
     .help = "Product-limit estimate; NULL where no report was followed so long"},
    {.name = "in_30d_lo",
     .title = "Answered within 30 days, lower limit",
     .unit = Unit::share,
     .help = "95 % interval, log-log; exact where none or all were answered"},
    {.name = "in_30d_hi",
     .title = "Answered within 30 days, upper limit",
     .unit = Unit::share,
     .help = "95 % interval, log-log; exact where none or all were answered"},
    {.name = "in_90d",
     .title = "Answered within 90 days",
     .unit = Unit::share,
     .help = "Product-limit estimate; NULL where no report was followed so long"},
    {.name = "in_90d_lo",
     .title = "Answered within 90 days, lower limit",
     .unit = Unit::share,
     .help = "95 % interval, log-log; exact where none or all were answered"},
    {.name = "in_90d_hi",
     .title = "Answered within 90 days, upper limit",
     .unit = Unit::share,
     .help = "95 % interval, log-log; exact where none or all were answered"},
    {.name = "followed_d",
     .title = "Days followed at most",
     .help = "The longest time from a report to its answer or to the end",
     .decimals = 1},
    {.name = "note", .title = "Note", .help = "Why there is no median: zero_denominator or median_not_reached"},
    {.name = "note_days",
     .title = "Note on 30 and 90 days",
     .help = "Why a share by days is missing: zero_denominator, not_followed_30d or not_followed_90d"},
}};

constexpr OutputLayer table{
    "answers", "Answers to reports",
    "How many reports were answered and how long it took, per neighbourhood and channel.", columns,
    "An answer is not a solution, and a closed file is not always an answer. Kinds of problems take different times: "
    "compare places by one kind, or by their intervals."};

std::string_view median_note(const AnswerRow& row) {
  if (row.reports == 0) return "zero_denominator";
  return std::isnan(row.median.value) ? "median_not_reached" : "";
}

std::string_view days_note(const AnswerRow& row) {
  if (row.reports == 0) return "zero_denominator";
  if (std::isnan(row.in_30_days.value)) return "not_followed_30d";
  return std::isnan(row.in_90_days.value) ? "not_followed_90d" : "";
}

constexpr std::size_t first_number = 4, number_columns = 13;

std::array<double, number_columns> numbers_of(const AnswerRow& row) {
  const WaitEstimate &median = row.median, &soon = row.in_30_days, &later = row.in_90_days;
  return {row.share,  row.share_lower, row.share_upper, median.value, median.lower, median.upper, soon.value,
          soon.lower, soon.upper,      later.value,     later.lower,  later.upper,  row.followed};
}

std::array<Values, columns.size()> values_of(const std::vector<AnswerRow>& rows) {
  Texts zone, channel, note, days;
  Integers n, answered;
  std::array<Reals, number_columns> numbers;
  const auto put = [](Texts& texts, std::string_view text) {
    text.empty() ? texts.push_null() : texts.push_back(text);
  };
  for (const AnswerRow& row : rows) {
    zone.push_back(row.zone_id);
    channel.push_back(row.channel);
    n.values.push_back(static_cast<std::int64_t>(row.reports));
    answered.values.push_back(static_cast<std::int64_t>(row.answered));
    const std::array<double, number_columns> values = numbers_of(row);
    for (std::size_t i = 0; i < number_columns; ++i) numbers[i].values.push_back(values[i]);
    put(note, median_note(row));
    put(days, days_note(row));
  }
  std::array<Values, columns.size()> values{std::move(zone), std::move(channel), std::move(n), std::move(answered)};
  for (std::size_t i = 0; i < number_columns; ++i) values[first_number + i] = std::move(numbers[i]);
  values[columns.size() - 2] = std::move(note);
  values[columns.size() - 1] = std::move(days);
  return values;
}

// Share answered, median, share within 30 days.
constexpr std::array<std::size_t, 3> of_zones{4, 7, 10};

}  // namespace

AnswerRow answer_row(std::string_view zone_id, std::string_view channel, std::vector<Wait> waits) {
  const auto reports = static_cast<double>(waits.size());
  const auto answered = static_cast<double>(std::ranges::count(waits, true, &Wait::ended));
  const ShareLimits limits = binomial_limits(answered, reports);
  const WaitingCurve curve(std::move(waits));
  return {.zone_id = std::string(zone_id),
          .channel = std::string(channel),
          .reports = reports,
          .answered = answered,
          .share = reports > 0 ? answered / reports : std::nan(""),
          .share_lower = limits.lower,
          .share_upper = limits.upper,
          .median = curve.median(),
          .in_30_days = curve.ended_within(30),
          .in_90_days = curve.ended_within(90),
          .followed = curve.followed()};
}

OutputLayer answers_layer() {
  return table;
}

std::span<const OutputColumn> answers_zone_columns() {
  static const std::array<OutputColumn, of_zones.size()> shown{columns[of_zones[0]], columns[of_zones[1]],
                                                               columns[of_zones[2]]};
  return shown;
}

NewLayer answers_table(const std::vector<AnswerRow>& rows) {
  std::array<Values, columns.size()> values = values_of(rows);
  NewLayer layer{.declared = &table, .geometries = {}, .columns = {}, .look = {}, .sort_by = ""};
  for (std::size_t i = 0; i < columns.size(); ++i) layer.columns.push_back({&columns[i], std::move(values[i])});
  return layer;
}

AddedColumns answers_of_zones(const std::vector<AnswerRow>& rows) {
  std::array<Values, columns.size()> values = values_of(rows);
  AddedColumns added{"neighbourhoods", {}, {}, ""};
  for (std::size_t i : of_zones) added.columns.push_back({&columns[i], std::move(values[i])});
  return added;
}

}  // namespace vigie

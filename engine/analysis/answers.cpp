// The recipe of answers: waits dealt out to places and channels, with those still open counted as waiting.
#include "engine/analysis/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/analysis/answer_waits.h"
#include "engine/analysis/answers_table.h"
#include "engine/analysis/named_categories.h"
#include "engine/base/error.h"

namespace vigie {
namespace {

constexpr std::array<std::string_view, 2> beginnings{"time", "registered"};

constexpr Parameter since{.name = "since",
                          .kind = ParameterKind::choice,
                          .fallback = "time",
                          .choices = beginnings,
                          .help =
                              "From when a report waits: its time, or the time at which it was entered where the time "
                              "is that of the event."};
constexpr Parameter categories{
    .name = "categories",
    .kind = ParameterKind::list,
    .otherwise = "all",
    .help = "Categories of reports to follow. Kinds of problems take different times: look at one kind to compare."};

std::span<const Parameter> parameters() {
  static const std::array<Parameter, 2> all{since, categories};
  return all;
}

std::span<const OutputLayer> layers() {
  static const std::array<OutputLayer, 2> all{
      {{"neighbourhoods", "", "", answers_zone_columns(), ""}, answers_layer()}};
  return all;
}

bool has_times(const Study& study) {
  const auto has = [&](std::string_view column) { return study.reports.attributes.find(column) != nullptr; };
  return study.has_reports && study.period.known() && has("time") && (has("answered") || has("closed"));
}

// Waits by neighbourhood (the last one: the study area) and channel (the last one: all); their order is kept.
class DealtWaits {
 public:
  DealtWaits(const AnswerWaits& waits, std::size_t zones)
      : channels_(waits.channels.size()), waits_((zones + 1) * (channels_ + 1)) {
    for (const AnswerWaits::Followed& report : waits.reports) {
      const Wait wait{report.days, report.answered};
      add(zones, report.channel, wait);
      if (report.zone >= 0) add(static_cast<std::size_t>(report.zone), report.channel, wait);
    }
  }
  std::vector<Wait> take(std::size_t zone, std::size_t channel) {
    return std::move(waits_[zone * (channels_ + 1) + channel]);
  }

 private:
  void add(std::size_t zone, std::int16_t channel, Wait wait) {
    waits_[zone * (channels_ + 1) + channels_].push_back(wait);
    if (channel >= 0) waits_[zone * (channels_ + 1) + static_cast<std::size_t>(channel)].push_back(wait);
  }

  std::size_t channels_;
  std::vector<std::vector<Wait>> waits_;
};

// Of each neighbourhood, and of the study area at the end: the row of all channels.
struct Rows {
  std::vector<AnswerRow> all, of_zones;
  std::size_t whole = 0;  // of `all`: the study area
};

Rows rows_of(const Study& study, const AnswerWaits& waits) {
  const std::size_t zones = study.neighbourhoods.zones.size(), channels = waits.channels.size();
  DealtWaits dealt(waits, zones);
  Rows rows;
  for (std::size_t zone = 0; zone <= zones; ++zone) {
    const std::string_view id = zone < zones ? std::string_view(study.neighbourhoods.zones.id[zone]) : whole_area;
    rows.whole = rows.all.size();
    rows.all.push_back(answer_row(id, every_channel, dealt.take(zone, channels)));
    if (zone < zones) rows.of_zones.push_back(rows.all.back());
    for (std::size_t channel = 0; channel < channels; ++channel) {
      AnswerRow row = answer_row(id, waits.channels[channel], dealt.take(zone, channel));
      if (row.reports > 0 || zone == zones) rows.all.push_back(std::move(row));
    }
  }
  return rows;
}

std::string summary(const AnswerWaits& waits, const AnswerRow& all) {
  std::string text =
      fmt::format("answers: {:.0f} of {:.0f} reports followed were {} by {} ({:.0f} %)", all.answered, all.reports,
                  waits.by_closing ? "closed" : "answered", iso_text(waits.until), 100 * all.share);
  if (std::isnan(all.median.value)) return text + "; fewer than half in the time they were followed";
  text += fmt::format("; half within {:.1f} days", all.median.value);
  if (!std::isnan(all.median.lower) && !std::isnan(all.median.upper))
    text += fmt::format(" (95 % {:.1f} to {:.1f})", all.median.lower, all.median.upper);
  return text;
}

void report(const AnswerWaits& waits, const AnswerRow& all, Contribution& out) {
  using Level = Finding::Level;
  const auto find = [&](const char* check, std::int64_t n, Level level, const std::string& text) {
    out.findings.push_back({"reports", check, static_cast<double>(n), Unit::count, n > 0 ? level : Level::ok,
                            n > 0 && level != Level::ok ? text : ""});
  };
  if (all.reports > 0)
    out.findings.push_back({"reports", "answered", all.share, Unit::share, Level::notice, summary(waits, all)});
  find("answered_before_report", waits.before_made, Level::warning,
       fmt::format("{} reports are answered before they are made; they are not followed", waits.before_made));
  find("answered_on_no_day", waits.no_dates, Level::notice,
       fmt::format("{} reports are answered on a day that stands for no date; they count as not answered",
                   waits.no_dates));
  find("answered_after_end", waits.after_end, Level::notice,
       fmt::format("{} reports are answered after {}, until when reports are followed; they wait until then. Name the "
                   "day of the export as [reports] as_of to follow them longer",
                   waits.after_end, iso_text(waits.until)));
  find("answers_by_staff", waits.by_staff, Level::ok, "");
  find("answers_undated", waits.undated, Level::ok, "");
  find("answer_channels_left_out", static_cast<std::int64_t>(waits.channels_left_out), Level::notice,
       fmt::format("answers: there are {} more channels than the 20 most frequent, which get rows",
                   waits.channels_left_out));
  if (all.reports > 0 && waits.answer_dates == 0)
    find("answers_unknown", 1, Level::warning,
         "no report has a time of answer: either nobody was answered, or answers are not recorded");
  if (2.0 * static_cast<double>(waits.at_once) > all.answered)
    find("answered_at_once", waits.at_once, Level::warning,
         fmt::format("{} of {:.0f} answers carry the very time of their report: an automatic reply, or a column filled "
                     "in from another",
                     waits.at_once, all.answered));
}

WaitsSince beginning(const Study& study, const Settings& settings) {
  const auto chosen = settings.choice<WaitsSince>(since);
  if (chosen == WaitsSince::registered && study.reports.attributes.find("registered") == nullptr)
    throw UsageError("[answers] since = \"registered\" needs [reports] registered: name the column");
  return chosen;
}

std::vector<std::string> wanted_categories(const Study& study, const Settings& settings) {
  if (!settings.given(categories)) return {};
  needed_categories(study, settings);
  return named_categories(settings, categories, category_counts(study));
}

Contribution run(const Study& study, const Settings& settings, const Earlier&) {
  if (!has_times(study))
    throw UsageError(
        "[answers] needs [reports] with times of report and of answer; name the columns as [reports] time and answered "
        "(or closed)");
  Contribution out;
  const AnswerWaits waits = answer_waits(study, beginning(study, settings), wanted_categories(study, settings));
  const Rows rows = rows_of(study, waits);
  report(waits, rows.all[rows.whole], out);
  out.record.emplace_back("followed_until", iso_text(waits.until));
  out.record.emplace_back("followed_until_from", waits.until_from);
  out.record.emplace_back("answer", waits.by_closing ? "reports.closed" : "reports.answered");
  out.added.push_back(answers_of_zones(rows.of_zones));
  out.layers.push_back(answers_table(rows.all));
  return out;
}

}  // namespace

Analysis answers_analysis() {
  return {.name = "answers",
          .title = "Answers to reports",
          .summary = "Whether those who report hear back, and after how long, per neighbourhood and channel.",
          .parameters = parameters(),
          .layers = layers(),
          .needs = "reports with times of report and of answer or closing",
          .after = "",
          .possible = has_times,
          .run = run};
}

}  // namespace vigie

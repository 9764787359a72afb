// Adding up who says what through which channel.
#include "engine/analysis/report_voices.h"

#include <algorithm>

#include "engine/base/missing.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr double most_missing = 0.2;  // of the channels of an area, so that its mix still says something

std::vector<std::int32_t> channels_of(const Texts* texts) {
  if (texts == nullptr) return {};
  std::vector<std::int32_t> known;
  for (std::string_view word : texts->distinct()) {
    const auto place = std::ranges::find(channel_names, lower(trim(word)));
    // Another word is another channel, not a missing one.
    known.push_back(place == channel_names.end() ? 5 : static_cast<std::int32_t>(place - channel_names.begin()));
  }
  std::vector<std::int32_t> channels;
  for (std::int32_t group : texts->groups())
    channels.push_back(group < 0 ? -1 : known[static_cast<std::size_t>(group)]);
  return channels;
}

}  // namespace

ReportVoices::ReportVoices(const Study& study)
    : origin_(report_origins(study)), channel_(channels_of(study.reports.attributes.find_as<Texts>("channel"))) {
  if (const Texts* keys = study.reports.attributes.find_as<Texts>("reporter")) reporter_ = keys->groups();
}

double ReportVoices::Mix::origin_share(std::size_t origin_index) const {
  return reports > 0 ? origin[origin_index] / reports : no_number;
}

double ReportVoices::Mix::channel_share(std::size_t channel_index) const {
  return with_channel > 0 ? channel[channel_index] / with_channel : no_number;
}

double ReportVoices::Mix::digital() const {
  return with_channel > 0 && reports - with_channel <= most_missing * reports ? (channel[0] + channel[1]) / with_channel
                                                                              : no_number;
}

ReportVoices::Mix ReportVoices::mix_of(const std::vector<std::size_t>& reports) const {
  Mix mix;
  std::vector<std::int32_t> keys;
  for (std::size_t report : reports) {
    mix.reports += 1;
    const ReportOrigin origin = has_origin() ? origin_[report] : ReportOrigin::unknown;
    mix.origin[static_cast<std::size_t>(origin)] += 1;
    if (has_channel() && channel_[report] >= 0) {
      mix.with_channel += 1;
      mix.channel[static_cast<std::size_t>(channel_[report])] += 1;
    }
    const bool staff = origin == ReportOrigin::discovered || origin == ReportOrigin::sensor;
    if (!staff) keys.push_back(has_reporter() ? reporter_[report] : -1);
  }
  mix.voices = voices(keys);
  return mix;
}

}  // namespace vigie

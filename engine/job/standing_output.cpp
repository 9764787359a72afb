// Hashes first, then the file that stands, then what both mean for the run.
#include "engine/job/standing_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/analysis/change.h"
#include "engine/base/calendar_span.h"
#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/target_probe.h"
#include "engine/job/release_settings.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

namespace fs = std::filesystem;

// Manifest rows by which a run knows its own output again.
constexpr std::string_view run_section = "run", id_key = "id", inputs_key = "inputs";

constexpr std::string_view no_release = "none";

double count_of(const std::optional<std::int64_t>& n) {
  return n ? static_cast<double>(*n) : std::numeric_limits<double>::quiet_NaN();
}

std::shared_ptr<const Release> release_from(std::string id, const std::vector<ReleasedZone>& zones,
                                            const std::vector<ReleasedCell>& cells) {
  auto release = std::make_shared<Release>();
  release->id = id.empty() ? "unnamed" : std::move(id);
  for (const ReleasedZone& zone : zones) release->zones[zone.id] = count_of(zone.n);
  for (const ReleasedCell& cell : cells)
    release->cells[cell.id] = {count_of(cell.n), cell.bin ? std::optional(static_cast<int>(*cell.bin)) : std::nullopt};
  return release;
}

bool side_outputs_stand(const Job& job) {
  for (const Settings::Entry& entry : job.section("output").entries())
    if (entry.key == "report" || entry.key == "geotiff")
      if (std::error_code failed; !fs::exists(job.resolve(entry.value), failed)) return false;
  return true;
}

// [change] must be sound before anything is read.
void check_change(const Job& job) {
  const Settings& settings = job.section("change");
  const std::string period = settings.text(change_keys::period);
  if (!parse_span(period))
    throw UsageError(fmt::format("[change] period: '{}' is no length of time; write 28d, 4 weeks, 1 month or 1 year",
                                 printable(period)));
  const std::string versus = settings.text(change_keys::versus);
  if (settings.given(change_keys::against) && versus != "release")
    throw UsageError(
        fmt::format("[change] against names a release, but versus is \"{}\"; set versus = \"release\"", versus));
}

}  // namespace

bool keeps_history(const Job& job) {
  if (const std::optional<double> keep = job.section("output").number(output_keys::keep)) return *keep > 0;
  return job.asks_for("change");
}

void settle_standing_file(const Job& job, const std::string& path) {
  if (job.asks_for("change") || keeps_history(job)) static_cast<void>(stays_in_use(path));
}

StandingOutput::StandingOutput(Job& job, const std::string& path, Rewrite rewrite)
    : path_(path), settings_(settings_text(job)) {
  if (job.asks_for("change")) check_change(job);
  compares_ = compares_releases(job);
  standing_ = read_release_manifest(path_);
  // Inputs are read for their hashes only where somebody asks.
  if (standing_ && (rewrite == Rewrite::if_changed || compares_)) hashes_ = hash_inputs(job);
  if (rewrite == Rewrite::if_changed) current_ = is_made_of_the_same(job);
  if (current_) return;
  read_comparison(job);
  const ReleaseFile* compared = against_ ? &*against_ : compares_ && standing_ ? &*standing_ : nullptr;
  if (compared == nullptr) return;
  const std::vector<std::string> differences = setting_differences(job, *compared);
  if (!differences.empty())
    throw UsageError(fmt::format(
        "[change] the release {} was made with other settings: {}; use the same settings, or move the release away to "
        "begin a new series",
        against_ ? job.section("change").text(change_keys::against) : path_, fmt::join(differences, ", ")));
  // The first run of a series chose for itself; repeated, it does so again.
  const bool first = !against_ && hashes_ && hashes_->digest() == compared->fact(run_section, inputs_key) &&
                     compared->fact("change", "release") == no_release;
  if (!first) hold_choices(job, *compared);
}

bool StandingOutput::compares_releases(const Job& job) const {
  return job.asks_for("change") && job.section("change").text(change_keys::versus) == "release";
}

bool StandingOutput::is_made_of_the_same(const Job& job) const {
  return standing_ && hashes_ && standing_->fact(run_section, id_key) == run_id(settings_, *hashes_) &&
         side_outputs_stand(job);
}

// A file that cannot be read is replaced like any other, but nobody shall think that nothing changed.
void StandingOutput::read_comparison(const Job& job) {
  if (const std::string given = job.section("change").text(change_keys::against); compares_ && !given.empty()) {
    against_ = read_release(job.resolve(given));
    if (!against_) throw NoInputError(fmt::format("[change] against: there is no file {}", printable_path(given)));
  }
  if (!compares_ && !keeps_history(job)) return;
  try {
    standing_ = read_release(path_);
    if (standing_ && keeps_history(job)) history_ = standing_->history;
  } catch (const DataError& fault) {
    standing_.reset();
    messages_.push_back(
        fmt::format("the output that stands cannot be read, so nothing is compared with it and its "
                    "history is lost: {}",
                    fault.what()));
  }
}

std::shared_ptr<const Release> StandingOutput::release_of(const InputHashes& inputs) const {
  if (against_) return release_from(against_->fact(run_section, id_key), against_->zones, against_->cells);
  if (!standing_) return release_from(std::string(no_release), {}, {});
  const std::string compared = standing_->fact("change", "release");
  // Made of the same inputs: what it was compared with is what this run is compared with.
  if (!compared.empty() && standing_->fact(run_section, inputs_key) == inputs.digest())
    return release_from(compared, standing_->zones_before, standing_->cells_before);
  return release_from(standing_->fact(run_section, id_key), standing_->zones, standing_->cells);
}

void StandingOutput::settle(const Job& job, Intake& intake) const {
  const InputHashes inputs = hashes_of(job, intake);
  if (hashes_ && *hashes_ != inputs)
    throw DataError("an input changed while it was read; run again when nobody writes to it");
  intake.identity = {{std::string(id_key), run_id(settings_, inputs)}, {std::string(inputs_key), inputs.digest()}};
  if (compares_) intake.study.release = release_of(inputs);
  for (const std::string& message : messages_)
    intake.findings.push_back({"output", "release_unreadable", 1, Unit::none, Finding::Level::warning, message});
}

}  // namespace vigie

// The order in which a public file comes about: compare, hide, analyse what is left, pass the gate.
#include "engine/job/public_release.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/analysis/vocabulary.h"
#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/disclosure/public_columns.h"
#include "engine/disclosure/public_results.h"
#include "engine/job/heat_map_pixels.h"
#include "engine/job/moved_layer.h"
#include "engine/job/public_tables.h"
#include "engine/job/sections.h"

namespace vigie {
namespace {

// Two displacements of one place narrow down where it is.
void require_the_same_mask(const MaskPlan& plan, const EarlierFile& earlier) {
  if (plan.method == MaskMethod::none || earlier.mask.empty() || earlier.mask == plan.text()) return;
  throw UsageError(fmt::format(
      "[output] the last public file moved its points otherwise ({}; now {}): whoever has both files could tell more "
      "of "
      "where they come from; keep the settings and the secret, or put the last file away and set first_release = true",
      earlier.mask, plan.text()));
}

// Heat maps have pixels of at least 100 m (METHODS 16.8), whatever the job says.
void widen_pixels(Job& job) {
  Settings& density = job.section("density");
  const auto entries = density.entries();
  const auto given = std::ranges::find(entries, "cell_size", &Settings::Entry::key);
  if (given != entries.end() && parse_length(given->value).value_or(0) >= least_pixel) return;
  density.set("cell_size", {number_text(least_pixel) + "m"}, Origin::fallback);
}

void take_over_grid(Job& job, const EarlierFile& earlier) {
  Settings& grid = job.section("grid");
  if (!earlier.cell_size.empty() && !grid.given(grid_keys::cell_size))
    grid.choose(grid_keys::cell_size, earlier.cell_size);
}

std::int64_t hidden(const std::vector<UnitState>& units, std::size_t named) {
  return std::ranges::count(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(named), no_integer,
                            &UnitState::shown);
}

std::vector<std::int64_t> shown(const std::vector<UnitState>& units, std::size_t named) {
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < named; ++i) numbers.push_back(units[i].shown);
  return numbers;
}

// What is hidden is drawn as what has no result: the legend must not call it that alone.
void name_hidden(ResultSet& results, const std::string& words) {
  for (Layer& layer : results.layers) {
    if (auto* classes = std::get_if<Categorized>(&layer.look); classes && !classes->other.empty())
      classes->other = words;
    if (auto* shades = std::get_if<Graduated>(&layer.look)) shades->no_value = words;
  }
}

}  // namespace

PublicRelease::PublicRelease(Job& job, const std::string& path)
    : limit_(static_cast<std::int64_t>(job.section("output").required_number(output_keys::min_count))) {
  plan_ = mask_plan(job);
  widen_pixels(job);
  earlier_ = earlier_file(job, path);
  if (!earlier_) return;
  require_the_same_mask(plan_, *earlier_);
  take_over_grid(job, *earlier_);
}

// Another period, other reports or another grid: what the earlier file says of it is compared differently, or not.
void PublicRelease::forget_what_differs(const Job& job, Intake& intake) {
  if (!earlier_) return;
  earlier_->release.same_scope = earlier_->scope == scope_of(job);
  if (periods_apart(*earlier_, job)) {
    earlier_.reset();
    intake.messages.emplace_back("public file: another period than the last one, so that a new series begins");
  }
}

void PublicRelease::protect(const Job& job, Intake& intake) {
  intake.messages.clear();
  intake.findings.clear();
  forget_what_differs(job, intake);
  numbers_ = public_numbers(intake.study, earlier_ ? &earlier_->release : nullptr, limit_);
  moved_ = moved_reports(intake.study, numbers_, plan_, earlier_ ? &earlier_->release : nullptr, limit_);
  intake.study = public_study(intake.study, numbers_);
  tell(intake);
}

void PublicRelease::tell(Intake& intake) const {
  const std::size_t cells = numbers_.cell_id.size(), zones = numbers_.zone_id.size();
  intake.messages.push_back(fmt::format("public file: {} of {} cells and {} of {} neighbourhoods show no count",
                                        hidden(numbers_.proposal.cells, intake.study.has_reports ? cells : 0), cells,
                                        hidden(numbers_.proposal.zones, zones), zones));
  if (plan_.method != MaskMethod::none)
    intake.messages.push_back(fmt::format("public file: {} moved points", moved_.reports.size()));
  intake.messages.emplace_back(
      "public file: nothing is said about single input rows; `vigie check` and the internal profile tell more");
  if (!earlier_) return;
  const auto changed = std::ranges::count_if(numbers_.zone_id, [&](const std::string& id) {
    const auto before = earlier_->release.zones.find(id);
    const auto at = static_cast<std::size_t>(&id - numbers_.zone_id.data());
    return before == earlier_->release.zones.end() || before->second.outline != numbers_.outline[at];
  });
  if (changed > 0)
    intake.messages.push_back(
        fmt::format("public file: {} neighbourhoods are new or changed their outline since the last file and stay "
                    "hidden; to begin a new series, put the last file away and set output.first_release = true",
                    changed));
}

std::vector<const Analysis*> PublicRelease::allowed(const std::vector<const Analysis*>& chosen, Intake& intake) const {
  std::vector<const Analysis*> kept;
  for (const Analysis* analysis : chosen) {
    const bool listed = std::ranges::find(public_analyses(), analysis->name) != public_analyses().end();
    if (listed && analysis->possible(intake.study)) {
      kept.push_back(analysis);
    } else {
      intake.messages.push_back(
          fmt::format("public file: [{}] is left out: {}", analysis->name,
                      listed ? "what is shown does not suffice for it" : "nothing of it may be public"));
    }
  }
  return kept;
}

// On top of everything else.
void PublicRelease::show_moved(const Job& job, const Study& study, ResultSet& results) const {
  if (plan_.method == MaskMethod::none || !study.has_reports) return;
  Layer layer = moved_layer(job, study, moved_, plan_.method);
  introduce(job, layer);
  results.layers.insert(results.layers.begin(), std::move(layer));
}

void PublicRelease::disclose(const Job& job, const Study& study, const std::vector<Finished>& finished,
                             ResultSet& results) const {
  show_moved(job, study, results);
  add_public_tables(job, {&numbers_, scope_of(job), moved_facts(moved_, plan_)}, results);
  PublicCounts counts{.limit = limit_, .cells = {}, .zones = {}, .heat_map = {}};
  if (study.has_reports) counts.cells = shown(numbers_.proposal.cells, numbers_.cell_id.size());
  counts.zones = shown(numbers_.proposal.zones, numbers_.zone_id.size());
  for (const Raster& raster : results.rasters)
    if (raster.name == "density") counts.heat_map = heat_map_pixels(job, study, finished, raster.surface.grid);
  make_public(results, counts);
  name_hidden(results, std::string(in_language("Withheld or no result",
                                               job.section("study").choice<Language>(study_keys::language))));
}

}  // namespace vigie

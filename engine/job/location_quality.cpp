// Hit rate, precision, origin, and reports that lie outside.
#include "engine/job/location_quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/words.h"
#include "engine/geometry/outline_distance.h"
#include "engine/job/default_points.h"

namespace vigie {
namespace {

constexpr double least_hit_rate = 0.85;        // Ratcliffe 2004: below it a map is not to be trusted
constexpr std::int64_t least_in_stratum = 20;  // of fewer reports no share is told
constexpr double finest_for_streets = 100;     // metres; places known by their street need cells of this size

Finding found(const std::string& source, const std::string& check, double value, Unit unit, const std::string& text,
              Finding::Level level) {
  return {source, check, value, unit, text.empty() ? Finding::Level::ok : level, text};
}

// Share of each known class, "unknown" for NULL and for words that are none of them.
template <std::size_t Size>
std::array<double, Size> shares_of(const Texts* column, const std::array<std::string_view, Size>& classes,
                                   std::size_t rows) {
  std::array<double, Size> share{};
  if (rows == 0) return share;
  share[Size - 1] = static_cast<double>(rows);
  if (column)
    for (const auto& [text, count] : column->counts()) {
      const auto known = std::ranges::find(classes, lower(trim(text)));
      if (known == classes.end()) continue;
      share[static_cast<std::size_t>(known - classes.begin())] += static_cast<double>(count);
      share[Size - 1] -= static_cast<double>(count);
    }
  for (double& s : share) s /= static_cast<double>(rows);
  return share;
}

// Who found it: hot spots of what staff discovered show where staff go.
void judge_origins(const std::string& source, Intake& intake) {
  static constexpr std::array<std::string_view, 4> classes{"citizen", "discovered", "sensor", "unknown"};
  const PointSet& reports = intake.study.reports;
  const Texts* origin = reports.attributes.find_as<Texts>("origin");
  const std::array<double, 4> share = shares_of(origin, classes, reports.size());
  for (std::size_t i = 0; i < classes.size(); ++i)
    intake.findings.push_back(
        found(source, "origin_" + std::string(classes[i]), share[i], Unit::share, "", Finding::Level::ok));
  if (share[1] + share[2] > 0.5)
    intake.findings.push_back(found(
        source, "origin_mostly_staff", share[1] + share[2], Unit::share,
        fmt::format("{}: {:.0f} % of the reports come from staff or sensors; hot spots show where these go and stand",
                    source, 100 * (share[1] + share[2])),
        Finding::Level::warning));
  if (origin != nullptr && share[3] > 0)
    intake.findings.push_back(
        found(source, "origin_missing", share[3], Unit::share,
              fmt::format("{}: the origin of {:.1f} % of the reports is unknown", source, 100 * share[3]),
              share[3] > 0.1 ? Finding::Level::warning : Finding::Level::notice));
}

void mark_vague(Study& study, const Texts& precision) {
  std::vector<std::uint8_t> vague_word;
  for (std::string_view text : precision.distinct()) vague_word.push_back(lower(trim(text)) == "area" ? 1 : 0);
  const std::vector<std::int32_t> group = precision.groups();
  study.vague.resize(study.reports.size(), 0);
  for (std::size_t i = 0; i < group.size(); ++i)
    if (group[i] >= 0 && vague_word[static_cast<std::size_t>(group[i])] != 0) study.vague[i] = 1;
}

// A missing class is treated as "street".
void judge_precision(const std::string& source, Intake& intake) {
  static constexpr std::array<std::string_view, 5> classes{"address", "street", "area", "snap", "unknown"};
  Study& study = intake.study;
  const Texts* precision = study.reports.attributes.find_as<Texts>("precision");
  if (precision == nullptr) return;
  const std::array<double, 5> share = shares_of(precision, classes, study.reports.size());
  const double streets = share[1] + share[4];
  const std::array<std::string, 5> texts{
      "",
      streets > 0 && study.cells.grid.cell_size < finest_for_streets
          ? fmt::format("{}: {:.0f} % of the places are known by their street at best; take cells of 100 m or more",
                        source, 100 * streets)
          : "",
      share[2] > 0
          ? fmt::format("{}: the place of {:.1f} % of the reports is only known as an area; they count, and are "
                        "left out of tests on cells",
                        source, 100 * share[2])
          : "",
      share[3] > 0 ? fmt::format("{}: {:.1f} % of the reports lie on snap points; peaks may be such points", source,
                                 100 * share[3])
                   : "",
      ""};
  for (std::size_t i = 0; i < classes.size(); ++i)
    intake.findings.push_back(found(source, "precision_" + std::string(classes[i]), share[i], Unit::share, texts[i],
                                    Finding::Level::warning));
  if (share[2] > 0) mark_vague(study, *precision);
}

// Just outside: a boundary of another year; far outside: wrong coordinates.
void judge_outside(const std::string& source, Intake& intake) {
  struct Band {
    std::string_view check;
    double to;
  };
  static constexpr std::array<Band, 4> bands{{{"outside_to_100m", 100},
                                              {"outside_to_1km", 1000},
                                              {"outside_to_10km", 10'000},
                                              {"outside_beyond_10km", 1e300}}};
  constexpr std::size_t most_measured = 2000;
  std::vector<Point> sample = intake.outside;
  if (sample.empty()) return;
  std::ranges::sort(sample, {}, [](Point p) { return std::pair(p.x, p.y); });
  const std::size_t step = (sample.size() + most_measured - 1) / most_measured;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sample.size(); i += step) sample[kept++] = sample[i];
  sample.resize(kept);
  std::array<double, 4> share{};
  for (double distance : distances_to_outline(sample, intake.study.area)) {
    const auto band = std::ranges::find_if(bands, [&](const Band& b) { return distance <= b.to; });
    share[static_cast<std::size_t>(band - bands.begin())] += 1.0 / static_cast<double>(kept);
  }
  for (std::size_t i = 0; i < bands.size(); ++i)
    intake.findings.push_back(
        found(source, std::string(bands[i].check), share[i], Unit::share, "", Finding::Level::ok));
}

bool is_unlocated(const Reject& reject) {
  return reject.reason == Reason::missing_xy || reject.reason == Reason::bad_number ||
         reject.reason == Reason::out_of_range || reject.reason == Reason::null_island ||
         reject.reason == Reason::swapped_xy || reject.reason == Reason::bad_geometry;
}

struct Worst {
  std::string category;
  double rate = 1;
};

Worst worst_category(const Intake& intake) {
  Worst worst;
  for (const auto& [category, hits] : intake.hits) {
    if (hits.all < least_in_stratum) continue;
    const double rate = static_cast<double>(hits.located) / static_cast<double>(hits.all);
    if (rate < worst.rate) worst = {category, rate};
  }
  return worst;
}

}  // namespace

void judge_places(const Job& job, Intake& intake) {
  const std::string source = std::ranges::find(intake.inputs, "reports", &InputRecord::section)->name;
  find_default_points(job, intake);
  judge_precision(source, intake);
  judge_origins(source, intake);
  judge_outside(source, intake);
}

void add_hit_rate(const InputRecord& input, const Intake& intake, std::vector<Finding>& findings) {
  const std::string& source = input.name;
  const auto unlocated = std::ranges::count_if(input.ledger.rejects, is_unlocated);
  if (input.ledger.read == 0) return;
  const double hit = 1 - static_cast<double>(unlocated) / static_cast<double>(input.ledger.read);
  const Worst worst = worst_category(intake);
  const std::string lowest = worst.category.empty() ? ""
                                                    : fmt::format(" (lowest: {:.0f} % of '{}')", 100 * worst.rate,
                                                                  printable(worst.category, 40));
  const bool poor = hit < least_hit_rate;
  findings.push_back(found(source, "located_share", hit, Unit::share,
                           poor ? fmt::format("{}: only {:.0f} % of the reports are located{}; maps are unreliable "
                                              "below 85 %",
                                              source, 100 * hit, lowest)
                                : "",
                           Finding::Level::warning));
  if (!worst.category.empty())
    findings.push_back(found(source, "located_share_lowest", worst.rate, Unit::share,
                             !poor && worst.rate < least_hit_rate
                                 ? fmt::format("{}: only {:.0f} % of the reports of category '{}' are located", source,
                                               100 * worst.rate, printable(worst.category, 40))
                                 : "",
                             Finding::Level::warning));
  const auto outside = std::ranges::count(input.ledger.rejects, Reason::outside_study_area, &Reject::reason);
  const double located = static_cast<double>(input.ledger.read - unlocated);
  const double share = located > 0 ? static_cast<double>(outside) / located : 0;
  findings.push_back(found(source, "outside_share", share, Unit::share,
                           share > 0.02 ? fmt::format("{}: {:.1f} % of the located reports lie outside the study area; "
                                                      "are CRS and boundaries right?",
                                                      source, 100 * share)
                                        : "",
                           Finding::Level::warning));
}

}  // namespace vigie

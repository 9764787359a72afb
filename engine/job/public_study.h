// The study that the analyses of a public file see: the published counts, and nothing else about the reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/study.h"
#include "engine/disclosure/suppression.h"
#include "engine/job/earlier_file.h"

namespace vigie {

/// What may be said of the counts of a study. Rows of `cells` are those of Cells::listed, rows of `zones` those of the
/// neighbourhoods; places for reports outside both stand behind them.
struct PublicNumbers {
  Proposal proposal;
  std::vector<std::string> cell_id, zone_id, outline;
};

/// Counts the reports (or takes the area counts) and decides what is published (engine/disclosure).
PublicNumbers public_numbers(const Study& study, const EarlierRelease* earlier, std::int64_t limit);

/// Puts the published numbers in the place of the reports. A hidden number is replaced by its share of what all hidden
/// ones sum to, which everybody can work out; as many reports as a cell then has lie spread over it, without time,
/// category or any other attribute; neighbourhoods keep names, people and dwellings and lose the file's own columns.
/// Whatever an analysis makes of such a study cannot reveal more than the published numbers do.
Study public_study(const Study& study, const PublicNumbers& numbers);

}  // namespace vigie

// The tables about the run, as far as the public may read them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/layer.h"

namespace vigie {

struct HiddenShare;

/// rejects, data_quality, run_manifest, suppression_log, release_memory.
bool is_record(const Layer& layer);

/// rejects: one row per source and reason with the number of records in `detail`, by size class; no rows, no values.
/// data_quality: nothing, since each of its numbers counts input rows. run_manifest: versions, names and hashes of the
/// inputs, settings, what disclosure control did; no counts, no folders, no numbers found in the data.
void make_record_public(Layer& layer, std::int64_t limit);

/// One row per entry.
void fill_suppression_log(Layer& layer, const std::vector<HiddenShare>& log);

}  // namespace vigie

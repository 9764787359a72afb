// Tables and columns that only public files have.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/data/layer.h"
#include "engine/job/job_file.h"
#include "engine/job/public_study.h"

namespace vigie {

struct PublicFacts {
  const PublicNumbers* numbers;
  std::string scope;                                         // which reports are counted
  std::vector<std::pair<std::string, std::string>> further;  // of the manifest's section `disclosure`
};

/// Adds `suppression_log` (empty, for the gate to fill), `release_memory` (outlines of the neighbourhoods, and numbers
/// that earlier files showed and this one hides), the manifest's section `disclosure`, and `n_reason` where a layer
/// with counts lacks it.
void add_public_tables(const Job& job, const PublicFacts& facts, ResultSet& results);

/// Puts the study's name before a layer's description, and behind it who may see the layer; for layers that come after
/// the others were named.
void introduce(const Job& job, Layer& layer);

/// Says who may see the results: to the writer, and to people at the end of every description, in the study's language.
void name_audience(const Job& job, ResultSet& results);

}  // namespace vigie

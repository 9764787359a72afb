// From a study and what the analyses made of it to layers, titles and tables.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/analysis.h"
#include "engine/analysis/vocabulary.h"
#include "engine/data/layer.h"
#include "engine/job/intake.h"

namespace vigie {

struct Finished {
  std::string analysis;
  Contribution contribution;
};

/// The look with its legend in that language.
Look in_language(Look look, Language language);

/// A declared column as a field, in that language.
Field field_of(const OutputColumn& column, Language language);

/// The layers of the output in the order in which they are written: results, then the tables about the run.
ResultSet assemble(const Job& job, const Intake& intake, const std::vector<Finished>& finished);

/// Rows of data_quality, in order: what was read, then every finding.
std::vector<Finding> quality_findings(const Intake& intake, const std::vector<Finished>& finished);

}  // namespace vigie

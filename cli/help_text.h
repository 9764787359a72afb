// Help, reference pages and the machine-readable catalog, all from the declarations.
#pragma once

#include <string>

#include "engine/analysis/analysis.h"

namespace vigie::cli {

/// The overview: commands, analyses, sections.
std::string help_overview();

/// One section or analysis: keys with unit, range, default and meaning; columns it writes.
/// Throws UsageError for an unknown name, naming the nearest.
std::string help_on(const std::string& name);

/// The same as a page of the reference.
std::string reference_page(const std::string& name);

/// Every analysis and section as JSON, for programs that build dialogs.
std::string catalog_json(const std::string& name);

}  // namespace vigie::cli

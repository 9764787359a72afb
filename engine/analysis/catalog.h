// The explicit list of analyses, and of the sections that a later version brings.
#pragma once

#include <span>
#include <string_view>

#include "engine/analysis/analysis.h"

namespace vigie {

/// In the order in which they run: what needs another's result comes after it.
std::span<const Analysis> catalog();

/// Null for an unknown name; kebab case is understood.
const Analysis* find_analysis(std::string_view name);

/// Whether the section names a file of its own: such an analysis runs wherever its section stands, beside all others.
bool is_input(const Analysis& analysis);

/// Whether `user` looks at the result of the analysis of that name.
bool looks_at(const Analysis& user, std::string_view name);

/// Sections that are fixed names already but not built in this version.
std::span<const std::string_view> later_sections();

}  // namespace vigie

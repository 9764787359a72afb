// Small services for names and messages: nearest known name, case folding, safe quoting.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// Without ASCII white space at both ends; a view into `text`.
std::string_view trim(std::string_view text);
/// ASCII letters in lower case; other bytes unchanged.
std::string lower(std::string_view text);
/// Equal but for the case of ASCII letters.
bool same_ignoring_case(std::string_view a, std::string_view b);

/// The candidate with the smallest edit distance to `name` (ties: the first), or "" if none is near enough to be
/// what the writer meant (more than two edits and more than a third of its letters apart).
std::string nearest_name(std::string_view name, std::span<const std::string> candidates);

/// Text for a message or log: control characters and invalid UTF-8 replaced, cut to `limit` characters with "...".
std::string printable(std::string_view text, std::size_t limit = 80);
/// The same for a path, which is cut only where it is very long.
std::string printable_path(std::string_view path);

/// No overlong forms, surrogates or values above U+10FFFF.
bool is_valid_utf8(std::string_view text);

/// "a, b and c"
std::string listed(const std::vector<std::string>& items);

}  // namespace vigie

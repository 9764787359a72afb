// Small text files that other programs read at any moment: whole or not at all.
#pragma once

#include <string>

namespace vigie {

/// The file's text; "" if there is none or it cannot be read. At most a megabyte.
std::string small_file_text(const std::string& path);

/// Writes NAME.PID beside the file, syncs it and renames it over the file; leftovers NAME.digits of programs that
/// died are removed. Throws CannotCreateError or IoError; the old file then stays.
void replace_small_file(const std::string& path, const std::string& text);

}  // namespace vigie

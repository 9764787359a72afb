// Small files that appear whole under their name or not at all.
#pragma once

#include <string>

namespace vigie {

/// Writes beside `path`, syncs, renames over it. Throws IoError.
void write_whole_file(const std::string& path, const std::string& bytes);

/// The file's bytes; "" where it cannot be read.
std::string file_content(const std::string& path);

}  // namespace vigie

// Which characters the bytes of a CSV mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/file_bytes.h"

namespace vigie {

/// Whether records may hold NUL or invalid UTF-8 and so must be looked at one by one.
enum class ByteFaults { none, possible };

struct DecodedText {
  FileBytes bytes;        // owns what `text` shows
  std::string_view text;  // UTF-8 without byte order mark; bytes that could not be decoded are left invalid
  std::string encoding;   // utf-8, windows-1252, latin1 or utf-16
  ByteFaults faults = ByteFaults::none;
  std::vector<std::string> notes;
};

/// Decodes by the byte order mark, else by `encoding`, else as UTF-8; or as windows-1252 where more than 5 % of the
/// lines are not UTF-8 and every byte exists in windows-1252. Throws UsageError for an unknown encoding, DataError for
/// an empty file, for UTF-32, and for UTF-16 without a mark where the job does not name it.
DecodedText decode_csv(FileBytes bytes, const std::string& encoding, const std::string& name);

}  // namespace vigie

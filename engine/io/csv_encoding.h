// Which characters the bytes of a CSV mean.
#pragma once

#include <optional>
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

/// Decodes by the byte order mark, else by `encoding`, else as UTF-8; or as windows-1252 where more than `most_invalid`
/// percent of the lines are not UTF-8 and every byte exists in windows-1252. Throws UsageError for an unknown encoding,
/// DataError for an empty file, for UTF-32, and for UTF-16 without a mark where the job does not name it.
DecodedText decode_csv(FileBytes bytes, const std::string& encoding, const std::string& name, double most_invalid);

/// Decodes the first bytes of a longer file, where what follows can be read as UTF-8 like them; nothing where the whole
/// file must be looked at.
std::optional<DecodedText> decode_csv_head(FileBytes head, const std::string& encoding, const std::string& name,
                                           double most_invalid);

/// Whether so many of so many records (or lines of a head) are not UTF-8 that the whole file must be asked for its
/// encoding: half of what makes it another one.
bool is_doubtful_utf8(std::int64_t invalid, std::int64_t lines, double most_invalid);

}  // namespace vigie

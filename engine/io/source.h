// Input files: what is allowed as a path, what kind of file it is, and its fingerprint.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie {

enum class SourceKind { csv, vector };

/// One input as the job names it. Empty or 0: found out from the file.
struct Source {
  std::string path;                        // as resolved against the job file; or "PG:...", a connection to PostgreSQL
  std::string layer;                       // vector files with several layers
  std::string encoding;                    // "utf-8", "windows-1252", "latin1", "utf-16"
  std::string delimiter;                   // ",", ";", "\t", "|"
  char decimal = 0;                        // '.' or ','
  std::string comment = {};                // beginning of lines of a CSV that are left out; "none": there are none
  std::int64_t skip_lines = 0;             // of a CSV, before its header
  double max_bad = 5;                      // percent of lines; more that are not UTF-8 are another encoding
  std::int64_t max_vertices = 10'000'000;  // of boundaries; a file with more is refused
  bool allow_database = false;
};

/// True for "PG:...", which names a database and no file.
bool is_database(const std::string& path);

/// A path for messages: control characters made visible, names and passwords of a URL or connection left out.
std::string shown_path(const std::string& path);

/// Base name for messages and rejects; of a database its name and the table.
std::string source_name(const Source& source);

/// The regular file behind the path, symbolic links followed; the only path that may be handed to another library.
/// Throws NoInputError for /vsi paths, URLs, inline texts, driver prefixes, folders, pipes, sockets and files that
/// are not there (naming the nearest one that is).
std::string real_input_path(const Source& source);

/// Regular file only; refuses /vsi paths, URLs, inline texts, driver prefixes, and content that belies the extension
/// (ZIP, HTML, VRT). Throws NoInputError or DataError; UsageError for a database that the job does not allow.
SourceKind identify(const Source& source);

struct Fingerprint {
  std::int64_t bytes = 0;
  std::string sha256;  // hex
};
/// Of the file; for a Shapefile of .cpg, .dbf, .prj, .shp and .shx one after the other, as
/// `cat x.cpg x.dbf x.prj x.shp x.shx | sha256sum` would have it.
/// Throws NoInputError, DataError (see identify) or IoError.
Fingerprint fingerprint(const Source& source);

/// Size, mtime and inode, to notice a file that is replaced while it is read.
struct FileState {
  std::int64_t bytes = 0, modified_ns = 0;
  std::uint64_t device = 0, inode = 0;
  friend bool operator==(const FileState&, const FileState&) = default;
};
/// Throws NoInputError if there is no such file.
FileState file_state(const std::string& path);

}  // namespace vigie

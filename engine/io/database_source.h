// PostgreSQL as an input: only where the job allows it, read-only, and without a word of its credentials.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/source.h"

namespace vigie {

/// "PG:city/public.reports": the name of the database (or service) and the table, for messages and the manifest.
std::string database_name(const Source& source);

/// A connection taken apart and put together again: known keywords only, read-only, one snapshot, with time limits.
struct DatabaseConnection {
  std::string open_name;             // for GDAL; holds the credentials
  std::string table;                 // schema.table
  std::vector<std::string> secrets;  // values that no message may show
};

/// Throws UsageError where the job does not allow a database, where no table is named, or where the text is no list of
/// keyword=value.
DatabaseConnection database_connection(const Source& source);

/// The text with every secret of the connection replaced by "***".
std::string without_secrets(std::string text, const DatabaseConnection& connection);

/// SHA-256 over all rows, whatever their order, and the number of bytes that they fill.
Fingerprint database_fingerprint(const Source& source);

}  // namespace vigie

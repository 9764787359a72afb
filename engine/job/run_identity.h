// What a run is made of: if none of it changed, the output would not change either.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/job/intake.h"
#include "engine/job/job_file.h"

namespace vigie {

/// The hashes of the inputs by role, in a fixed order.
struct InputHashes {
  std::vector<std::pair<std::string, std::string>> by_role;  // section, SHA-256
  std::string digest() const;                                // SHA-256 over roles and hashes
  friend bool operator==(const InputHashes&, const InputHashes&) = default;
};

/// Reads every input of the job once; nothing where one is a database, which is known only once it was read. Throws
/// NoInputError, DataError, IoError.
std::optional<InputHashes> hash_inputs(const Job& job);

/// The same from what was read; files that `intake` does not record (default points) are read again.
InputHashes hashes_of(const Job& job, const Intake& intake);

/// Every setting that the job gives, before anything is chosen from the data. Where inputs and output lie, and what is
/// only done beside the output, is left out.
std::string settings_text(const Job& job);

/// The versions of the program and its libraries, and SOURCE_DATE_EPOCH.
std::string versions_text();

/// SHA-256 of versions, settings and inputs: equal for runs that write the same bytes in place of the same release.
std::string run_id(const std::string& settings, const InputHashes& inputs);

}  // namespace vigie

// Data larger than memory: arrays of many megabytes lie in files once a run would need more memory than it may.
#pragma once

#include <cstdint>

namespace vigie::cli {

/// What a run may need where nobody says otherwise.
inline constexpr std::int64_t usual_memory = std::int64_t{2} << 30;

/// From now on this process keeps about `bytes` of memory resident, however large its arrays are: those that do not
/// fit lie in files without a name, gone with the process, in TMPDIR, /var/tmp or /tmp, whichever first is on a disk.
/// The system writes them out and reads them back as it does with any mapped file; results are the same. Where there
/// is no such folder, or no room in it, arrays stay in memory. Less than 256 MB is taken as 256 MB. To
/// be called once. Does nothing in a build with AddressSanitizer.
void spill_beyond(std::int64_t bytes);

}  // namespace vigie::cli

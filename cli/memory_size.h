// Memory: what the machine lets us have, what a process uses, and sizes as people write them.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::cli {

/// "4G", "512M", "1.5 GiB", "800MB" or a number of bytes; K, M, G and T are powers of 1024. Nothing for other text.
std::optional<std::int64_t> parse_memory(std::string_view text);

/// A size as above that was given with --memory, else `otherwise`. Throws UsageError.
std::int64_t memory_given(const std::string& text, std::int64_t otherwise);

/// The machine's memory or, if that is less, what the control group of this process may use; in bytes.
std::int64_t usable_memory();

/// Resident bytes of a process; 0 if it is gone.
std::int64_t resident_memory(pid_t process);

}  // namespace vigie::cli

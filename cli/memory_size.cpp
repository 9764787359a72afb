// /proc/meminfo may be hidden from a service: sizes come from sysconf and the control group.
#include "cli/memory_size.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie::cli {
namespace {

// Limits of the group of this process and of every group above it.
std::int64_t group_limit(std::int64_t limit) {
  std::ifstream groups("/proc/self/cgroup");
  std::string path;
  for (std::string line; std::getline(groups, line);)
    if (line.starts_with("0::")) path = line.substr(3);
  for (;;) {
    std::ifstream file("/sys/fs/cgroup" + path + "/memory.max");
    std::int64_t bytes = 0;
    if (file >> bytes) limit = std::min(limit, bytes);
    if (path.empty() || path == "/") return limit;
    path.erase(path.find_last_of('/'));
  }
}

}  // namespace

std::optional<std::int64_t> parse_memory(std::string_view text) {
  text = trim(text);
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const ParsedNumber number = parse_number(text.substr(0, end));
  std::string unit = lower(trim(text.substr(end)));
  if (unit.ends_with("ib")) unit.resize(unit.size() - 2);
  if (unit.ends_with("b")) unit.pop_back();
  constexpr std::string_view powers = " kmgt";
  const std::size_t power = unit.empty() ? 0 : unit.size() == 1 ? powers.find(unit[0]) : powers.npos;
  if (number.fault != NumberFault::none || power == powers.npos) return std::nullopt;
  const double bytes = number.value * std::pow(1024.0, static_cast<double>(power));
  constexpr double most = 1e18;
  return bytes >= 1 && bytes < most ? std::optional(static_cast<std::int64_t>(bytes)) : std::nullopt;
}

std::int64_t memory_given(const std::string& text, std::int64_t otherwise) {
  if (text.empty()) return otherwise;
  const std::optional<std::int64_t> bytes = parse_memory(text);
  if (!bytes) throw UsageError(fmt::format("--memory '{}' is no size; write 4G or 512M", printable(text)));
  return *bytes;
}

std::int64_t usable_memory() {
  const std::int64_t machine = std::int64_t{::sysconf(_SC_PHYS_PAGES)} * ::sysconf(_SC_PAGESIZE);
  return group_limit(machine);
}

std::int64_t resident_memory(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/statm", process));
  std::int64_t all = 0, resident = 0;
  return file >> all >> resident ? resident * ::sysconf(_SC_PAGESIZE) : 0;
}

}  // namespace vigie::cli

// Another program, run without a shell, with a text on its standard input and a limit of time.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace vigie {

/// How another program ended.
struct ProgramEnd {
  enum class How { exited, killed_by_signal, too_slow, not_started, interrupted } how = How::exited;
  int code = 0;  // exit code, signal, or errno of a program that could not be started
};

/// Splits a command line as it stands in a job file: words are parted by spaces and tabs; "..." and '...' hold what is
/// between them together, also within a word; no other character means anything. Throws UsageError for a quote that is
/// not closed and for an empty command.
std::vector<std::string> split_command(const std::string& command);

/// Starts words[0] (looked up on PATH unless it holds a slash) in `folder` and in a process group of its own, gives it
/// `input`, sends what it prints to our standard error, and waits. After `limit`, or when a stop is requested, the
/// whole group gets SIGTERM and, two seconds later, SIGKILL; so does whatever the program leaves running when it ends.
ProgramEnd run_program(const std::vector<std::string>& words, const std::string& folder, const std::string& input,
                       std::chrono::milliseconds limit);

}  // namespace vigie

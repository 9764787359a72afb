// Other programs as judges: their exit code and what they say.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace vigie::test {

struct ProgramRun {
  int exit_code = -1;
  std::string output;  // both streams
};

/// Runs one line of shell. File names in it must be quoted by the caller.
inline ProgramRun run_program(const std::string& line) {
  ProgramRun run;
  std::FILE* pipe = popen((line + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return run;
  std::array<char, 4096> piece{};
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) run.output.append(piece.data(), got);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  return run;
}

}  // namespace vigie::test

/// Skips the test, loudly, where the system's Python lacks a module.
#define VIGIE_NEEDS_PYTHON(module)                                                          \
  if (vigie::test::run_program("/usr/bin/python3 -c 'import " module "'").exit_code != 0) { \
    GTEST_SKIP() << "not checked: /usr/bin/python3 has no module " module;                  \
  }

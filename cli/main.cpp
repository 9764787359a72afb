// The program: one place where every failure becomes one clear line and an exit code.
#include <csignal>
#include <exception>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/voice.h"
#include "engine/base/error.h"
#include "engine/base/parallel.h"

namespace {

void on_signal(int) {
  vigie::request_stop();
}

// A full disk should fail a write, not kill the process with temporary files behind.
void prepare_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace

int main(int count, char** words) {
  prepare_signals();
  try {
    const vigie::cli::Parsed parsed = vigie::cli::parse_arguments(count, words);
    if (parsed.at_once.empty()) return vigie::cli::carry_out(parsed.arguments);
    vigie::cli::answer(parsed.at_once);
    return static_cast<int>(vigie::ExitCode::done);
  } catch (...) {
    const vigie::cli::Failure failure = vigie::cli::failure_of(std::current_exception());
    vigie::cli::say("vigie: " + failure.text);
    return failure.code;
  }
}

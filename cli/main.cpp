// The program: one place where every failure becomes one clear line and an exit code.
#include <csignal>
#include <exception>
#include <new>

#include "cli/arguments.h"
#include "cli/commands.h"
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

int fail(vigie::ExitCode code, const std::string& text) {
  vigie::cli::say("vigie: " + text);
  return static_cast<int>(code);
}

}  // namespace

int main(int count, char** words) {
  prepare_signals();
  try {
    const vigie::cli::Parsed parsed = vigie::cli::parse_arguments(count, words);
    if (parsed.at_once.empty()) {
      vigie::cli::carry_out(parsed.arguments);
    } else {
      vigie::cli::answer(parsed.at_once);
    }
    return static_cast<int>(vigie::ExitCode::done);
  } catch (const vigie::Error& error) {
    return fail(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return fail(vigie::ExitCode::internal, "out of memory; use larger cells or a machine with more memory");
  } catch (const std::exception& error) {
    return fail(vigie::ExitCode::internal, std::string("internal error, please report it: ") + error.what());
  }
}

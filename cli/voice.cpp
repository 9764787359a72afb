// Standard error for people, standard output for scripts.
#include "cli/voice.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"

namespace vigie::cli {
namespace {

bool line_is_open = false;

void end_line() {
  if (line_is_open) std::fputs("\r\033[K", stderr);
  line_is_open = false;
}

std::string json_line(const nlohmann::ordered_json& object) {
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Listener json_voice() {
  const auto put = [](const nlohmann::ordered_json& object) {
    std::fputs(json_line(object).c_str(), stderr);
    std::fflush(stderr);
  };
  return {.step =
              [put](const std::string& step, int percent) {
                put({{"progress", percent}, {"step", step}});
              },
          .message =
              [put](const std::string& text) {
                put({{"message", text}});
              },
          .warning =
              [put](const std::string& text) {
                put({{"warning", text}});
              }};
}

}  // namespace

ProgressStyle progress_style(const std::string& wish) {
  if (wish == "json") return ProgressStyle::json;
  return wish == "auto" && isatty(STDERR_FILENO) == 1 ? ProgressStyle::terminal : ProgressStyle::none;
}

Listener voice(ProgressStyle style) {
  if (style == ProgressStyle::json) return json_voice();
  Listener listener{.step = {},
                    .message = [](const std::string& text) { say(text); },
                    .warning = [](const std::string& text) { say("warning: " + text); }};
  if (style == ProgressStyle::terminal)
    listener.step = [](const std::string& step, int percent) {
      end_line();
      if (percent >= 100) return;
      std::fputs(fmt::format("[{:3} %] {}", percent, step).c_str(), stderr);
      std::fflush(stderr);
      line_is_open = true;
    };
  return listener;
}

void say(const std::string& text) {
  end_line();
  std::fputs((text + "\n").c_str(), stderr);
}

void answer(const std::string& text) {
  end_line();
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw IoError("standard output cannot be written; is the disk full or the reader gone?");
}

}  // namespace vigie::cli

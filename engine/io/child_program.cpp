// posix_spawn, a pipe that is never waited for, and the end of the whole group.
#include "engine/io/child_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"

extern char** environ;

namespace vigie {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds patience{2000};  // between SIGTERM and SIGKILL
constexpr milliseconds glance{20};

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw IoError("a pipe cannot be made; too many open files?");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int end(std::size_t which) const { return ends_[which]; }
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) ::close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

// In a group of its own, with the signals that we ignore back at their defaults.
int spawn(const std::vector<std::string>& words, const std::string& folder, int input, pid_t& process) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addchdir_np(&files, folder.c_str());
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
  sigset_t defaults;
  sigemptyset(&defaults);
  for (int signal : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) sigaddset(&defaults, signal);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const int fault = ::posix_spawnp(&process, arguments.front(), &files, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return fault;
}

// While it lives, a write to a pipe that nobody reads fails with EPIPE and nothing else: SIGPIPE would end the program
// that calls us.
class QuietPipes {
 public:
  QuietPipes() {
    sigset_t pending;
    ::sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&broken_);
    sigaddset(&broken_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &broken_, &before_);
  }
  ~QuietPipes() {
    const timespec at_once{};
    if (!was_pending_)
      while (::sigtimedwait(&broken_, nullptr, &at_once) == -1 && errno == EINTR) continue;
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  QuietPipes(const QuietPipes&) = delete;
  QuietPipes& operator=(const QuietPipes&) = delete;

 private:
  bool was_pending_ = false;
  sigset_t broken_{}, before_{};
};

// As much as the program takes without our waiting for it; a program that reads nothing is no fault.
void feed(Pipe& pipe, const std::string& input, std::size_t& given) {
  const QuietPipes quiet;
  while (pipe.end(1) >= 0 && given < input.size()) {
    const ssize_t written = ::write(pipe.end(1), input.data() + given, input.size() - given);
    if (written < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (written < 0) break;
    given += static_cast<std::size_t>(written);
  }
  pipe.close_end(1);
}

bool has_ended(pid_t process, int& status) {
  return ::waitpid(process, &status, WNOHANG) == process;
}

void end_group(pid_t process, int& status) {
  ::kill(-process, SIGTERM);
  const Clock::time_point last = Clock::now() + patience;
  bool ended = false;
  while (!ended && Clock::now() < last) {
    ended = has_ended(process, status);
    if (!ended) std::this_thread::sleep_for(glance);
  }
  ::kill(-process, SIGKILL);
  if (!ended) ::waitpid(process, &status, 0);
}

ProgramEnd how_it_ended(int status) {
  if (WIFSIGNALED(status)) return {ProgramEnd::How::killed_by_signal, WTERMSIG(status)};
  return {ProgramEnd::How::exited, WEXITSTATUS(status)};
}

}  // namespace

std::vector<std::string> split_command(const std::string& command) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (const char c : command) {
    if (quote != 0) {
      c == quote ? static_cast<void>(quote = 0) : words.back().push_back(c);
    } else if (c == ' ' || c == '\t') {
      in_word = false;
    } else {
      if (!in_word) words.emplace_back();
      in_word = true;
      c == '"' || c == '\'' ? static_cast<void>(quote = c) : words.back().push_back(c);
    }
  }
  if (quote != 0)
    throw UsageError(
        fmt::format("[output] on_alert: a quote ({}) is not closed in '{}'", quote, printable(command, 200)));
  if (words.empty() || words.front().empty())
    throw UsageError("[output] on_alert: the command is empty; write the path of a program, then its words");
  return words;
}

ProgramEnd run_program(const std::vector<std::string>& words, const std::string& folder, const std::string& input,
                       milliseconds limit) {
  Pipe pipe;
  ::fcntl(pipe.end(1), F_SETFL, O_NONBLOCK);
  pid_t process = 0;
  if (const int fault = spawn(words, folder, pipe.end(0), process); fault != 0)
    return {ProgramEnd::How::not_started, fault};
  pipe.close_end(0);
  const Clock::time_point last = Clock::now() + limit;
  std::size_t given = 0;
  int status = 0;
  while (!has_ended(process, status)) {
    feed(pipe, input, given);
    const bool too_slow = Clock::now() >= last;
    if (too_slow || stop_requested()) {
      end_group(process, status);
      return {too_slow ? ProgramEnd::How::too_slow : ProgramEnd::How::interrupted, 0};
    }
    pollfd readiness{pipe.end(1), POLLOUT, 0};
    ::poll(pipe.end(1) >= 0 ? &readiness : nullptr, pipe.end(1) >= 0 ? 1 : 0, static_cast<int>(glance.count()));
  }
  ::kill(-process, SIGKILL);  // what it left running; there may be nothing
  return how_it_ended(status);
}

}  // namespace vigie

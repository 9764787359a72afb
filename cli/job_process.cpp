// fork, exec of ourselves, two pipes.
#include "cli/job_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "engine/base/error.h"

namespace vigie::cli {
namespace {

// Reads what is there; closes the descriptor at its end.
void drain(int& descriptor, std::string& text) {
  std::array<char, 65536> piece{};
  while (descriptor >= 0) {
    const ssize_t got = ::read(descriptor, piece.data(), piece.size());
    if (got > 0) {
      text.append(piece.data(), static_cast<std::size_t>(got));
    } else if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
      return;
    } else {
      ::close(descriptor);
      descriptor = -1;
    }
  }
}

[[noreturn]] void become(std::vector<char*>& words, int out, int err, pid_t parent) {
  // Nothing outlives the one who would tell its end.
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(static_cast<int>(ExitCode::interrupted));
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::execv("/proc/self/exe", words.data());
  ::_exit(static_cast<int>(ExitCode::internal));
}

}  // namespace

JobProcess::JobProcess(const std::vector<std::string>& arguments) {
  std::array<int, 2> out{-1, -1}, err{-1, -1};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0)
    throw IoError("no process can be started for a job: too many open files");
  std::vector<std::string> copies{"vigie"};
  copies.insert(copies.end(), arguments.begin(), arguments.end());
  std::vector<char*> words;
  for (std::string& word : copies) words.push_back(word.data());
  words.push_back(nullptr);
  const pid_t parent = ::getpid();
  process_ = ::fork();
  if (process_ == 0) become(words, out[1], err[1], parent);
  ::close(out[1]);
  ::close(err[1]);
  out_ = out[0];
  err_ = err[0];
  if (process_ < 0) throw IoError("no process can be started for a job: the system allows no more");
  for (int descriptor : {out_, err_}) ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
}

JobProcess::~JobProcess() {
  if (process_ > 0 && !ended_) {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }
  for (int descriptor : {out_, err_})
    if (descriptor >= 0) ::close(descriptor);
}

void JobProcess::take_in() {
  drain(out_, answer_);
  drain(err_, said_);
}

std::vector<std::string> JobProcess::new_lines() {
  take_in();
  std::vector<std::string> lines;
  for (std::size_t end = said_.find('\n'); end != said_.npos; end = said_.find('\n')) {
    lines.push_back(said_.substr(0, end));
    said_.erase(0, end + 1);
  }
  if (ended_ && !said_.empty()) lines.push_back(std::exchange(said_, {}));
  return lines;
}

bool JobProcess::has_ended() {
  int status = 0;
  if (!ended_ && ::waitpid(process_, &status, WNOHANG) == process_) {
    ended_ = true;
    exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    take_in();
  }
  return ended_;
}

void JobProcess::ask_to_stop() const {
  if (!ended_) ::kill(process_, SIGTERM);
}

}  // namespace vigie::cli

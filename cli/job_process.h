// One job in a process of its own, so that nothing that befalls it can harm another.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace vigie::cli {

/// Starts this program again with `arguments`; it ends when we do. Its outputs are read without waiting.
class JobProcess {
 public:
  /// Throws IoError if no process can be started.
  explicit JobProcess(const std::vector<std::string>& arguments);
  ~JobProcess();
  JobProcess(const JobProcess&) = delete;
  JobProcess& operator=(const JobProcess&) = delete;

  /// Whole lines on standard error since the last call.
  std::vector<std::string> new_lines();
  /// True once it has ended and everything it said was taken in.
  bool has_ended();
  /// As a shell gives it: 128 + signal for a process that was killed.
  int exit_code() const { return exit_code_; }
  const std::string& answer() const { return answer_; }
  void ask_to_stop() const;
  pid_t id() const { return process_; }

 private:
  void take_in();
  pid_t process_ = -1;
  int out_ = -1, err_ = -1;
  bool ended_ = false;
  int exit_code_ = 0;
  std::string answer_, said_;
};

}  // namespace vigie::cli

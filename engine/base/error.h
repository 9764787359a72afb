// Errors that name who is at fault, so that the program can end with the right exit code.
#pragma once

#include <stdexcept>
#include <string>

namespace vigie {

/// Exit codes of the program (sysexits.h where one fits).
enum class ExitCode {
  done = 0,
  usage = 64,          // command line or job file
  data = 65,           // input data cannot be used
  no_input = 66,       // input missing, unreadable, or refused as a path
  internal = 70,       // our bug
  cannot_create = 73,  // output cannot be created
  io = 74,             // read or write failed
  busy = 75,           // somebody else holds the output: try later
  interrupted = 130,
};

/// A failure with one sentence that says who, what, and how to mend.
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

struct UsageError : Error {
  explicit UsageError(const std::string& message) : Error(ExitCode::usage, message) {}
};
struct DataError : Error {
  explicit DataError(const std::string& message) : Error(ExitCode::data, message) {}
};
struct NoInputError : Error {
  explicit NoInputError(const std::string& message) : Error(ExitCode::no_input, message) {}
};
struct CannotCreateError : Error {
  explicit CannotCreateError(const std::string& message) : Error(ExitCode::cannot_create, message) {}
};
struct IoError : Error {
  explicit IoError(const std::string& message) : Error(ExitCode::io, message) {}
};
struct BusyError : Error {
  explicit BusyError(const std::string& message) : Error(ExitCode::busy, message) {}
};
struct Interrupted : Error {
  Interrupted() : Error(ExitCode::interrupted, "interrupted; nothing was written") {}
};

}  // namespace vigie

// What went wrong, as an exit code and a sentence.
#pragma once

#include <exception>
#include <string>

namespace vigie::cli {

struct Failure {
  int code = 0;
  std::string text;
};

/// Errors of the engine by their own code; everything else is our bug (70).
Failure failure_of(const std::exception_ptr& thrown);

}  // namespace vigie::cli

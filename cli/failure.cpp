// One place where every exception becomes a code.
#include "cli/failure.h"

#include <new>

#include "engine/base/error.h"

namespace vigie::cli {

Failure failure_of(const std::exception_ptr& thrown) {
  constexpr int internal = static_cast<int>(ExitCode::internal);
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return {static_cast<int>(error.code()), error.what()};
  } catch (const std::bad_alloc&) {
    return {internal, "out of memory; use larger cells or a machine with more memory"};
  } catch (const std::exception& error) {
    return {internal, std::string("internal error, please report it: ") + error.what()};
  }
}

}  // namespace vigie::cli

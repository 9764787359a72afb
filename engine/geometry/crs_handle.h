// Owned PROJ handles and the way from a CRS text to a PROJ object; only the projection files include this.
#pragma once

#include <proj.h>

#include <memory>
#include <string>

#include "engine/geometry/projection.h"

namespace vigie {

struct ProjDeleter {
  void operator()(PJ* object) const { proj_destroy(object); }
};
using ProjObject = std::unique_ptr<PJ, ProjDeleter>;

struct ProjListDeleter {
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};
using ProjList = std::unique_ptr<PJ_OBJ_LIST, ProjListDeleter>;

/// A PROJ context without network that keeps its last error message and prints nothing. One per thread; objects live
/// no longer than the context that made them.
class ProjContext {
 public:
  ProjContext();
  PJ_CONTEXT* get() const { return handle_.get(); }
  const std::string& last_error() const { return *last_error_; }

 private:
  struct Finish {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
  };
  std::unique_ptr<std::string> last_error_;  // its address is known to PROJ, so it must not move
  std::unique_ptr<PJ_CONTEXT, Finish> handle_;
};

/// The horizontal CRS behind AUTHORITY:CODE or WKT, as crs_from_text; throws the same UsageErrors.
ProjObject open_crs(const ProjContext& proj, const std::string& text);

/// The description of a horizontal CRS; `text` as in Crs.
Crs describe_crs(const ProjContext& proj, const PJ* crs);

/// AUTHORITY:CODE of an object, "" if it carries none.
std::string authority_code(const PJ* object);

}  // namespace vigie

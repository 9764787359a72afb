// What may not be overwritten: folders, links, devices, and the inputs of the run.
#pragma once

#include <string>
#include <vector>

namespace vigie {

/// `path` is what is looked at, `shown` how the user wrote it. Throws CannotCreateError.
void require_usable_target(const std::string& path, const std::string& shown, const std::vector<std::string>& inputs);

}  // namespace vigie

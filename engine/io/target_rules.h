// What may not be overwritten: folders, links, devices, and the inputs of the run.
#pragma once

#include <string>
#include <vector>

namespace vigie {

/// `path` is what is looked at, `shown` how the user wrote it. Throws CannotCreateError.
void require_usable_target(const std::string& path, const std::string& shown, const std::vector<std::string>& inputs);

/// Where a file shall be written, and by what name.
struct TargetPlace {
  std::string directory;  // as it is without links
  std::string name;
};

/// `example` is a file name for the message. Throws CannotCreateError where `path` names no file in a folder that is
/// there.
TargetPlace target_place(const std::string& path, const std::string& example);

}  // namespace vigie

// Shell completion, generated from the declarations.
#pragma once

#include <string>

namespace vigie::cli {

/// The script for "bash", "zsh" or "fish". Throws UsageError for any other shell.
std::string completion_script(const std::string& shell);

}  // namespace vigie::cli

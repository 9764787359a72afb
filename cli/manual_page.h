// The manual page, generated from the declarations.
#pragma once

#include <string>

namespace vigie::cli {

/// vigie(1) in the man macros of roff. No date in it: the same program prints the same page.
std::string manual_page();

}  // namespace vigie::cli

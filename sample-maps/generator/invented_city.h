// The files of the invented city.
#pragma once

#include <map>
#include <string>

namespace vigie::sample {

/// File name -> content.
using Files = std::map<std::string, std::string>;

Files invented_city_files();

}  // namespace vigie::sample

// Texts that GDAL hands over to be freed by who asked for them.
#pragma once

#include <cpl_conv.h>

#include <memory>

namespace vigie {

struct FreeGdalText {
  void operator()(char* text) const { CPLFree(text); }
};
using GdalText = std::unique_ptr<char, FreeGdalText>;

}  // namespace vigie

// The parts of the report that are the same in every one; embed_page makes them when the program is built.
#pragma once

#include <string_view>

namespace vigie {

/// The content of one script or style element, and its SHA-256 in base64 for the content security policy.
struct PagePart {
  std::string_view text, hash;
};

PagePart page_script();
PagePart page_style();
/// Licences of what others wrote of these.
std::string_view page_licences();

}  // namespace vigie

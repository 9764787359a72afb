// Values as QGIS style files want them: escaped, exact, never with a comma.
#pragma once

#include <string>
#include <string_view>

#include "engine/data/layer.h"

namespace vigie {

/// How every document of QGIS begins, its root element still open. This version number brings no "made by an older
/// version" bar, neither in 3.22 nor in 3.40.
inline constexpr std::string_view qgis_document_head =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.16-Białowieża\"";

/// Text for XML content or attributes: & < > " escaped, line breaks as references, other control characters dropped,
/// invalid UTF-8 replaced. One bare & would silently cost the whole style.
std::string xml_text(std::string_view text);

/// "178,24,43,215": red, green, blue, alpha.
std::string colour_text(Colour colour);

/// 17 significant digits: reads back as the same double, so that no value falls between two classes.
std::string exact_text(double value);

/// A column in a QGIS expression: "name", with quotes doubled. Not yet escaped for XML.
std::string column_expression(std::string_view column);

}  // namespace vigie

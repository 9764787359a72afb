// Escaping and number formats of QML.
#include "engine/io/style_text.h"

#include <fmt/format.h>

#include "engine/base/words.h"

namespace vigie {

std::string xml_text(std::string_view text) {
  if (!is_valid_utf8(text)) return xml_text(printable(text, text.size()));
  std::string result;
  result.reserve(text.size());
  for (char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += "&#10;";
        break;
      case '\t':
        result += "&#9;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) result += c;
    }
  }
  return result;
}

std::string colour_text(Colour colour) {
  return fmt::format("{},{},{},{}", colour.red, colour.green, colour.blue, colour.alpha);
}

std::string exact_text(double value) {
  return fmt::format("{:.17g}", value);
}

std::string column_expression(std::string_view column) {
  std::string result = "\"";
  for (char c : column) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

}  // namespace vigie

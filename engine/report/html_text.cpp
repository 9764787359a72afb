// Escaping, one character at a time.
#include "engine/report/html_text.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/base/words.h"

namespace vigie {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::string_view bytes;
  bool valid = true;
};

std::size_t length_by_lead(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

std::uint32_t decoded(std::string_view bytes) {
  static constexpr std::uint32_t masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t code = static_cast<unsigned char>(bytes[0]) & masks[bytes.size()];
  for (std::size_t i = 1; i < bytes.size(); ++i) code = (code << 6) | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  return code;
}

Character next_character(std::string_view text) {
  const std::string_view bytes = text.substr(0, length_by_lead(static_cast<unsigned char>(text[0])));
  if (!is_valid_utf8(bytes)) return {0xFFFD, text.substr(0, 1), false};
  return {decoded(bytes), bytes, true};
}

bool is_hidden(std::uint32_t code) {
  const auto within = [code](std::uint32_t low, std::uint32_t high) { return code >= low && code <= high; };
  return (code < 0x20 && code != '\n' && code != '\t') || within(0x7F, 0x9F) || code == 0xAD || code == 0x61C ||
         within(0x200B, 0x200F) || within(0x2028, 0x202E) || within(0x2060, 0x206F) || code == 0xFEFF ||
         within(0xFFF9, 0xFFFB) || within(0xE0000, 0xE007F);
}

template <class Write>
std::string escaped(std::string_view text, const Write& write) {
  std::string result;
  result.reserve(text.size() + 16);
  while (!text.empty()) {
    const Character character = next_character(text);
    text.remove_prefix(character.bytes.size());
    if (!character.valid)
      result += "\xEF\xBF\xBD";
    else if (is_hidden(character.code))
      result += fmt::format("[U+{:04X}]", character.code);
    else
      write(character, result);
  }
  return result;
}

}  // namespace

std::string html(std::string_view text) {
  return escaped(text, [](const Character& character, std::string& out) {
    switch (character.code) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += character.bytes;
    }
  });
}

std::string json_text(std::string_view text) {
  const std::string inside = escaped(text, [](const Character& character, std::string& out) {
    const std::uint32_t code = character.code;
    if (code == '"' || code == '\\' || code == '<' || code == '>' || code == '&' || code < 0x20)
      out += fmt::format("\\u{:04x}", code);
    else
      out += character.bytes;
  });
  return '"' + inside + '"';
}

std::string json_number(double value, int decimals) {
  if (!std::isfinite(value)) return "null";
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string json_array(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ","));
}

std::string json_array(std::span<const std::int64_t> values) {
  return fmt::format("[{}]", fmt::join(values, ","));
}

}  // namespace vigie

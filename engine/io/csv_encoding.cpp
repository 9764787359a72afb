// Byte order marks, UTF-16 and windows-1252, so that everything after this door is UTF-8.
#include "engine/io/csv_encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

enum class Encoding { unnamed, utf8, windows_1252, latin1, utf16, utf16_little, utf16_big };

// An invalid byte in UTF-8: stands for what could not be decoded, so that the record is rejected as bad_encoding.
constexpr char undecodable = '\xFF';

// 0x80..0x9F of windows-1252 (WHATWG index windows-1252); 0: not assigned.
constexpr std::array<std::uint16_t, 32> windows_1252_high{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF", little_mark = "\xFF\xFE", big_mark = "\xFE\xFF";

Encoding named_encoding(const std::string& text) {
  static const std::vector<std::pair<std::string, Encoding>> known{
      {"utf-8", Encoding::utf8},
      {"windows-1252", Encoding::windows_1252},
      {"latin1", Encoding::latin1},
      {"utf-16", Encoding::utf16},
      {"utf8", Encoding::utf8},
      {"cp1252", Encoding::windows_1252},
      {"iso-8859-1", Encoding::latin1},
      {"latin-1", Encoding::latin1},
      {"utf-16le", Encoding::utf16_little},
      {"utf-16be", Encoding::utf16_big},
  };
  if (text.empty()) return Encoding::unnamed;
  std::vector<std::string> names;
  for (const auto& [name, encoding] : known) {
    if (same_ignoring_case(trim(text), name)) return encoding;
    names.push_back(name);
  }
  const std::string near = nearest_name(text, names);
  throw UsageError(
      fmt::format("encoding '{}' is not known; {}", printable(text),
                  near.empty() ? "use utf-8, windows-1252, latin1 or utf-16" : "did you mean " + near + "?"));
}

bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080U) != 0) return false;
  }
  return std::ranges::all_of(text.substr(i), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Fills bytes that were allocated for the worst case.
class Utf8Writer {
 public:
  explicit Utf8Writer(std::size_t room) : bytes_(allocate_bytes(room)) {}

  void put(char c) { bytes_.data[used_++] = c; }
  void put_code_point(std::uint32_t c) {
    if (c < 0x80) {
      put(static_cast<char>(c));
      return;
    }
    if (c < 0x800) {
      put(static_cast<char>(0xC0 | (c >> 6)));
    } else if (c < 0x10000) {
      put(static_cast<char>(0xE0 | (c >> 12)));
      put(continuation(c >> 6));
    } else {
      put(static_cast<char>(0xF0 | (c >> 18)));
      put(continuation(c >> 12));
      put(continuation(c >> 6));
    }
    put(continuation(c));
  }
  FileBytes finish() && {
    bytes_.size = used_;
    return std::move(bytes_);
  }

 private:
  static char continuation(std::uint32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); }

  FileBytes bytes_;
  std::size_t used_ = 0;
};

FileBytes from_single_bytes(std::string_view text, Encoding encoding) {
  Utf8Writer writer(text.size() * 3);
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (encoding == Encoding::latin1 || byte < 0x80 || byte >= 0xA0) {
      writer.put_code_point(byte);
    } else if (windows_1252_high[byte - 0x80U] != 0) {
      writer.put_code_point(windows_1252_high[byte - 0x80U]);
    } else {
      writer.put(undecodable);
    }
  }
  return std::move(writer).finish();
}

FileBytes from_utf16(std::string_view text, Encoding order) {
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
    return static_cast<std::uint32_t>(order == Encoding::utf16_little ? first | second << 8 : first << 8 | second);
  };
  Utf8Writer writer(text.size() * 2);
  std::size_t i = 0;
  for (; i + 2 <= text.size(); i += 2) {
    const std::uint32_t high = unit(i);
    if (high < 0xD800 || high > 0xDFFF) {
      writer.put_code_point(high);
      continue;
    }
    const std::uint32_t low = i + 4 <= text.size() ? unit(i + 2) : 0;
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
      writer.put(undecodable);
      continue;
    }
    writer.put_code_point(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    i += 2;
  }
  if (i < text.size()) writer.put(undecodable);
  return std::move(writer).finish();
}

// Without a mark: ASCII letters leave their NULs at odd places in little-endian text.
Encoding utf16_order(std::string_view text) {
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 4096); ++i)
    if (text[i] == '\0') ++nuls[i % 2];
  return nuls[0] > nuls[1] ? Encoding::utf16_big : Encoding::utf16_little;
}

void refuse_hidden_utf16(std::string_view text, const std::string& name) {
  constexpr std::size_t head_size = 4096;
  const std::string_view head = text.substr(0, head_size);
  const auto nuls = static_cast<std::size_t>(std::ranges::count(head, '\0'));
  // Over 1 % of a full head; in a short file one stray NUL is a fault of its row only.
  if (nuls > head_size / 100 || nuls * 4 > head.size())
    throw DataError(fmt::format(
        "{} looks like UTF-16 without a byte order mark ({} NUL bytes in its first {}); save it as UTF-8, or set "
        "encoding = \"utf-16\"",
        name, nuls, head.size()));
}

struct LineCounts {
  std::int64_t lines = 0, invalid = 0;
  bool header_invalid = false;
};

LineCounts count_invalid_lines(std::string_view text) {
  const char line_end = text.find('\n') == text.npos ? '\r' : '\n';
  LineCounts counts;
  bool header = true;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(line_end), text.size());
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    if (trim(line).empty()) continue;
    const bool invalid = !is_valid_utf8(line);
    if (header) {
      counts.header_invalid = invalid;
      header = false;
      continue;
    }
    ++counts.lines;
    if (invalid) ++counts.invalid;
  }
  return counts;
}

bool fits_windows_1252(std::string_view text) {
  return std::ranges::none_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 && byte < 0xA0 && windows_1252_high[byte - 0x80U] == 0;
  });
}

ByteFaults faults_in(std::string_view text) {
  const bool nul = text.find('\0') != text.npos;
  return nul || !(is_ascii(text) || is_valid_utf8(text)) ? ByteFaults::possible : ByteFaults::none;
}

DecodedText transcoded(FileBytes bytes, Encoding encoding, std::string name, std::string note) {
  DecodedText result;
  result.bytes = std::move(bytes);
  result.text = result.bytes.view();
  result.encoding = std::move(name);
  result.faults = faults_in(result.text);
  if (!note.empty()) result.notes.push_back(std::move(note));
  if (encoding == Encoding::utf8 && result.text.starts_with(utf8_mark)) result.text.remove_prefix(3);
  return result;
}

DecodedText decode_unnamed(FileBytes bytes, const std::string& name, double most_invalid) {
  const std::string_view text = bytes.view();
  if (is_ascii(text) || is_valid_utf8(text)) return transcoded(std::move(bytes), Encoding::utf8, "utf-8", {});
  const LineCounts counts = count_invalid_lines(text);
  const bool many = 100 * static_cast<double>(counts.invalid) > most_invalid * static_cast<double>(counts.lines);
  if ((many || counts.header_invalid) && fits_windows_1252(text)) {
    std::string note = fmt::format("{} is not UTF-8 ({} of {} lines); it was read as windows-1252", name,
                                   counts.invalid, counts.lines);
    return transcoded(from_single_bytes(text, Encoding::windows_1252), Encoding::windows_1252, "windows-1252",
                      std::move(note));
  }
  if (counts.header_invalid)
    throw DataError(
        fmt::format("{}: the header is neither UTF-8 nor windows-1252; set encoding or save it as UTF-8", name));
  return transcoded(std::move(bytes), Encoding::utf8, "utf-8", {});
}

void refuse_utf32(std::string_view text, const std::string& name) {
  const std::string_view start = text.substr(0, 4);
  if (start == std::string_view("\xFF\xFE\0\0", 4) || start == std::string_view("\0\0\xFE\xFF", 4))
    throw DataError(fmt::format("{} is UTF-32; save it as UTF-8", name));
}

}  // namespace

DecodedText decode_csv(FileBytes bytes, const std::string& encoding, const std::string& name, double most_invalid) {
  Encoding chosen = named_encoding(encoding);
  std::string_view text = bytes.view();
  if (text.empty()) throw DataError(fmt::format("{} is empty (0 bytes); ask for it again", name));
  refuse_utf32(text, name);
  if (text.starts_with(utf8_mark)) return transcoded(std::move(bytes), Encoding::utf8, "utf-8", {});
  const bool little = text.starts_with(little_mark), big = text.starts_with(big_mark);
  if (little || big) {
    text.remove_prefix(2);
    chosen = little ? Encoding::utf16_little : Encoding::utf16_big;
  } else if (chosen == Encoding::utf16) {
    chosen = utf16_order(text);
  }
  if (chosen == Encoding::utf16_little || chosen == Encoding::utf16_big)
    return transcoded(from_utf16(text, chosen), chosen, "utf-16", fmt::format("{} was read as UTF-16", name));
  refuse_hidden_utf16(text, name);
  if (chosen == Encoding::unnamed) return decode_unnamed(std::move(bytes), name, most_invalid);
  if (chosen == Encoding::utf8) return transcoded(std::move(bytes), chosen, "utf-8", {});
  const std::string shown = chosen == Encoding::latin1 ? "latin1" : "windows-1252";
  if (is_ascii(text)) return transcoded(std::move(bytes), chosen, shown, {});
  return transcoded(from_single_bytes(text, chosen), chosen, shown, {});
}

bool is_doubtful_utf8(std::int64_t invalid, std::int64_t lines, double most_invalid) {
  return 200 * static_cast<double>(invalid) > most_invalid * static_cast<double>(lines);
}

std::optional<DecodedText> decode_csv_head(FileBytes head, const std::string& encoding, const std::string& name,
                                           double most_invalid) {
  const Encoding chosen = named_encoding(encoding);
  const std::string_view text = head.view();
  const bool marked = text.starts_with(utf8_mark);
  if (!marked) {
    if (text.starts_with(little_mark) || text.starts_with(big_mark)) return std::nullopt;
    if (chosen != Encoding::unnamed && chosen != Encoding::utf8) return std::nullopt;
    refuse_hidden_utf16(text, name);
  }
  if (!marked && chosen == Encoding::unnamed && !is_ascii(text)) {
    const LineCounts counts = count_invalid_lines(text.substr(0, text.find_last_of("\r\n")));
    if (counts.header_invalid || is_doubtful_utf8(counts.invalid, counts.lines, most_invalid)) return std::nullopt;
  }
  DecodedText result = transcoded(std::move(head), Encoding::utf8, "utf-8", {});
  result.faults = ByteFaults::possible;  // further on
  return result;
}

}  // namespace vigie

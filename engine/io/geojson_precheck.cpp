// RFC 8259: a NUL is written as \u0000 in a JSON text, and stands nowhere in it.
#include "engine/io/geojson_precheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/file_bytes.h"

namespace vigie {

void require_no_lost_pages(const std::string& path, const std::string& name) {
  constexpr std::size_t piece_size = std::size_t{1} << 20;
  const OpenedFile file(path, name);
  std::vector<char> piece(piece_size);
  std::size_t got = 0;
  for (std::size_t offset = 0; offset < file.size(); offset += got) {
    check_stop();
    got = file.read_at(offset, piece);
    if (got == 0) return;
    const std::span<const char> bytes(piece.data(), got);
    const auto nul = std::ranges::find(bytes, '\0');
    if (nul != bytes.end())
      throw DataError(
          fmt::format("{} is damaged: a NUL stands at byte {}, where a page seems to be lost; ask for it again", name,
                      offset + static_cast<std::size_t>(nul - bytes.begin())));
  }
}

}  // namespace vigie

// The manifest names inputs by content, not by path.
#include "engine/io/fingerprint.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/io/database_source.h"
#include "engine/io/file_bytes.h"
#include "engine/io/file_format.h"

namespace vigie {
namespace {

constexpr std::size_t piece_size = std::size_t{256} << 10;  // stays in the second-level cache

void require(int succeeded) {
  if (succeeded != 1) throw std::runtime_error("OpenSSL cannot compute SHA-256");
}

}  // namespace

RunningFingerprint::RunningFingerprint() : digest_(EVP_MD_CTX_new()) {
  require(digest_ ? EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) : 0);
}

void RunningFingerprint::add(std::string_view bytes) {
  require(EVP_DigestUpdate(digest_.get(), bytes.data(), bytes.size()));
  bytes_ += static_cast<std::int64_t>(bytes.size());
}

Fingerprint RunningFingerprint::finish() && {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(digest_.get(), bytes.data(), &size));
  Fingerprint result{.bytes = bytes_, .sha256 = {}};
  for (unsigned int i = 0; i < size; ++i) result.sha256 += fmt::format("{:02x}", bytes[i]);
  return result;
}

std::string sha256_of(std::string_view text) {
  RunningFingerprint running;
  running.add(text);
  return std::move(running).finish().sha256;
}

Fingerprint fingerprint(const Source& source) {
  const InputFile input = examine_input(source);
  if (input.format == FileFormat::database) return database_fingerprint(source);
  RunningFingerprint running;
  std::vector<char> piece(piece_size);
  for (const std::string& part : input.parts) {
    const OpenedFile file(part, input.name);
    std::size_t offset = 0;
    for (std::size_t got = piece_size; got == piece_size; offset += got) {
      check_stop();
      got = file.read_at(offset, piece);
      running.add({piece.data(), got});
    }
  }
  return std::move(running).finish();
}

}  // namespace vigie

// SHA-256 of an input, streamed: the manifest names inputs by content, not by path.
#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/io/file_format.h"
#include "engine/io/source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace vigie {
namespace {

struct FreeDigest {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

// A file read from start to end in pieces that stay in the second-level cache.
class Pieces {
 public:
  explicit Pieces(const std::string& path) : path_(path), number_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (number_ < 0) throw NoInputError(fmt::format("{} cannot be opened: {}", path_, std::strerror(errno)));
    posix_fadvise(number_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  ~Pieces() { close(number_); }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  /// Empty at the end.
  std::span<const unsigned char> next() {
    ssize_t got = 0;
    do got = read(number_, buffer_.data(), buffer_.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) throw IoError(fmt::format("{} cannot be read: {}", path_, std::strerror(errno)));
    return std::span(buffer_).first(static_cast<std::size_t>(got));
  }

 private:
  std::string path_;
  int number_;
  std::vector<unsigned char> buffer_ = std::vector<unsigned char>(std::size_t{256} << 10);
};

void require(int succeeded) {
  if (succeeded != 1) throw std::runtime_error("OpenSSL cannot compute SHA-256");
}

std::string hex_of(EVP_MD_CTX* digest) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(digest, bytes.data(), &size));
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", bytes[i]);
  return hex;
}

}  // namespace

Fingerprint fingerprint(const Source& source) {
  const InputFile input = examine_input(source);
  const Digest digest(EVP_MD_CTX_new());
  require(digest ? EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) : 0);
  Fingerprint result;
  for (const std::string& part : input.parts) {
    Pieces pieces(part);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
      check_stop();
      require(EVP_DigestUpdate(digest.get(), piece.data(), piece.size()));
      result.bytes += static_cast<std::int64_t>(piece.size());
    }
  }
  result.sha256 = hex_of(digest.get());
  return result;
}

}  // namespace vigie

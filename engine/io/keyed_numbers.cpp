// OpenSSL does the hashing.
#include "engine/io/keyed_numbers.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdint>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "engine/base/error.h"
#include "engine/base/words.h"
#include "engine/io/small_file.h"

namespace vigie {
namespace {

constexpr std::size_t least_length = 32, least_different = 8;

double unit_number(const unsigned char* bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | bytes[i];
  return static_cast<double>(value >> 11) * 0x1p-53;
}

}  // namespace

SecretKey::SecretKey(const std::string& path) : secret_(trim(small_file_text(path))) {
  const std::string name = std::filesystem::path(path).filename().string();
  const std::string mend = "make one with: openssl rand -hex 32 > " + name;
  if (secret_.empty()) throw NoInputError(fmt::format("{}: no secret can be read from it; {}", name, mend));
  if (secret_.size() < least_length || std::set<char>(secret_.begin(), secret_.end()).size() < least_different)
    throw UsageError(fmt::format("{}: too easy to guess for a secret; {}", name, mend));
}

std::array<unsigned char, 32> SecretKey::digest(std::string_view address) const {
  std::array<unsigned char, 32> bytes{};
  unsigned int size = 0;
  const auto* message = reinterpret_cast<const unsigned char*>(address.data());
  if (!HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), message, address.size(), bytes.data(),
            &size))
    throw std::runtime_error("OpenSSL cannot compute HMAC-SHA256");
  return bytes;
}

std::array<double, 2> SecretKey::uniform(std::string_view address) const {
  const auto bytes = digest(address);
  return {unit_number(bytes.data()), unit_number(bytes.data() + 8)};
}

std::string SecretKey::check() const {
  const auto bytes = digest("check");
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", bytes[0], bytes[1], bytes[2], bytes[3]);
}

}  // namespace vigie

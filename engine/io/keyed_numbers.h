// Random numbers by address that only the owner of a secret can work out.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace vigie {

/// A secret from a file, and numbers made of it by HMAC-SHA256 (RFC 2104): who does not have it cannot tell the numbers
/// from chance, however many of them are known.
class SecretKey {
 public:
  /// White space around the secret is no part of it. Throws NoInputError where the file cannot be read, UsageError
  /// where it is no secret: shorter than 32 characters, or of fewer than eight different ones.
  explicit SecretKey(const std::string& path);

  /// Two numbers, uniform on [0, 1), that belong to the address alone.
  std::array<double, 2> uniform(std::string_view address) const;

  /// Eight hexadecimal digits by which the same secret can be known again; they give nothing of it away.
  std::string check() const;

 private:
  std::array<unsigned char, 32> digest(std::string_view address) const;

  std::string secret_;
};

}  // namespace vigie

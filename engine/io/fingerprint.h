// SHA-256 of bytes that come piece by piece.
#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/io/source.h"

namespace vigie {

class RunningFingerprint {
 public:
  RunningFingerprint();
  void add(std::string_view bytes);
  Fingerprint finish() &&;

 private:
  struct FreeDigest {
    void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
  };
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest_;
  std::int64_t bytes_ = 0;
};

/// SHA-256 of a text, as hexadecimal digits.
std::string sha256_of(std::string_view text);

}  // namespace vigie

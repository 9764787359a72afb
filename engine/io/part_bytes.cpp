// Small values go through a buffer, long columns straight to the file.
#include "engine/io/part_bytes.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/base/words.h"

namespace vigie {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 18;

}  // namespace

PartWriter::PartWriter(int descriptor, std::string shown) : descriptor_(descriptor), shown_(std::move(shown)) {}

void PartWriter::put_bytes(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, buffer_size);
    if (waiting_.size() + piece.size() > buffer_size) flush();
    waiting_ += piece;
    bytes.remove_prefix(piece.size());
  }
}

void PartWriter::flush() {
  check_stop();
  hash_.add(waiting_);
  for (std::string_view left = waiting_; !left.empty();) {
    const ssize_t written = ::write(descriptor_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      throw IoError(fmt::format("output {}: writing failed ({})", printable_path(shown_), std::strerror(errno)));
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  waiting_.clear();
}

void PartWriter::seal() {
  flush();
  waiting_ = std::move(hash_).finish().sha256;
  hash_ = RunningFingerprint();
  flush();
}

PartReader::PartReader(const OpenedFile& file, std::string shown, std::size_t begin, std::size_t end)
    : file_(file), shown_(std::move(shown)), at_(begin), end_(end) {}

void PartReader::refuse() const {
  throw DataError(fmt::format("{} is damaged or cut short; run this part again", printable_path(shown_)));
}

void PartReader::take(char* to, std::size_t size) {
  if (size > end_ - at_) refuse();
  while (size > 0) {
    const bool inside = at_ >= buffer_at_ && at_ < buffer_at_ + buffer_.size();
    if (!inside && size >= buffer_size) {
      file_.read_all_at(at_, {to, size});
      at_ += size;
      return;
    }
    if (!inside) {
      buffer_.resize(std::min(buffer_size, end_ - at_));
      file_.read_all_at(at_, buffer_);
      buffer_at_ = at_;
    }
    const std::size_t count = std::min(size, buffer_at_ + buffer_.size() - at_);
    std::memcpy(to, buffer_.data() + (at_ - buffer_at_), count);
    to += count;
    at_ += count;
    size -= count;
  }
}

std::size_t PartReader::length(std::size_t size) {
  const auto count = get<std::uint64_t>();
  if (count > (end_ - at_) / size) refuse();
  return static_cast<std::size_t>(count);
}

std::string PartReader::get_text() {
  std::string text(length(1), '\0');
  take(text.data(), text.size());
  return text;
}

void PartReader::require_end() const {
  if (at_ != end_) refuse();
}

}  // namespace vigie

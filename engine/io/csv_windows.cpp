// The buffers are made once; memory that is never used is never touched.
#include "engine/io/csv_windows.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace vigie {

CsvWindows::CsvWindows(Read read, std::size_t size, std::size_t step, std::size_t most_kept)
    : read_bytes_(std::move(read)), size_(size), step_(std::min(step, size)), most_kept_(size > step ? most_kept : 0) {
  prefetch();
  advance(0);
}

void CsvWindows::prefetch() {
  fetched_ = std::min(step_, size_ - read_);
  if (fetched_ == 0) return;
  if (next_.data == nullptr) next_ = allocate_bytes(most_kept_ + step_);
  read_bytes_(read_, std::span(next_.data.get() + most_kept_, fetched_));
}

void CsvWindows::advance(std::size_t kept_from) {
  kept_ = text_.size() - kept_from;
  if (kept_ > most_kept_) throw std::logic_error("more of a window is kept than there is room for");
  char* const begin = next_.data.get() + most_kept_ - kept_;
  if (kept_ > 0) std::memcpy(begin, text_.data() + kept_from, kept_);
  text_ = {begin, kept_ + fetched_};
  read_ += std::exchange(fetched_, 0);
  std::swap(current_, next_);
}

}  // namespace vigie

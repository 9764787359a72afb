// Records are hashed, dealt out to groups that fit the cache, and looked up there.
#include "engine/io/row_fingerprints.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <utility>

#include "engine/base/parallel.h"

namespace vigie {
namespace {

constexpr std::uint64_t length_mix = 0xC2B2AE3D27D4EB4FULL;
constexpr std::size_t rows_per_group = 8192;  // with their slots within the second-level cache
constexpr std::size_t most_groups = 1 << 14;

std::size_t groups_for(std::size_t rows) {
  return std::min(most_groups, std::bit_ceil(rows / rows_per_group + 1));
}

// `slots` is memory to use again.
std::int64_t repeated_in(std::span<const TextHash> rows, std::vector<std::uint32_t>& slots) {
  const std::size_t mask = std::bit_ceil(rows.size() * 2 + 1) - 1;
  slots.assign(mask + 1, 0);
  std::int64_t repeated = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::size_t slot = rows[i].second & mask;
    while (slots[slot] != 0 && rows[slots[slot] - 1] != rows[i]) slot = (slot + 1) & mask;
    if (slots[slot] != 0) {
      ++repeated;
    } else {
      slots[slot] = static_cast<std::uint32_t>(i) + 1;
    }
  }
  return repeated;
}

}  // namespace

void RowFingerprints::add(std::span<const std::string_view> fields, char delimiter) {
  scratch_.clear();
  std::uint64_t lengths = 0;  // tells "a,b" from a and b, where that is needed
  bool ambiguous = false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) scratch_ += delimiter;
    scratch_ += fields[i];
    ambiguous = ambiguous || fields[i].find(delimiter) != fields[i].npos;
    lengths = folded_product(lengths + fields[i].size() + 1, length_mix);
  }
  rows_.push_back(text_hash(scratch_, ambiguous ? lengths : 0));
}

void RowFingerprints::append(RowFingerprints&& part) {
  for (std::vector<TextHash>& rows : part.parts_) parts_.push_back(std::move(rows));
  if (!part.rows_.empty()) parts_.push_back(std::move(part.rows_));
  part.parts_.clear();
  part.rows_.clear();
}

std::vector<std::span<const TextHash>> RowFingerprints::pieces() const {
  std::vector<std::span<const TextHash>> all(parts_.begin(), parts_.end());
  if (!rows_.empty()) all.emplace_back(rows_);
  return all;
}

std::int64_t RowFingerprints::repeated() && {
  if (!rows_.empty()) parts_.push_back(std::move(rows_));
  std::size_t total = 0;
  for (const std::vector<TextHash>& part : parts_) total += part.size();
  const std::size_t groups = groups_for(total);
  const int shift = 64 - std::countr_zero(groups);
  const auto group_of = [&](const TextHash& row) {
    return groups == 1 ? 0 : static_cast<std::size_t>(row.first >> shift);
  };
  // Where each part's rows of each group go: parts one after the other within a group.
  std::vector<std::vector<std::size_t>> place(parts_.size(), std::vector<std::size_t>(groups));
  parallel_chunks(parts_.size(), 1, [&](std::size_t part, std::size_t) {
    for (const TextHash& row : parts_[part]) ++place[part][group_of(row)];
  });
  std::vector<std::size_t> start(groups + 1, 0);
  std::size_t used = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    start[group] = used;
    for (std::vector<std::size_t>& places : place) {
      const std::size_t count = std::exchange(places[group], used);
      used += count;
    }
  }
  start[groups] = used;
  std::vector<TextHash> dealt(total);
  parallel_chunks(parts_.size(), 1, [&](std::size_t part, std::size_t) {
    for (const TextHash& row : parts_[part]) dealt[place[part][group_of(row)]++] = row;
    std::vector<TextHash>().swap(parts_[part]);
  });
  std::atomic<std::int64_t> repeated{0};
  parallel_chunks(groups, 64, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> slots;
    for (std::size_t group = begin; group < end; ++group)
      repeated += repeated_in(std::span(dealt).subspan(start[group], start[group + 1] - start[group]), slots);
  });
  return repeated;
}

}  // namespace vigie

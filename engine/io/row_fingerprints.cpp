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
constexpr std::size_t pieces = 64;  // of all records, dealt out side by side

std::size_t groups_for(std::size_t rows) {
  return std::min(most_groups, std::bit_ceil(rows / rows_per_group + 1));
}

// Calls `found(i, first)` for every record that equals an earlier one. `slots` is memory to use again.
template <class Found>
void find_repeated(std::span<const TextHash> hashes, std::vector<std::uint32_t>& slots, Found found) {
  const std::size_t mask = std::bit_ceil(hashes.size() * 2 + 1) - 1;
  slots.assign(mask + 1, 0);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::size_t slot = hashes[i].second & mask;
    while (slots[slot] != 0 && hashes[slots[slot] - 1] != hashes[i]) slot = (slot + 1) & mask;
    if (slots[slot] != 0) {
      found(i, slots[slot] - std::size_t{1});
    } else {
      slots[slot] = static_cast<std::uint32_t>(i) + 1;
    }
  }
}

}  // namespace

// Equal records are in one group, in the order in which they were added.
struct RowFingerprints::Dealt {
  std::vector<std::size_t> start;  // of each group, and the end
  std::vector<TextHash> hashes;
  std::vector<std::int64_t> rows;

  std::size_t groups() const { return start.size() - 1; }
  std::span<const TextHash> group(std::size_t i) const {
    return std::span(hashes).subspan(start[i], start[i + 1] - start[i]);
  }
};

void RowFingerprints::add(std::span<const std::string_view> fields, char delimiter, std::int64_t row) {
  scratch_.clear();
  std::uint64_t lengths = 0;  // tells "a,b" from a and b, where that is needed
  bool ambiguous = false;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) scratch_ += delimiter;
    scratch_ += fields[i];
    ambiguous = ambiguous || fields[i].find(delimiter) != fields[i].npos;
    lengths = folded_product(lengths + fields[i].size() + 1, length_mix);
  }
  put(text_hash(scratch_, ambiguous ? lengths : 0), row);
}

void RowFingerprints::append(const Kept& records, std::int64_t rows_before) {
  all_.hashes.insert(all_.hashes.end(), records.hashes.begin(), records.hashes.end());
  for (const std::int64_t row : records.rows) all_.rows.push_back(row + rows_before);
}

void RowFingerprints::expect(std::size_t records) {
  all_.hashes.reserve(records);
  if (numbers_ == RowNumbers::kept) all_.rows.reserve(records);
}

void RowFingerprints::clear() {
  all_.hashes.clear();
  all_.rows.clear();
}

RowFingerprints::Dealt RowFingerprints::deal() && {
  const Kept from = std::move(all_);
  const std::size_t total = from.hashes.size(), groups = groups_for(total);
  const std::size_t piece = total / pieces + 1;
  const int shift = 64 - std::countr_zero(groups);
  const auto group_of = [&](const TextHash& hash) {
    return groups == 1 ? 0 : static_cast<std::size_t>(hash.first >> shift);
  };
  // Where each piece's records of each group go: pieces one after the other within a group.
  std::vector<std::vector<std::size_t>> place(pieces, std::vector<std::size_t>(groups));
  parallel_chunks(total, piece, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t>& count = place[begin / piece];
    for (std::size_t i = begin; i < end; ++i) ++count[group_of(from.hashes[i])];
  });
  Dealt dealt;
  std::size_t used = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    dealt.start.push_back(used);
    for (std::vector<std::size_t>& places : place) {
      const std::size_t count = std::exchange(places[group], used);
      used += count;
    }
  }
  dealt.start.push_back(used);
  dealt.hashes.resize(total);
  dealt.rows.resize(from.rows.size());
  parallel_chunks(total, piece, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t>& next = place[begin / piece];
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t to = next[group_of(from.hashes[i])]++;
      dealt.hashes[to] = from.hashes[i];
      if (!from.rows.empty()) dealt.rows[to] = from.rows[i];
    }
  });
  return dealt;
}

std::int64_t RowFingerprints::repeated() && {
  const Dealt dealt = std::move(*this).deal();
  std::atomic<std::int64_t> repeated{0};
  parallel_chunks(dealt.groups(), 64, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> slots;
    std::int64_t here = 0;
    for (std::size_t group = begin; group < end; ++group)
      find_repeated(dealt.group(group), slots, [&](std::size_t, std::size_t) { ++here; });
    repeated += here;
  });
  return repeated;
}

std::vector<RepeatedRow> RowFingerprints::repeated_rows() && {
  const Dealt dealt = std::move(*this).deal();
  std::vector<RepeatedRow> repeated;
  std::vector<std::uint32_t> slots;
  for (std::size_t group = 0; group < dealt.groups(); ++group) {
    const std::int64_t* const rows = dealt.rows.data() + dealt.start[group];
    find_repeated(dealt.group(group), slots, [&](std::size_t i, std::size_t first) {
      repeated.push_back({rows[i], rows[first]});
    });
  }
  std::ranges::sort(repeated, {}, &RepeatedRow::row);
  return repeated;
}

}  // namespace vigie

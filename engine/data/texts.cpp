// Entries in one run of letters, found again by open addressing.
#include "engine/data/texts.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <stdexcept>
#include <utility>

#include "engine/base/large_array.h"
#include "engine/base/parallel.h"
#include "engine/data/leave_out.h"
#include "engine/data/text_hash.h"

namespace vigie {
namespace {

// So many different texts, and more than three in four rows with a new one: looking for earlier ones does not pay.
constexpr std::size_t least_given_up = 1024;

bool hardly_repeats(std::size_t entries, std::size_t rows) {
  return entries >= least_given_up && entries * 4 > rows * 3;
}

}  // namespace

std::int32_t Texts::add_entry(std::string_view text) {
  if (ends_.size() >= std::numeric_limits<std::int32_t>::max())
    throw std::length_error("a column holds more than 2^31 different texts");
  letters_ += text;
  ends_.push_back(letters_.size());
  return static_cast<std::int32_t>(ends_.size() - 1);
}

// At most half of the slots are taken.
void Texts::grow_slots() {
  slots_.assign(std::bit_ceil(std::max<std::size_t>(64, ends_.size() * 4)), {});
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const auto code = static_cast<std::int32_t>(i);
    const auto hash = static_cast<std::uint32_t>(text_hash(entry(code)).first);
    std::size_t slot = hash & mask;
    while (slots_[slot].code >= 0) slot = (slot + 1) & mask;
    slots_[slot] = {hash, code};
  }
}

std::int32_t Texts::code_of(std::string_view text) {
  if (slots_.size() < ends_.size() * 2 + 2) grow_slots();
  const std::size_t mask = slots_.size() - 1;
  const auto hash = static_cast<std::uint32_t>(text_hash(text).first);
  std::size_t slot = hash & mask;
  for (; slots_[slot].code >= 0; slot = (slot + 1) & mask)
    if (slots_[slot].hash == hash && entry(slots_[slot].code) == text) return slots_[slot].code;
  slots_[slot] = {hash, add_entry(text)};
  return slots_[slot].code;
}

// Categories are few and short: most are told by two comparisons.
std::int32_t Texts::code_of_short(std::string_view text) {
  constexpr std::size_t longest = 16, kept = 256, bits = 8;
  if (text.size() > longest) return code_of(text);
  if (recent_.empty()) recent_.resize(kept);
  const auto [first, last] = short_letters(text);
  const std::uint64_t mixed = (first * 0x9E3779B97F4A7C15ULL) ^ (last * 0xC2B2AE3D27D4EB4FULL);
  Recent& recent = recent_[(mixed >> (64 - bits))];
  const auto size = static_cast<std::uint32_t>(text.size());
  if (recent.first != first || recent.last != last || recent.size != size || recent.code < 0)
    recent = {first, last, size, code_of(text)};
  return recent.code;
}

void Texts::give_up_looking() {
  looking_ = false;
  std::vector<Slot>().swap(slots_);
  std::vector<Recent>().swap(recent_);
}

void Texts::reserve(std::size_t rows) {
  reserve_large(codes_, rows);
}

void Texts::push_back(std::string_view text) {
  codes_.push_back(looking_ ? code_of_short(text) : add_entry(text));
  if (looking_ && hardly_repeats(ends_.size(), codes_.size())) give_up_looking();
}

void Texts::append(const Texts& other) {
  const std::size_t base = ends_.size();
  std::vector<std::int32_t> code(other.ends_.size());
  if (looking_ && other.looking_) {
    for (std::size_t i = 0; i < code.size(); ++i) code[i] = code_of(other.entry(static_cast<std::int32_t>(i)));
  } else {
    if (base + code.size() >= std::numeric_limits<std::int32_t>::max())
      throw std::length_error("a column holds more than 2^31 different texts");
    give_up_looking();
    const std::size_t letters = letters_.size();
    letters_ += other.letters_;
    for (std::size_t i = 0; i < code.size(); ++i) {
      ends_.push_back(letters + other.ends_[i]);
      code[i] = static_cast<std::int32_t>(base + i);
    }
  }
  for (const std::int32_t old : other.codes_) codes_.push_back(old < 0 ? -1 : code[static_cast<std::size_t>(old)]);
  if (looking_ && hardly_repeats(ends_.size(), codes_.size())) give_up_looking();
}

void Texts::clear() {
  codes_.clear();
  ends_.clear();
  letters_.clear();
  std::ranges::fill(slots_, Slot{});
  std::ranges::fill(recent_, Recent{});
  looking_ = true;
}

// For each entry the first one with the same text. Entries are dealt out by hash to parts that fit the cache.
std::vector<std::int32_t> Texts::first_entries() const {
  std::vector<std::uint64_t> hash(ends_.size());
  constexpr std::size_t chunk = 1 << 16;
  parallel_chunks(hash.size(), chunk, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) hash[i] = text_hash(entry(static_cast<std::int32_t>(i))).first;
  });
  const std::size_t parts = std::bit_ceil(hash.size() / 8192 + 2);
  const int shift = 64 - std::countr_zero(parts);
  std::vector<std::size_t> start(parts + 1, 0);
  for (const std::uint64_t h : hash) ++start[(h >> shift) + 1];
  for (std::size_t part = 0; part < parts; ++part) start[part + 1] += start[part];
  std::vector<std::int32_t> dealt(hash.size());
  std::vector<std::size_t> next(start.begin(), start.end() - 1);
  for (std::size_t i = 0; i < hash.size(); ++i) dealt[next[hash[i] >> shift]++] = static_cast<std::int32_t>(i);
  std::vector<std::int32_t> first(hash.size());
  parallel_chunks(parts, 64, [&](std::size_t begin, std::size_t end) {
    std::vector<std::int32_t> slots;
    for (std::size_t part = begin; part < end; ++part) {
      const std::size_t mask = std::bit_ceil((start[part + 1] - start[part]) * 2 + 1) - 1;
      slots.assign(mask + 1, -1);
      for (std::size_t i = start[part]; i < start[part + 1]; ++i) {
        const std::int32_t code = dealt[i];
        const std::uint64_t h = hash[static_cast<std::size_t>(code)];
        std::size_t slot = h & mask;
        while (slots[slot] >= 0 &&
               (hash[static_cast<std::size_t>(slots[slot])] != h || entry(slots[slot]) != entry(code)))
          slot = (slot + 1) & mask;
        if (slots[slot] < 0) slots[slot] = code;
        first[static_cast<std::size_t>(code)] = slots[slot];
      }
    }
  });
  return first;
}

std::vector<std::int32_t> Texts::groups() const {
  const std::vector<std::int32_t> first = looking_ ? std::vector<std::int32_t>{} : first_entries();
  std::vector<std::int32_t> number(ends_.size(), -1), result(codes_.size(), -1);
  std::int32_t next = 0;
  for (std::size_t row = 0; row < codes_.size(); ++row) {
    if (codes_[row] < 0) continue;
    const auto code = static_cast<std::size_t>(codes_[row]);
    std::int32_t& group = number[looking_ ? code : static_cast<std::size_t>(first[code])];
    if (group < 0) group = next++;
    result[row] = group;
  }
  return result;
}

std::vector<std::string_view> Texts::distinct() const {
  std::vector<std::string_view> texts;
  const std::vector<std::int32_t> group = groups();
  for (std::size_t row = 0; row < group.size(); ++row)
    if (group[row] == static_cast<std::int32_t>(texts.size())) texts.push_back(at(row));
  return texts;
}

// Every thread counts a part of the rows.
std::vector<Texts::Count> Texts::counts_of_few() const {
  struct Seen {
    std::size_t first = 0;
    std::int64_t rows = 0;
  };
  const std::size_t part = codes_.size() / static_cast<std::size_t>(threads()) + 1;
  std::vector<std::vector<Seen>> parts((codes_.size() + part - 1) / part);
  parallel_chunks(codes_.size(), part, [&](std::size_t begin, std::size_t end) {
    std::vector<Seen> seen(ends_.size());
    for (std::size_t row = begin; row < end; ++row) {
      if (codes_[row] < 0) continue;
      Seen& entry_seen = seen[static_cast<std::size_t>(codes_[row])];
      if (entry_seen.rows++ == 0) entry_seen.first = row;
    }
    parts[begin / part] = std::move(seen);
  });
  std::vector<std::pair<std::size_t, Count>> found;  // with the row where the text stands first
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    Seen all;
    for (const std::vector<Seen>& seen : parts) {
      if (all.rows == 0) all.first = seen[i].first;
      all.rows += seen[i].rows;
    }
    if (all.rows > 0) found.push_back({all.first, {entry(static_cast<std::int32_t>(i)), all.rows}});
  }
  std::ranges::sort(found, {}, [](const auto& count) { return count.first; });
  std::vector<Count> counts;
  for (const auto& [first, count] : found) counts.push_back(count);
  return counts;
}

std::vector<Texts::Count> Texts::counts() const {
  constexpr std::size_t few = 4096;
  if (looking_ && ends_.size() <= few) return counts_of_few();
  std::vector<Count> counts;
  const std::vector<std::int32_t> group = groups();
  for (std::size_t row = 0; row < group.size(); ++row) {
    if (group[row] < 0) continue;
    const auto place = static_cast<std::size_t>(group[row]);
    if (place == counts.size()) counts.push_back({at(row), 0});
    ++counts[place].rows;
  }
  return counts;
}

Texts Texts::select(const std::vector<std::size_t>& rows) const {
  Texts chosen;
  if (rows.size() * 2 < ends_.size()) {  // few of many: without the texts of the others
    for (const std::size_t row : rows) {
      if (is_null(row)) {
        chosen.push_null();
      } else {
        chosen.push_back(at(row));
      }
    }
    return chosen;
  }
  chosen.ends_ = ends_;
  chosen.letters_ = letters_;
  chosen.looking_ = looking_;
  chosen.codes_.reserve(rows.size());
  for (const std::size_t row : rows) chosen.codes_.push_back(codes_[row]);
  return chosen;
}

void Texts::leave_out(std::span<const std::size_t> rows) {
  vigie::leave_out(codes_, rows);
}

}  // namespace vigie

// Entries in one run of letters, found again by open addressing.
#include "engine/data/texts.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <stdexcept>

#include "engine/base/parallel.h"
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

void Texts::give_up_looking() {
  looking_ = false;
  std::vector<Slot>().swap(slots_);
}

void Texts::push_back(std::string_view text) {
  codes_.push_back(looking_ ? code_of(text) : add_entry(text));
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

void Texts::keep_only(const std::vector<std::uint8_t>& keep) {
  std::size_t kept = 0;
  for (std::size_t row = 0; row < codes_.size(); ++row)
    if (keep[row] != 0) codes_[kept++] = codes_[row];
  codes_.resize(kept);
}

}  // namespace vigie

// Guess, read, and prove the guess.
#include "engine/io/csv_blocks.h"

#include <algorithm>
#include <string>
#include <utility>

namespace vigie {
namespace {

bool same_place(TextPlace a, TextPlace b) {
  return a.offset == b.offset && a.inside == b.inside;
}

}  // namespace

void CsvBlock::read(std::string_view text, const RecordRules& rules, const RoleColumns& roles, TextPlace from,
                    std::size_t stop) {
  reports.clear();
  repeats.clear();
  plain_.follow(rules);
  begin = {.offset = from.offset, .inside = from.inside};
  CsvRecords records(text, rules, begin);
  do {
    take_plain(text, records, roles, stop);
  } while (take_next(records, rules, roles, stop));
  end = records.place();
  counts = records.counts();
}

void CsvBlock::take_plain(std::string_view text, CsvRecords& records, const RoleColumns& roles, std::size_t stop) {
  const TextPlace at = records.place();
  if (at.inside != Inside::no_record) return;
  plain_.find(text, at.offset, stop);
  if (plain_.empty()) return;
  const std::int64_t first = records.row() + 1;
  reports.add(plain_, first, at.line);
  records.pass(plain_.size(), plain_.end());
  for (std::size_t i = 0; i < plain_.size() && roles.identifier; ++i)
    add_identifier(plain_.field(i, *roles.identifier), first + static_cast<std::int64_t>(i));
  for (std::size_t i = 0; i < plain_.size() && !repeats.watches(); ++i)
    repeats.add_plain(plain_.record(i), first + static_cast<std::int64_t>(i));
}

bool CsvBlock::take_next(CsvRecords& records, const RecordRules& rules, const RoleColumns& roles, std::size_t stop) {
  if (!records.next(stop)) return false;
  if (const std::optional<RecordFault>& fault = records.fault()) {
    reports.refuse(records.row(), records.line(), fault->reason, fault->detail, fault->field, fault->raw);
    return true;
  }
  reports.add_fields(records.row(), records.line(), [&](std::size_t column) { return records.field(column); });
  if (roles.identifier) add_identifier(records.field(*roles.identifier), records.row());
  if (repeats.watches()) return true;
  if (const std::optional<std::string_view> plain = records.plain_fields()) {
    repeats.add_plain(*plain, records.row());
    return true;
  }
  fields_.clear();
  for (std::size_t i = 0; i < records.size(); ++i) fields_.push_back(records.field(i));
  repeats.add(fields_, rules.delimiter, records.row());
  return true;
}

void CsvBlock::add_identifier(std::string_view text, std::int64_t row) {
  if (repeats.watches()) {
    repeats.watch_identifier(text);
  } else {
    repeats.add_identifier(text, row);
  }
}

TextPlace guess_record(std::string_view text, const RecordRules& rules, std::size_t offset, std::size_t stop) {
  constexpr int most_tries = 16, sample = 8;
  const std::string_view until_stop = text.substr(0, stop);
  TextPlace best{.offset = until_stop.size()};
  int best_good = -1;
  std::size_t from = offset == 0 ? 0 : offset - 1;
  for (int tries = 0; tries < most_tries; ++tries) {
    const std::size_t line_end = line_end_at(until_stop, from);
    if (line_end == until_stop.size()) break;
    from = line_end + (text.substr(line_end, 2) == "\r\n" ? 2 : 1);
    CsvRecords trial(text, rules, {.offset = from});
    int seen = 0, good = 0;
    std::size_t start = from;
    while (seen < sample && trial.next()) {
      if (seen == 0) start = trial.start();
      ++seen;
      if (!trial.fault()) ++good;
    }
    if (seen == 0) start = trial.place().offset;
    if (good > best_good) best = {.offset = start};
    best_good = std::max(best_good, good);
    if (good * 4 >= seen * 3) break;
  }
  return best;
}

std::size_t CsvBlocks::begin(std::string_view text, const RecordRules& rules, TextPlace place, std::size_t stop) {
  text_ = text;
  records_ = rules;
  place_ = place;
  stop_ = stop;
  used_ = count_ = std::max<std::size_t>(1, std::min(text.size(), stop) / block_size_);
  while (blocks_.size() < count_) blocks_.emplace_back(*rules_, search_);
  order_.clear();
  return count_;
}

// The last one goes to the end, or to where others go on.
std::size_t CsvBlocks::stop_of(std::size_t block) const {
  return block + 1 < count_ ? (block + 1) * block_size_ : stop_;
}

void CsvBlocks::read(std::size_t block) {
  const TextPlace from = block == 0 ? place_ : guess_record(text_, records_, block * block_size_, stop_of(block));
  blocks_[block].read(text_, records_, rules_->roles(), from, stop_of(block));
}

CsvBlock& CsvBlocks::read_again(TextPlace from, std::size_t stop) {
  if (used_ == blocks_.size()) blocks_.emplace_back(*rules_, search_);
  order_.push_back(used_);
  CsvBlock& block = blocks_[used_++];
  block.read(text_, records_, rules_->roles(), from, stop);
  return block;
}

TextPlace CsvBlocks::settle() {
  TextPlace at = place_;
  for (std::size_t i = 0; i < count_; ++i) {
    const CsvBlock& block = blocks_[i];
    // A record that begins before the guess may end there, and all is well again.
    if (!same_place(at, block.begin) && at.offset < std::min(block.begin.offset, stop_of(i)))
      at = read_again(at, std::min(block.begin.offset, stop_of(i))).end;
    if (same_place(at, block.begin)) {
      order_.push_back(i);
      at = block.end;
    } else if (at.offset < stop_of(i)) {
      at = read_again(at, stop_of(i)).end;
    }
    // A record that the window cuts begins here: whatever was guessed behind it waits for the next window.
    if (at.offset < std::min(stop_of(i), text_.size())) break;
  }
  return at;
}

std::vector<CsvBlock*> CsvBlocks::in_order() {
  std::vector<CsvBlock*> blocks;
  for (const std::size_t i : order_) blocks.push_back(&blocks_[i]);
  return blocks;
}

}  // namespace vigie

// Guess, read, and prove the guess.
#include "engine/io/csv_blocks.h"

#include <algorithm>
#include <string>
#include <utility>

namespace vigie {
namespace {

struct RolePlace {
  std::size_t role, column;
};

std::vector<RolePlace> role_places(const RoleColumns& roles) {
  std::vector<RolePlace> places;
  for (std::size_t i = 0; i < role_count; ++i)
    if (roles.column[i]) places.push_back({i, *roles.column[i]});
  return places;
}

bool same_place(TextPlace a, TextPlace b) {
  return a.offset == b.offset && a.inside == b.inside;
}

}  // namespace

void CsvBlock::read(std::string_view text, const RecordRules& rules, const RoleColumns& roles, TextPlace from,
                    std::size_t stop) {
  reports.clear();
  repeats.clear();
  begin = {.offset = from.offset, .inside = from.inside};
  const std::vector<RolePlace> places = role_places(roles);
  CsvRecords records(text, rules, begin);
  ReportRecord record;
  std::vector<std::string_view> fields, filtered(roles.filtered.size());
  while (records.next(stop)) {
    if (const std::optional<RecordFault>& fault = records.fault()) {
      reports.refuse(records.row(), records.line(), fault->reason, fault->detail, fault->field, fault->raw);
      continue;
    }
    record.row = records.row();
    record.line = records.line();
    for (const RolePlace& place : places) record.value[place.role] = records.field(place.column);
    for (std::size_t i = 0; i < filtered.size(); ++i) filtered[i] = records.field(roles.filtered[i]);
    record.filtered = filtered;
    reports.add(record);
    if (repeats.watches()) {
      repeats.watch_identifier(records.field(*roles.identifier));
      continue;
    }
    if (roles.identifier) repeats.add_identifier(records.field(*roles.identifier), record.row);
    if (const std::optional<std::string_view> plain = records.plain_fields()) {
      repeats.add_plain(*plain, record.row);
      continue;
    }
    fields.clear();
    for (std::size_t i = 0; i < records.size(); ++i) fields.push_back(records.field(i));
    repeats.add(fields, rules.delimiter, record.row);
  }
  end = records.place();
  counts = records.counts();
}

TextPlace guess_record(std::string_view text, const RecordRules& rules, std::size_t offset) {
  constexpr int most_tries = 16, sample = 8;
  TextPlace best{.offset = text.size()};
  int best_good = -1;
  std::size_t from = offset == 0 ? 0 : offset - 1;
  for (int tries = 0; tries < most_tries; ++tries) {
    std::size_t line_end = text.find_first_of("\r\n", from);
    if (line_end == text.npos) break;
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
  const TextPlace from = block == 0 ? place_ : guess_record(text_, records_, block * block_size_);
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
  }
  return at;
}

std::vector<CsvBlock*> CsvBlocks::in_order() {
  std::vector<CsvBlock*> blocks;
  for (const std::size_t i : order_) blocks.push_back(&blocks_[i]);
  return blocks;
}

}  // namespace vigie

// Column by column, in the order of the struct.
#include "engine/io/part_columns.h"

#include <limits>
#include <utility>

namespace vigie {
namespace {

enum class Kind : std::uint8_t { reals, integers, instants, texts };

RowRuns get_rows(std::size_t count, PartReader& from) {
  RowRuns rows;
  for (const RowRuns::Run& run : from.get_all<RowRuns::Run>()) {
    if (run.count < 0 || static_cast<std::size_t>(run.count) > count - rows.size()) from.refuse();
    rows.add(run);
  }
  if (rows.size() != count) from.refuse();
  return rows;
}

// As few bytes for each row as the number of texts allows; the highest code stands for NULL.
template <class Code>
void put_codes(const std::vector<std::int32_t>& groups, PartWriter& to) {
  std::vector<Code> codes;
  codes.reserve(groups.size());
  for (const std::int32_t group : groups)
    codes.push_back(group < 0 ? std::numeric_limits<Code>::max() : static_cast<Code>(group));
  to.put_all(codes);
}

template <class Code>
Texts get_codes(const std::vector<std::string>& entries, PartReader& from) {
  Texts texts;
  const auto codes = from.get_all<Code>();
  texts.reserve(codes.size());
  for (const Code code : codes) {
    if (code == std::numeric_limits<Code>::max()) {
      texts.push_null();
    } else {
      if (code >= entries.size()) from.refuse();
      texts.push_back(entries[code]);
    }
  }
  return texts;
}

template <class Code>
bool fits(std::size_t entries) {
  return entries < std::numeric_limits<Code>::max();
}

void put_texts(const Texts& texts, PartWriter& to) {
  const std::vector<std::string_view> entries = texts.distinct();
  to.put<std::uint64_t>(entries.size());
  for (const std::string_view entry : entries) to.put(entry);
  const std::vector<std::int32_t> groups = texts.groups();
  if (fits<std::uint8_t>(entries.size())) return put_codes<std::uint8_t>(groups, to);
  if (fits<std::uint16_t>(entries.size())) return put_codes<std::uint16_t>(groups, to);
  put_codes<std::uint32_t>(groups, to);
}

Texts get_texts(PartReader& from) {
  std::vector<std::string> entries(from.length(sizeof(std::uint64_t)));
  for (std::string& entry : entries) entry = from.get_text();
  if (fits<std::uint8_t>(entries.size())) return get_codes<std::uint8_t>(entries, from);
  if (fits<std::uint16_t>(entries.size())) return get_codes<std::uint16_t>(entries, from);
  return get_codes<std::uint32_t>(entries, from);
}

void put_values(const Values& values, PartWriter& to) {
  if (const auto* reals = std::get_if<Reals>(&values)) {
    to.put(Kind::reals);
    to.put_all(reals->values);
  } else if (const auto* integers = std::get_if<Integers>(&values)) {
    to.put(Kind::integers);
    to.put_all(integers->values);
  } else if (const auto* instants = std::get_if<Instants>(&values)) {
    to.put(Kind::instants);
    to.put_all(instants->values);
  } else {
    to.put(Kind::texts);
    put_texts(std::get<Texts>(values), to);
  }
}

Values get_values(PartReader& from) {
  switch (from.get<Kind>()) {
    case Kind::reals:
      return Reals{from.get_all<double>()};
    case Kind::integers:
      return Integers{from.get_all<std::int64_t>()};
    case Kind::instants:
      return Instants{from.get_all<Instant>()};
    case Kind::texts:
      return get_texts(from);
  }
  from.refuse();
}

void put_points(const StoredPoints& points, PartWriter& to) {
  to.put(points.source);
  to.put(points.crs);
  to.put_all(points.x);
  to.put_all(points.y);
  to.put_all(points.row.runs());
  to.put<std::uint64_t>(points.attributes.columns().size());
  for (const Column& column : points.attributes.columns()) {
    to.put(column.name);
    put_values(column.values, to);
  }
}

StoredPoints get_points(PartReader& from) {
  StoredPoints points;
  points.source = from.get_text();
  points.crs = from.get_text();
  points.x = from.get_all<double>();
  points.y = from.get_all<double>();
  if (points.y.size() != points.x.size()) from.refuse();
  points.row = get_rows(points.x.size(), from);
  const std::size_t columns = from.length(sizeof(std::uint64_t));
  for (std::size_t i = 0; i < columns; ++i) {
    std::string name = from.get_text();
    Values values = get_values(from);
    if (size(values) != points.x.size()) from.refuse();
    points.attributes.add(std::move(name), std::move(values));
  }
  return points;
}

void put_ledger(const Ledger& ledger, PartWriter& to) {
  to.put(ledger.source);
  to.put(ledger.read);
  to.put<std::uint64_t>(ledger.rejects.size());
  for (const Reject& reject : ledger.rejects) {
    to.put(reject.row);
    to.put(code(reject.reason));
    to.put(reject.detail);
    to.put(reject.raw);
  }
}

Reason reason_by(const std::string& wanted, const PartReader& from) {
  for (int i = 0; i <= static_cast<int>(Reason::duplicate); ++i)
    if (code(static_cast<Reason>(i)) == wanted) return static_cast<Reason>(i);
  from.refuse();
}

Ledger get_ledger(PartReader& from) {
  Ledger ledger;
  ledger.source = from.get_text();
  ledger.read = from.get<std::int64_t>();
  ledger.rejects.resize(from.length(4 * sizeof(std::uint64_t)));
  for (Reject& reject : ledger.rejects) {
    reject.row = from.get<std::int64_t>();
    reject.reason = reason_by(from.get_text(), from);
    reject.detail = from.get_text();
    reject.raw = from.get_text();
  }
  return ledger;
}

void put_remarks(const ReportsRead& read, PartWriter& to) {
  to.put<std::uint64_t>(read.notes.size());
  for (const std::string& note : read.notes) to.put(note);
  to.put<std::uint64_t>(read.oddities.size());
  for (const Oddity& oddity : read.oddities) {
    to.put(oddity.check);
    to.put(oddity.count);
    to.put(oddity.warning);
  }
  for (const std::int64_t count :
       {read.blank_lines, read.overlap_times, read.leap_seconds, read.exact_duplicates, read.repeated_ids})
    to.put(count);
  to.put<std::uint64_t>(read.unlocated.size());
  for (const auto& [category, count] : read.unlocated) {
    to.put(category);
    to.put(count);
  }
  to.put(read.fingerprint.bytes);
  to.put(read.fingerprint.sha256);
}

void get_remarks(ReportsRead& read, PartReader& from) {
  read.notes.resize(from.length(sizeof(std::uint64_t)));
  for (std::string& note : read.notes) note = from.get_text();
  read.oddities.resize(from.length(3 * sizeof(std::uint64_t)));
  for (Oddity& oddity : read.oddities) {
    oddity.check = from.get_text();
    oddity.count = from.get<std::int64_t>();
    oddity.warning = from.get_text();
  }
  for (std::int64_t* count :
       {&read.blank_lines, &read.overlap_times, &read.leap_seconds, &read.exact_duplicates, &read.repeated_ids})
    *count = from.get<std::int64_t>();
  const std::size_t categories = from.length(2 * sizeof(std::uint64_t));
  for (std::size_t i = 0; i < categories; ++i) {
    std::string category = from.get_text();
    read.unlocated[std::move(category)] = from.get<std::int64_t>();
  }
  read.fingerprint.bytes = from.get<std::int64_t>();
  read.fingerprint.sha256 = from.get_text();
}

void put_repeats(const RepeatedRecords::Kept& kept, PartWriter& to) {
  to.put(kept.left_out);
  to.put_all(kept.records.hashes);
  to.put_all(kept.records.rows);
  to.put_all(kept.identifiers.values);
  to.put_all(kept.identifiers.rows);
}

RepeatedRecords::Kept get_repeats(PartReader& from) {
  RepeatedRecords::Kept kept{.left_out = from.get<Deduplicate>(), .records = {}, .identifiers = {}};
  kept.records = {from.get_all<TextHash>(), {}};
  kept.records.rows = from.get_all<std::int64_t>();
  kept.identifiers.values = from.get_all<std::uint64_t>();
  kept.identifiers.rows = from.get_all<std::int64_t>();
  const bool rows_fit =
      kept.records.rows.size() == (kept.left_out == Deduplicate::none ? 0 : kept.records.hashes.size());
  const bool ids_fit =
      kept.identifiers.rows.size() == (kept.left_out == Deduplicate::ids ? kept.identifiers.values.size() : 0);
  if (!rows_fit || !ids_fit) from.refuse();
  return kept;
}

}  // namespace

void put_slice(const SliceRead& slice, PartWriter& to) {
  put_points(slice.read.points, to);
  put_ledger(slice.read.ledger, to);
  put_remarks(slice.read, to);
  to.put(slice.counts);
  put_repeats(slice.repeats.kept(), to);
}

SliceRead get_slice(PartReader& from) {
  SliceRead slice;
  slice.read.points = get_points(from);
  slice.read.ledger = get_ledger(from);
  get_remarks(slice.read, from);
  slice.counts = from.get<RecordCounts>();
  slice.repeats = RepeatedRecords(get_repeats(from));
  return slice;
}

}  // namespace vigie

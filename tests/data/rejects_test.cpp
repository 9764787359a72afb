// Rows in = rows used + rows rejected, by stable codes.
#include "engine/data/rejects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace vigie {
namespace {

Ledger ledger(std::int64_t read, std::int64_t used, const std::vector<Reason>& reasons) {
  Ledger result{.source = "reports.csv", .read = read, .used = used, .rejects = {}};
  for (Reason reason : reasons)
    result.rejects.push_back({static_cast<std::int64_t>(result.rejects.size()) + 1, reason, "", ""});
  return result;
}

TEST(Reason, CodesAreTheNamesOfTheContract) {
  std::set<std::string> codes;
  for (int i = 0; i <= static_cast<int>(Reason::duplicate); ++i) codes.emplace(code(static_cast<Reason>(i)));
  const std::set<std::string> expected{"missing_xy",        "bad_number",         "out_of_range",   "null_island",
                                       "swapped_xy",        "bad_geometry",       "missing_time",   "bad_date",
                                       "not_kept",          "unknown_area",       "bad_encoding",   "outside_period",
                                       "bad_quote",         "outside_study_area", "too_long",       "duplicate",
                                       "wrong_field_count", "refused_form",       "unknown_segment"};
  EXPECT_EQ(codes, expected);
}

TEST(Ledger, CountsByReason) {
  const auto counts = ledger(5, 2, {Reason::missing_xy, Reason::bad_date, Reason::missing_xy}).by_reason();
  EXPECT_EQ(counts, (std::map<std::string, std::int64_t>{{"bad_date", 1}, {"missing_xy", 2}}));
}

TEST(Ledger, ExclusionsAreNotBad) {
  const Ledger mixed = ledger(
      10, 5,
      {Reason::missing_xy, Reason::not_kept, Reason::outside_period, Reason::outside_study_area, Reason::duplicate});
  EXPECT_DOUBLE_EQ(mixed.percent_bad(), 10);
  EXPECT_EQ(ledger(0, 0, {}).percent_bad(), 0);
}

TEST(Ledger, MustBalance) {
  EXPECT_NO_THROW(ledger(3, 2, {Reason::bad_date}).check());
  EXPECT_THROW(ledger(3, 3, {Reason::bad_date}).check(), std::logic_error);
  EXPECT_THROW(ledger(3, 1, {Reason::bad_date}).check(), std::logic_error);
}

}  // namespace
}  // namespace vigie

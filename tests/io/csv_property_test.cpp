// Random files: well-formed ones against a parser that is slow and obvious, byte soup against the balance.
#include <random>

#include "engine/io/csv_records.h"
#include "tests/io/csv_fixture.h"

namespace vigie {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// RFC 4180, one character at a time, for text that is known to be well-formed.
Rows slow_rows(const std::string& text, char delimiter) {
  Rows rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += '"';
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == delimiter && !quoted) {
      rows.back().emplace_back();
    } else if (text[i] == '\n' && !quoted) {
      rows.push_back({""});
    } else {
      rows.back().back() += text[i];
    }
  }
  rows.pop_back();  // after the last line end
  return rows;
}

std::string random_text(std::mt19937_64& random, const std::string& letters, std::size_t longest) {
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1), length(0, longest);
  std::string text;
  for (std::size_t left = length(random); left > 0; --left) text += letters[letter(random)];
  return text;
}

std::string in_quotes(const std::string& field) {
  std::string text = "\"";
  for (char c : field) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

TEST(CsvProperty, WellFormedFilesAgreeWithTheSlowParser) {
  std::mt19937_64 random(4180);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t columns = 1 + random() % 5, rows = random() % 8;
    const char delimiter = ",;\t|"[random() % 4];
    std::string text;
    Rows written;
    for (std::size_t row = 0; row < rows; ++row) {
      Rows::value_type& fields = written.emplace_back();
      for (std::size_t column = 0; column < columns; ++column) {
        fields.push_back(random_text(random, "ab\"\n,;\t| \r", 6));
        text += (column > 0 ? std::string(1, delimiter) : "") + in_quotes(fields.back());
      }
      text += '\n';
    }
    ASSERT_EQ(slow_rows(text, delimiter), written);
    CsvRecords records(text, {.delimiter = delimiter, .field_count = columns});
    for (const Rows::value_type& fields : written) {
      ASSERT_TRUE(records.next());
      ASSERT_FALSE(records.fault()) << records.fault()->detail << '\n' << text;
      ASSERT_EQ(records.size(), fields.size());
      for (std::size_t i = 0; i < fields.size(); ++i) ASSERT_EQ(records.field(i), fields[i]) << text;
    }
    ASSERT_FALSE(records.next());
    ASSERT_EQ(records.blank_lines(), 0);
  }
}

std::int64_t count_line_ends(std::string_view text) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++count;
  return count;
}

// No byte is skipped: places go up, line numbers count line ends, and each record begins where the last one ended.
TEST(CsvProperty, ByteSoupIsReadToItsEnd) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random, std::string("a1\"\"\",,\n\n\r \xC3\xA9\0", 14), 60);
    CsvRecords records(
        text, {.field_count = 1 + random() % 3, .faults = ByteFaults::possible, .limits = {.field = 20, .record = 40}});
    std::int64_t rows = 0;
    std::size_t before = 0;
    while (records.next()) {
      ASSERT_EQ(records.row(), ++rows);
      ASSERT_GT(records.place().offset, before);
      before = records.place().offset;
      ASSERT_EQ(records.place().line, 1 + count_line_ends(std::string_view(text).substr(0, before)) +
                                          (before == text.size() && !text.ends_with('\n') && !text.ends_with('\r')));
      if (!records.fault()) {
        for (std::size_t i = 0; i < records.size(); ++i) ASSERT_LE(records.field(i).size(), 20U);
      }
    }
    ASSERT_EQ(records.place().offset, text.size());
  }
}

TEST(CsvProperty, SoupInAFileBalancesAndNeverCrashes) {
  std::mt19937_64 random(62);
  std::int64_t accepted = 0, rejected = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string text = "lon,lat,cat\n";
    for (std::size_t row = random() % 12; row > 0; --row)
      text +=
          random() % 2 == 0 ? "4.3,50.8,noise\n" : random_text(random, "4.\"\",,\n;\xE9 e-\xC3\xA9N\x1A", 24) + "\n";
    try {
      const ReportsRead read = test::read_text(text);  // checks the balance
      accepted += static_cast<std::int64_t>(read.points.x.size());
      rejected += static_cast<std::int64_t>(read.ledger.rejects.size());
    } catch (const DataError&) {
      continue;  // no rows
    }
  }
  EXPECT_GT(accepted, 1000);
  EXPECT_GT(rejected, 1000);
}

// Whatever stands between them, good rows in lines of their own are found, unless a quote legally spans them.
TEST(CsvProperty, GoodRowsAfterALostQuoteAreFound) {
  std::mt19937_64 random(12);
  for (int round = 0; round < 500; ++round) {
    const int rows = 2 + static_cast<int>(random() % 20),
              broken = static_cast<int>(random() % static_cast<unsigned>(rows));
    std::string text = "cat,lon,lat\n";
    for (int row = 0; row < rows; ++row) text += row == broken ? "\"lost,4.3,50.8\n" : "noise,4.3,50.8\n";
    const ReportsRead read = test::read_text(text);
    ASSERT_EQ(test::rejects_of(read), std::to_string(broken + 1) + ":bad_quote");
  }
}

}  // namespace
}  // namespace vigie

// A CSV written for one test and read at once.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/io/reader.h"

namespace vigie::test {

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content, const std::string& extension = ".csv") {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("vigie_" + std::to_string(getpid()) + "_" + std::to_string(count++) + extension);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

inline Source at(const std::string& path) {
  Source source;
  source.path = path;
  return source;
}

inline Source with_encoding(const std::string& encoding) {
  Source source;
  source.encoding = encoding;
  return source;
}

inline Source with_delimiter(const std::string& delimiter) {
  Source source;
  source.delimiter = delimiter;
  return source;
}

inline Source with_decimal(char decimal) {
  Source source;
  source.decimal = decimal;
  return source;
}

inline ReportRequest lon_lat() {
  ReportRequest request;
  request.columns.x = "lon";
  request.columns.y = "lat";
  return request;
}

inline ReportRequest lon_lat_time(const std::string& format = "iso") {
  ReportRequest request = lon_lat();
  request.columns.time = "time";
  request.time = TimeReader(format, TimeZone("Europe/Brussels"));
  return request;
}

/// Reads the text as a CSV; the account must balance whatever happens.
inline ReportsRead read_text(std::string_view content, const ReportRequest& request = lon_lat(), Source source = {}) {
  const TemporaryFile file(content);
  source.path = file.path();
  ReportsRead read = read_reports(source, request);
  EXPECT_EQ(read.ledger.read, static_cast<std::int64_t>(read.points.x.size() + read.ledger.rejects.size()));
  EXPECT_EQ(read.points.x.size(), read.points.y.size());
  EXPECT_EQ(read.points.x.size(), read.points.row.size());
  return read;
}

/// "row:reason row:reason", in file order; "" where every record was accepted.
inline std::string rejects_of(const ReportsRead& read) {
  std::string text;
  for (const Reject& reject : read.ledger.rejects)
    text += (text.empty() ? "" : " ") + std::to_string(reject.row) + ":" + std::string(code(reject.reason));
  return text;
}

/// The message of the error that reading throws; "" if it throws none.
template <class ErrorClass = DataError>
std::string refusal(std::string_view content, const ReportRequest& request = lon_lat(), const Source& source = {}) {
  try {
    read_text(content, request, source);
  } catch (const ErrorClass& error) {
    return error.what();
  }
  return {};
}

}  // namespace vigie::test

// Numbers by statistic, data set and item: ours on one side, those of other programs on the other.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace vigie::validation {

/// One number of another program or of a publication.
struct PeerNumber {
  std::string statistic, data_set, item;
  double value;
  std::string program;  // with its version
};

/// All rows of peers.csv and published.csv.
std::vector<PeerNumber> peer_numbers();

class Book {
 public:
  /// Throws std::logic_error where the same number is given twice.
  void add(const std::string& statistic, const std::string& data_set, const std::string& item, double value);
  /// One number per item.
  void add(const std::string& statistic, const std::string& data_set, const std::vector<std::string>& items,
           const std::vector<double>& values);
  /// Throws std::out_of_range with the name of what is missing.
  double value(const std::string& statistic, const std::string& data_set, const std::string& item) const;
  std::size_t size() const { return numbers_.size(); }

 private:
  std::map<std::tuple<std::string, std::string, std::string>, double> numbers_;
};

}  // namespace vigie::validation

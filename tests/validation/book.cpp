// Where numbers are kept, and the files of those that are not ours.
#include "tests/validation/book.h"

#include <stdexcept>

#include "tests/validation/inputs.h"

namespace vigie::validation {

void Book::add(const std::string& statistic, const std::string& data_set, const std::string& item, double value) {
  if (!numbers_.try_emplace({statistic, data_set, item}, value).second)
    throw std::logic_error("given twice: " + statistic + ", " + data_set + ", " + item);
}

void Book::add(const std::string& statistic, const std::string& data_set, const std::vector<std::string>& items,
               const std::vector<double>& values) {
  for (std::size_t i = 0; i < items.size(); ++i) add(statistic, data_set, items[i], values.at(i));
}

double Book::value(const std::string& statistic, const std::string& data_set, const std::string& item) const {
  const auto found = numbers_.find({statistic, data_set, item});
  if (found == numbers_.end()) throw std::out_of_range("no number: " + statistic + ", " + data_set + ", " + item);
  return found->second;
}

std::vector<PeerNumber> peer_numbers() {
  std::vector<PeerNumber> numbers;
  for (const char* name : {"peers.csv", "published.csv"}) {
    auto table = test::read_columns(validation_folder() / name);
    for (std::size_t row = 0; row < table["value"].size(); ++row)
      numbers.push_back({table["statistic"][row], table["data_set"][row], table["item"][row],
                         std::stod(table["value"][row]), table["program"][row]});
  }
  return numbers;
}

}  // namespace vigie::validation

// All of our numbers.
#include "tests/validation/our_numbers.h"

namespace vigie::validation {

Book our_numbers() {
  Book book;
  add_association(book);
  add_exact_p(book);
  add_rates(book);
  add_density(book);
  add_risk(book);
  add_pattern_tests(book);
  add_waits(book);
  return book;
}

}  // namespace vigie::validation

// What vigie says about the tables, under the names that peers.csv uses.
#pragma once

#include "tests/validation/book.h"

namespace vigie::validation {

/// Everything below.
Book our_numbers();

void add_association(Book& book);
void add_exact_p(Book& book);
void add_rates(Book& book);
void add_density(Book& book);
void add_risk(Book& book);
void add_pattern_tests(Book& book);
void add_waits(Book& book);

}  // namespace vigie::validation

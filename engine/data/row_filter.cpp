// Truth of a filter for one record: three values, as in SQL, so that "not" never turns a gap into a match.
#include "engine/data/row_filter.h"

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/base/words.h"

namespace vigie {

RowFilter::Truth RowFilter::compared(const Node& node, std::string_view value, char decimal) {
  value = trim(value);
  const bool missing = is_null_token(value);
  if (node.rule == Rule::is_null) return missing ? Truth::yes : Truth::no;
  if (missing) return Truth::unknown;
  int order = 0;
  if (node.literal.number) {
    ParsedNumber number = parse_number(value);
    if (number.fault != NumberFault::none && decimal != '.') number = parse_number(value, decimal);
    if (number.fault != NumberFault::none) return Truth::unknown;
    order = number.value < *node.literal.number ? -1 : number.value > *node.literal.number ? 1 : 0;
  } else {
    order = value.compare(node.literal.text);
  }
  const bool holds = [&] {
    switch (node.rule) {
      case Rule::equal:
        return order == 0;
      case Rule::unequal:
        return order != 0;
      case Rule::less:
        return order < 0;
      case Rule::at_most:
        return order <= 0;
      case Rule::more:
        return order > 0;
      default:
        return order >= 0;
    }
  }();
  return holds ? Truth::yes : Truth::no;
}

RowFilter::Truth RowFilter::truth(std::size_t at, std::span<const std::string_view> values, char decimal) const {
  const Node& node = nodes_[at];
  if (node.rule == Rule::negation) {
    const Truth inner = truth(node.left, values, decimal);
    return inner == Truth::yes ? Truth::no : inner == Truth::no ? Truth::yes : Truth::unknown;
  }
  if (node.rule == Rule::conjunction)
    return std::min(truth(node.left, values, decimal), truth(node.right, values, decimal));
  if (node.rule == Rule::disjunction)
    return std::max(truth(node.left, values, decimal), truth(node.right, values, decimal));
  return compared(node, values[node.column], decimal);
}

bool RowFilter::keeps(std::span<const std::string_view> values, char decimal) const {
  return truth(root_, values, decimal) == Truth::yes;
}

}  // namespace vigie

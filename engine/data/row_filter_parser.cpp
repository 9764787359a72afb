// From the text of a filter to its tree, with messages that name the place.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/base/error.h"
#include "engine/base/numbers.h"
#include "engine/base/words.h"
#include "engine/data/row_filter.h"

namespace vigie {
namespace {

constexpr std::size_t longest = 10'000;  // characters of a filter
constexpr int deepest = 100;             // parentheses and nots inside each other

struct Token {
  enum class Kind { word, column, text, number, sign, end } kind = Kind::end;
  std::string text;
  std::size_t place = 0;  // 1-based character
};

bool is_word_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' ||
         static_cast<unsigned char>(c) > 127;
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) { advance(); }

  const Token& now() const { return now_; }
  Token take() {
    Token taken = now_;
    advance();
    return taken;
  }
  bool take_word(std::string_view word) {
    if (now_.kind != Token::Kind::word || !same_ignoring_case(now_.text, word)) return false;
    advance();
    return true;
  }
  bool take_sign(std::string_view sign) {
    if (now_.kind != Token::Kind::sign || now_.text != sign) return false;
    advance();
    return true;
  }
  [[noreturn]] void refuse(const std::string& expected) const {
    const std::string found =
        now_.kind == Token::Kind::end ? "the end" : fmt::format("{} at character {}", printable(now_.text), now_.place);
    throw UsageError(fmt::format("where: {} is expected, not {}", expected, found));
  }

 private:
  // A quote is doubled to stand inside quotes.
  std::string quoted(char quote) {
    std::string inside;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != quote) break;
        ++at_;
      }
      inside += text_[at_];
    }
    if (at_ >= text_.size())
      throw UsageError(fmt::format("where: the {} at character {} is never closed", quote, now_.place));
    ++at_;
    return inside;
  }

  std::string number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_word_letter(text_[at_]) || text_[at_] == '+' || text_[at_] == '-')) ++at_;
    const std::string found(text_.substr(begin, at_ - begin));
    if (parse_number(found).fault != NumberFault::none)
      throw UsageError(
          fmt::format("where: {} at character {} is no number; texts and dates stand in single quotes: '{}'",
                      printable(found), now_.place, printable(found)));
    return found;
  }

  void advance() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    now_ = {Token::Kind::end, "", at_ + 1};
    if (at_ >= text_.size()) return;
    const char c = text_[at_];
    if (c == '\'') {
      now_.kind = Token::Kind::text;
      now_.text = quoted(c);
    } else if (c == '"') {
      now_.kind = Token::Kind::column;
      now_.text = quoted(c);
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '+') {
      now_.kind = Token::Kind::number;
      now_.text = number();
    } else if (is_word_letter(c)) {
      now_.kind = Token::Kind::word;
      while (at_ < text_.size() && is_word_letter(text_[at_])) now_.text += text_[at_++];
    } else {
      now_.kind = Token::Kind::sign;
      const std::string_view two = text_.substr(at_, 2);
      now_.text = two == "!=" || two == "<=" || two == ">=" ? two : text_.substr(at_, 1);
      at_ += now_.text.size();
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token now_;
};

}  // namespace

// One function for each level of the grammar: or, and, not, comparison.
class RowFilterParser {
 public:
  RowFilterParser(std::string_view text, RowFilter& filter) : tokens_(text), filter_(filter) {}

  std::size_t whole() {
    const std::size_t root = any_of();
    if (tokens_.now().kind != Token::Kind::end) tokens_.refuse("and, or, or the end");
    return root;
  }

 private:
  using Rule = RowFilter::Rule;
  using Literal = RowFilter::Literal;

  std::size_t put(RowFilter::Node node) {
    filter_.nodes_.push_back(std::move(node));
    return filter_.nodes_.size() - 1;
  }
  std::size_t join(Rule rule, std::size_t left, std::size_t right) {
    return put({.rule = rule, .column = 0, .literal = {}, .left = left, .right = right});
  }

  std::size_t any_of() {
    std::size_t left = all_of();
    while (tokens_.take_word("or")) left = join(Rule::disjunction, left, all_of());
    return left;
  }

  std::size_t all_of() {
    std::size_t left = one();
    while (tokens_.take_word("and")) left = join(Rule::conjunction, left, one());
    return left;
  }

  std::size_t one() {
    if (++depth_ > deepest) throw UsageError("where: the filter is nested too deeply; write it in fewer levels");
    std::size_t node = 0;
    if (tokens_.take_word("not")) {
      node = join(Rule::negation, one(), 0);
    } else if (tokens_.take_sign("(")) {
      node = any_of();
      if (!tokens_.take_sign(")")) tokens_.refuse("a closing parenthesis");
    } else {
      node = comparison();
    }
    --depth_;
    return node;
  }

  std::size_t column() {
    if (tokens_.now().kind != Token::Kind::word && tokens_.now().kind != Token::Kind::column)
      tokens_.refuse("the name of a column");
    const std::string name = tokens_.take().text;
    auto& columns = filter_.columns_;
    const auto known = std::ranges::find(columns, name);
    if (known != columns.end()) return static_cast<std::size_t>(known - columns.begin());
    columns.push_back(name);
    return columns.size() - 1;
  }

  Literal value() {
    const Token& now = tokens_.now();
    if (now.kind == Token::Kind::column || now.kind == Token::Kind::word)
      tokens_.refuse(fmt::format("a number, or a text in single quotes such as '{}',", printable(now.text)));
    if (now.kind != Token::Kind::text && now.kind != Token::Kind::number)
      tokens_.refuse("a number or a text in single quotes");
    const Token taken = tokens_.take();
    Literal literal{taken.text, {}};
    if (taken.kind == Token::Kind::number) literal.number = parse_number(taken.text).value;
    return literal;
  }

  std::size_t compare(std::size_t of, Rule rule, Literal literal) {
    return put({.rule = rule, .column = of, .literal = std::move(literal), .left = 0, .right = 0});
  }

  std::size_t listed_in(std::size_t of) {
    if (!tokens_.take_sign("(")) tokens_.refuse("a list in parentheses");
    std::size_t node = compare(of, Rule::equal, value());
    while (tokens_.take_sign(",")) node = join(Rule::disjunction, node, compare(of, Rule::equal, value()));
    if (!tokens_.take_sign(")")) tokens_.refuse("a comma or a closing parenthesis");
    return node;
  }

  std::size_t comparison() {
    const std::size_t of = column();
    if (tokens_.take_word("is")) {
      const bool negated = tokens_.take_word("not");
      if (!tokens_.take_word("null")) tokens_.refuse("null, or not null");
      const std::size_t node = compare(of, Rule::is_null, {});
      return negated ? join(Rule::negation, node, 0) : node;
    }
    if (tokens_.take_word("in")) return listed_in(of);
    if (tokens_.take_word("not")) {
      if (!tokens_.take_word("in")) tokens_.refuse("in");
      return join(Rule::negation, listed_in(of), 0);
    }
    struct Sign {
      std::string_view sign;
      Rule rule;
    };
    static constexpr Sign signs[] = {{"=", Rule::equal},    {"!=", Rule::unequal}, {"<", Rule::less},
                                     {"<=", Rule::at_most}, {">", Rule::more},     {">=", Rule::at_least}};
    for (const Sign& known : signs)
      if (tokens_.take_sign(known.sign)) return compare(of, known.rule, value());
    tokens_.refuse("=, !=, <, <=, >, >=, in, or is null");
  }

  Tokens tokens_;
  RowFilter& filter_;
  int depth_ = 0;
};

RowFilter::RowFilter(std::string_view text) {
  if (text.size() > longest) throw UsageError(fmt::format("where: the filter is longer than {} characters", longest));
  root_ = RowFilterParser(text, *this).whole();
}

}  // namespace vigie

#include "sde/formula.hpp"

#include <fmt/format.h>
#include <muParser.h>

#include <cctype>
#include <cmath>
#include <numbers>
#include <set>
#include <stdexcept>

namespace loschmidt {

namespace {

constexpr std::array<const char*, 3> axis_names{"x", "y", "z"};
constexpr std::size_t longest_expansion = 100000;

double normal_density(double x, double mean, double deviation) {
  const double z = (x - mean) / deviation;
  return std::exp(-0.5 * z * z) / (deviation * std::sqrt(2 * std::numbers::pi));
}
double error_function(double x) {
  return std::erf(x);
}

mu::Parser parser_with_functions() {
  mu::Parser parser;
  parser.DefineFun("normal", normal_density);
  parser.DefineFun("erf", error_function);
  parser.DefineConst("pi", std::numbers::pi);
  return parser;
}

bool starts_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
}
bool continues_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}
bool starts_number(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) || c == '.';
}

// The end of the number that starts at i, exponent included: the e of 1e-3 is no name.
std::size_t end_of_number(const std::string& text, std::size_t i) {
  while (i < text.size() && starts_number(text[i])) ++i;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t j = i + 1;
    if (j < text.size() && (text[j] == '+' || text[j] == '-')) ++j;
    if (j < text.size() && std::isdigit(static_cast<unsigned char>(text[j]))) {
      while (j < text.size() && std::isdigit(static_cast<unsigned char>(text[j]))) ++j;
      return j;
    }
  }
  return i;
}

// Replaces defined names by their bracketed formulas, depth first; `open` holds the names being
// expanded, to find cycles.
std::string expand(const std::string& text, const Definitions& definitions,
                   std::set<std::string>& open) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (starts_number(text[i])) {
      end = end_of_number(text, i);
    } else if (starts_name(text[i])) {
      while (end < text.size() && continues_name(text[end])) ++end;
      const std::string name = text.substr(i, end - i);
      if (const auto found = definitions.find(name); found != definitions.end()) {
        if (!open.insert(name).second)
          throw std::invalid_argument(
              fmt::format("the definition of \"{}\" uses itself (a cycle)", name));
        result += '(' + expand(found->second, definitions, open) + ')';
        open.erase(name);
        i = end;
        if (result.size() > longest_expansion)
          throw std::invalid_argument(
              "the definitions expand to an enormous formula: shorten them");
        continue;
      }
    }
    result += text.substr(i, end - i);
    i = end;
  }
  return result;
}

// muParser takes "1,2" for 2 and "x=1" for an assignment; both are slips of the pen here.
void refuse_traps(const std::string& text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char before = i > 0 ? text[i - 1] : ' ';
    const char after = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ',' && depth == 0)
      throw std::invalid_argument(
          fmt::format("\"{}\" has a comma outside a function's brackets: write a decimal point, or "
                      "one formula per axis",
                      text));
    if (c == '=' && after == '=') {
      ++i;
    } else if (c == '=' && before != '<' && before != '>' && before != '!') {
      throw std::invalid_argument(
          fmt::format("\"{}\" assigns (=): compare with == or drop it", text));
    }
  }
}

std::string checked_expansion(const std::string& text, const Definitions& definitions) {
  refuse_traps(text);
  std::set<std::string> open;
  return expand(text, definitions, open);
}

void check_definitions(const Definitions& definitions) {
  const mu::Parser parser = parser_with_functions();
  for (const auto& [name, text] : definitions) {
    const bool reserved = name == "x" || name == "y" || name == "z" || name == "t" || name == "pi";
    if (reserved || parser.GetFunDef().contains(name) || parser.GetConst().contains(name))
      throw std::invalid_argument(
          fmt::format("the definition \"{}\" hides a built-in name: choose another", name));
    bool proper = !name.empty() && starts_name(name[0]);
    for (const char c : name) proper = proper && continues_name(c);
    if (!proper)
      throw std::invalid_argument(fmt::format(
          "\"{}\" cannot name a definition: use letters, digits and _ and begin with a letter",
          name));
    checked_expansion(text, definitions);
  }
}

}  // namespace

struct Formula::Compiled {
  mutable std::array<double, 4> variables{};  // x, y, z, t: muParser reads them through pointers
  mu::Parser parser;
  std::set<std::string> used;
};

Formula::Formula(const std::string& text, int dimension, const Definitions& definitions)
    : text_(text), compiled_(std::make_unique<Compiled>()) {
  check_definitions(definitions);
  compiled_->parser = parser_with_functions();
  try {
    for (int a = 0; a < dimension; ++a)
      compiled_->parser.DefineVar(axis_names[a], &compiled_->variables[a]);
    compiled_->parser.DefineVar("t", &compiled_->variables[3]);
    compiled_->parser.SetExpr(checked_expansion(text, definitions));
    for (const auto& [name, pointer] : compiled_->parser.GetUsedVar()) compiled_->used.insert(name);
    compiled_->parser.Eval();
    if (compiled_->parser.GetNumResults() != 1) throw std::invalid_argument("more than one value");
  } catch (const mu::Parser::exception_type& e) {
    throw std::invalid_argument(fmt::format("\"{}\" is not a formula ({})", text, e.GetMsg()));
  }
}

Formula::~Formula() = default;
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;

double Formula::operator()(const Point& x, double t) const {
  compiled_->variables = {x[0], x[1], x[2], t};
  return compiled_->parser.Eval();
}

bool Formula::depends_on_time() const {
  return compiled_->used.contains("t");
}
bool Formula::depends_on_axis(int a) const {
  return compiled_->used.contains(axis_names[a]);
}

void require_finite(double v, const Formula& formula, const Point& x, double t) {
  if (!std::isfinite(v))
    throw std::invalid_argument(
        fmt::format("\"{}\" is {} at ({}, {}, {}), t = {}: every formula must be finite on the "
                    "whole mesh at all times of the run",
                    formula.text(), v, x[0], x[1], x[2], t));
}

}  // namespace loschmidt

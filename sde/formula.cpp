#include "sde/formula.hpp"

#include <fmt/format.h>
#include <muParser.h>

#include <cmath>
#include <deque>
#include <limits>
#include <numbers>
#include <set>
#include <stdexcept>

namespace loschmidt {

namespace {

constexpr std::array<const char*, 3> axis_names{"x", "y", "z"};

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

void refuse_hidden_names(const Definitions& definitions) {
  const mu::Parser parser = parser_with_functions();
  for (const auto& [name, text] : definitions) {
    const bool reserved = name == "x" || name == "y" || name == "z" || name == "t" || name == "pi";
    if (reserved || parser.GetFunDef().contains(name) || parser.GetConst().contains(name))
      throw std::invalid_argument(
          fmt::format("the definition \"{}\" hides a built-in name: choose another", name));
  }
}

bool names_a_position(const std::set<std::string>& names) {
  return names.contains("x") || names.contains("y") || names.contains("z");
}

}  // namespace

// What a definition does not owe to the position is computed once for a time, not at every point.
struct Formula::Compiled {
  struct OfTime {
    double value = 0;  // the formula reads it through a pointer
    mu::Parser parser;
  };
  std::array<double, 4> variables{};  // x, y, z, t: read through pointers too
  mu::Parser parser;
  std::deque<OfTime> of_time;
  double time = std::numeric_limits<double>::quiet_NaN();  // of their values
  std::set<std::string> names;                             // in the expanded formula

  void use(const std::string& text, int dimension, const Definitions& definitions) {
    names = names_in(expanded(text, definitions));
    std::set<std::string> keep;
    for (const auto& [name, formula] : definitions)
      if (!names_a_position(names_in(expanded(formula, definitions)))) keep.insert(name);
    parser = parser_with_functions();
    for (int a = 0; a < dimension; ++a) parser.DefineVar(axis_names[a], &variables[a]);
    parser.DefineVar("t", &variables[3]);
    const std::string kept = expanded(text, definitions, keep);
    const auto used = names_in(kept);
    for (const std::string& name : keep)
      if (used.contains(name)) add_of_time(name, expanded(definitions.at(name), definitions));
    parser.SetExpr(kept);
  }

  void add_of_time(const std::string& name, const std::string& text) {
    OfTime& added = of_time.emplace_back();
    added.parser = parser_with_functions();
    added.parser.DefineVar("t", &variables[3]);
    added.parser.SetExpr(text);
    parser.DefineVar(name, &added.value);
  }

  double value(const Point& x, double t) {
    variables = {x[0], x[1], x[2], t};
    if (t != time) {
      for (OfTime& definition : of_time) definition.value = definition.parser.Eval();
      time = t;
    }
    return parser.Eval();
  }
};

Formula::Formula(const std::string& text, int dimension, const Definitions& definitions)
    : text_(text), compiled_(std::make_unique<Compiled>()) {
  refuse_hidden_names(definitions);
  check_definitions(definitions);
  try {
    compiled_->use(text, dimension, definitions);
    compiled_->value({}, 0);
    if (compiled_->parser.GetNumResults() != 1) throw std::invalid_argument("more than one value");
  } catch (const mu::Parser::exception_type& e) {
    throw std::invalid_argument(fmt::format("\"{}\" is not a formula ({})", text, e.GetMsg()));
  }
}

Formula::~Formula() = default;
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;

double Formula::operator()(const Point& x, double t) const {
  return compiled_->value(x, t);
}

bool Formula::depends_on_time() const {
  return compiled_->names.contains("t");
}
bool Formula::depends_on_axis(int a) const {
  return compiled_->names.contains(axis_names[a]);
}

void require_finite(double v, const Formula& formula, const Point& x, double t) {
  if (!std::isfinite(v))
    throw std::invalid_argument(
        fmt::format("\"{}\" is {} at ({}, {}, {}), t = {}: every formula must be finite on the "
                    "whole mesh at all times of the run",
                    formula.text(), v, x[0], x[1], x[2], t));
}

}  // namespace loschmidt

#include "sde/formula.hpp"

#include <fmt/format.h>
#include <muParser.h>

#include <cmath>
#include <deque>
#include <limits>
#include <numbers>
#include <set>
#include <stdexcept>
#include <utility>

#include "parallel/excerpt.hpp"

namespace loschmidt::sde {

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
    const bool reserved = name == "x" || name == "y" || name == "z" || name == "t";
    if (reserved || parser.GetFunDef().contains(name) || parser.GetConst().contains(name))
      throw DefinitionError(name,
                            "hides a built-in name (formulas could mean either): choose another");
  }
}

std::invalid_argument no_formula(const std::string& text, const std::string& why) {
  return std::invalid_argument(fmt::format("\"{}\" is not a formula ({}): correct it",
                                           parallel::excerpt(text), parallel::excerpt(why, 100)));
}

// Checks that a parser whose variables point to something has one value. Errors:
// std::invalid_argument.
void check_value(mu::Parser& parser, const std::string& text) try {
  parser.Eval();
  if (parser.GetNumResults() != 1) throw no_formula(text, "it has more than one value");
} catch (const mu::Parser::exception_type& e) {
  throw no_formula(text, e.GetMsg());
}

}  // namespace

// The parsers of a formula. A definition that does not use the position is computed once for a
// time, not at every point.
struct Formula::Compiled {
  struct OfTime {
    double value = 0;  // the formula reads it through a pointer
    mu::Parser parser;
  };
  std::array<double, 4> variables{};  // x, y, z, t: read through pointers too
  mu::Parser parser;
  std::deque<OfTime> of_time;
  double time = std::numeric_limits<double>::quiet_NaN();  // time of the values in of_time
  std::array<bool, 4> uses{};                              // x, y, z, t

  void use(const std::string& text, int dimension, const ExpandedDefinitions& definitions,
           const Definitions& texts) {
    uses = definitions.expansion(text).variables;
    std::set<std::string> keep;
    for (const auto& [name, formula] : texts)
      if (!definitions.of(name).uses_position()) keep.insert(name);
    parser = parser_with_functions();
    for (int a = 0; a < dimension; ++a) parser.DefineVar(axis_names[a], &variables[a]);
    parser.DefineVar("t", &variables[3]);
    const std::string kept = definitions.expanded(text, keep);
    const auto used = definitions.expansion(kept).names;
    for (const std::string& name : keep)
      if (used.contains(name)) add_of_time(name, definitions.expanded(texts.at(name)));
    parser.SetExpr(kept);
  }

  void add_of_time(const std::string& name, const std::string& text) {
    OfTime& added = of_time.emplace_back();
    added.parser = parser_with_functions();
    added.parser.DefineVar("t", &variables[3]);
    added.parser.SetExpr(text);
    parser.DefineVar(name, &added.value);
  }

  double value(const meshes::Point& x, double t) {
    variables = {x[0], x[1], x[2], t};
    if (t != time) {
      for (OfTime& definition : of_time) definition.value = definition.parser.Eval();
      time = t;
    }
    return parser.Eval();
  }
};

Formula::Formula(const std::string& text, int dimension, const Definitions& definitions,
                 std::string name)
    : text_(text), name_(std::move(name)), compiled_(std::make_unique<Compiled>()) {
  refuse_hidden_names(definitions);
  const ExpandedDefinitions expanded(definitions);
  try {
    check_text(text);
    compiled_->use(text, dimension, expanded, definitions);
    compiled_->value({}, 0);
    check_value(compiled_->parser, text);
  } catch (const mu::Parser::exception_type& e) {
    throw FormulaError(name_, no_formula(text, e.GetMsg()).what());
  } catch (const std::invalid_argument& e) {
    throw FormulaError(name_, e.what());
  }
}

Formula::~Formula() = default;
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;

double Formula::operator()(const meshes::Point& x, double t) const {
  return compiled_->value(x, t);
}

bool Formula::depends_on_time() const {
  return compiled_->uses[3];
}
bool Formula::depends_on_axis(int a) const {
  return compiled_->uses[a];
}

void check_definitions(const Definitions& definitions, int dimension) {
  refuse_hidden_names(definitions);
  const ExpandedDefinitions expanded(definitions);
  double any = 1;
  mu::Parser parser = parser_with_functions();
  for (int a = 0; a < dimension; ++a) parser.DefineVar(axis_names[a], &any);
  parser.DefineVar("t", &any);
  for (const auto& [name, text] : definitions) try {
      for (const std::string& used : expanded.of(name).names)
        if (definitions.contains(used)) parser.DefineVar(used, &any);
      parser.SetExpr(text);
      check_value(parser, text);
    } catch (const mu::Parser::exception_type& e) {
      throw DefinitionError(name, no_formula(text, e.GetMsg()).what());
    } catch (const std::invalid_argument& e) {
      throw DefinitionError(name, e.what());
    }
}

namespace {
FormulaError bad_value(double v, const Formula& formula, const meshes::Point& x, double t,
                       std::string_view rule) {
  return FormulaError(
      formula.name(),
      fmt::format("\"{}\" is {} at ({}, {}, {}), t = {} ({}): change the formula or "
                  "the box",
                  parallel::excerpt(formula.text()), std::isnan(v) ? std::abs(v) : v, x[0], x[1],
                  x[2], t, rule));
}
}  // namespace

void require_finite(double v, const Formula& formula, const meshes::Point& x, double t) {
  if (std::isfinite(v)) return;
  throw bad_value(v, formula, x, t,
                  "every formula must be finite on the whole mesh at all times of the run");
}

void require_density(double p, const Formula& formula, const meshes::Point& x, double t) {
  require_finite(p, formula, x, t);
  if (p < 0) throw bad_value(p, formula, x, t, "a density is zero or more");
}

}  // namespace loschmidt::sde

// A formula of the case file: a muParser expression in x, y, z (those the mesh has), t, pi and the
// user's definitions, plus normal(x, mean, std) and erf. A Formula must not be used by several
// threads at once, because muParser reads its variables through pointers.
#pragma once

#include <memory>
#include <string>

#include "meshes/mesh.hpp"
#include "sde/definitions.hpp"

namespace loschmidt::sde {

class Formula {
 public:
  /// `name` identifies the formula in errors, such as its key in a case file. Errors: FormulaError
  /// for a syntax error, an unknown name, and what check_text and ExpandedDefinitions refuse
  /// (sde/definitions.hpp); DefinitionError for definitions.
  Formula(const std::string& text, int dimension, const Definitions& definitions = {},
          std::string name = {});
  ~Formula();
  Formula(Formula&&) noexcept;
  Formula& operator=(Formula&&) noexcept;

  const std::string& text() const { return text_; }
  const std::string& name() const { return name_; }

  /// Returns the value at a point and a time, which may be NaN or infinite (see require_finite).
  double operator()(const meshes::Point& x, double t) const;

  bool depends_on_time() const;
  /// Whether the expanded formula uses the coordinate of axis a.
  bool depends_on_axis(int a) const;
  bool depends_on_position() const {
    return depends_on_axis(0) || depends_on_axis(1) || depends_on_axis(2);
  }

 private:
  struct Compiled;
  std::string text_;
  std::string name_;
  std::unique_ptr<Compiled> compiled_;
};

/// Checks that every definition is a formula, used or not. Errors: DefinitionError.
void check_definitions(const Definitions& definitions, int dimension);

/// Checks that the value v is finite. Errors: FormulaError naming the formula, the point and the
/// time.
void require_finite(double v, const Formula& formula, const meshes::Point& x, double t);
/// Checks that p is finite and not negative. Errors: as require_finite.
void require_density(double p, const Formula& formula, const meshes::Point& x, double t);

}  // namespace loschmidt::sde

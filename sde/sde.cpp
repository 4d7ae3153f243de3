#include "sde/sde.hpp"

#include <algorithm>
#include <stdexcept>

namespace loschmidt::sde {

namespace {
bool vanishes(const Formula& g) {
  return !g.depends_on_position() && !g.depends_on_time() && g({}, 0) == 0;
}
}  // namespace

Sde::Sde(std::vector<Formula> drift, std::vector<Formula> diffusion, Interpretation interpretation)
    : drift_(std::move(drift)),
      noises_(static_cast<int>(drift_.size())),
      entry_(drift_.size() * drift_.size(), -1),
      interpretation_(interpretation) {
  if (diffusion.size() != 1 && diffusion.size() != drift_.size())
    throw std::invalid_argument("the diffusion needs one formula or one per axis");
  for (std::size_t a = 0; a < diffusion.size(); ++a)
    keep(std::move(diffusion[a]), static_cast<int>(a), static_cast<int>(a));
  if (diffusion.size() == 1)
    for (int a = 1; a < dimension(); ++a) entry_[a * noises_ + a] = entry_[0];
}

Sde::Sde(std::vector<Formula> drift, std::vector<std::vector<Formula>> rows,
         Interpretation interpretation)
    : drift_(std::move(drift)),
      noises_(rows.empty() ? 0 : static_cast<int>(rows.front().size())),
      entry_(drift_.size() * noises_, -1),
      interpretation_(interpretation) {
  if (rows.size() != drift_.size() || noises_ == 0)
    throw std::invalid_argument("the matrix of the diffusion needs one row per axis");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<int>(rows[i].size()) != noises_)
      throw std::invalid_argument("the rows of the diffusion must have the same length");
    for (int k = 0; k < noises_; ++k) keep(std::move(rows[i][k]), static_cast<int>(i), k);
  }
}

void Sde::keep(Formula formula, int i, int k) {
  if (vanishes(formula)) return;
  entry_[i * noises_ + k] = static_cast<int>(diffusion_.size());
  diffusion_.push_back(std::move(formula));
}

double Sde::diffusion(int i, int k, const meshes::Point& x, double t) const {
  const Formula* formula = diffusion(i, k);
  if (formula == nullptr) return 0;
  const double g = (*formula)(x, t);
  require_finite(g, *formula, x, t);
  return g;
}

double Sde::diffusion_tensor(int i, int j, const meshes::Point& x, double t) const {
  double sum = 0;
  for (int k = 0; k < noises_; ++k)
    if (diffusion(i, k) != nullptr && diffusion(j, k) != nullptr) {
      const double g = diffusion(i, k, x, t);
      sum += i == j ? g * g : g * diffusion(j, k, x, t);
    }
  return sum;
}

bool Sde::depends_on_time() const {
  const auto timed = [](const Formula& f) { return f.depends_on_time(); };
  return std::ranges::any_of(drift_, timed) || std::ranges::any_of(diffusion_, timed);
}

bool Sde::additive() const {
  return std::ranges::none_of(diffusion_, [](const Formula& g) { return g.depends_on_position(); });
}

bool Sde::diagonal() const {
  for (int k = 0; k < noises_; ++k) {
    int driven = 0;
    for (int i = 0; i < dimension(); ++i) driven += diffusion(i, k) != nullptr ? 1 : 0;
    if (driven > 1) return false;
  }
  return true;
}

bool Sde::degenerate() const {
  std::vector<bool> drives(noises_, false);
  std::vector<bool> driven(dimension(), false);
  for (int i = 0; i < dimension(); ++i)
    for (int k = 0; k < noises_; ++k)
      if (diffusion(i, k) != nullptr) drives[k] = driven[i] = true;
  return std::ranges::count(drives, true) < dimension() || std::ranges::count(driven, false) > 0;
}

bool Sde::tensor_depends_on_axis(int i, int j, int axis) const {
  for (int k = 0; k < noises_; ++k) {
    const Formula* a = diffusion(i, k);
    const Formula* b = diffusion(j, k);
    if (a != nullptr && b != nullptr && (a->depends_on_axis(axis) || b->depends_on_axis(axis)))
      return true;
  }
  return false;
}

bool Sde::has_divergence() const {
  for (int i = 0; i < dimension(); ++i)
    for (int j = 0; j < dimension(); ++j)
      if (tensor_depends_on_axis(i, j, j)) return true;
  return false;
}

}  // namespace loschmidt::sde

#include "sde/sde.hpp"

#include <algorithm>
#include <stdexcept>

namespace loschmidt {

Sde::Sde(std::vector<Formula> drift, std::vector<Formula> diffusion)
    : drift_(std::move(drift)), diffusion_(std::move(diffusion)) {
  if (diffusion_.size() != 1 && diffusion_.size() != drift_.size())
    throw std::invalid_argument("the diffusion needs one formula or one per axis");
}

bool Sde::depends_on_time() const {
  const auto timed = [](const Formula& f) { return f.depends_on_time(); };
  return std::ranges::any_of(drift_, timed) || std::ranges::any_of(diffusion_, timed);
}

bool Sde::additive() const {
  return std::ranges::none_of(diffusion_, [](const Formula& g) { return g.depends_on_position(); });
}

}  // namespace loschmidt

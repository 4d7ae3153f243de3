// The steppers of the ensemble. Heun's predictor and corrector is weak order 2 for noise that does
// not depend on x; with noise that does it would converge to the Stratonovich solution, so it is
// never used there. Source: Kloeden & Platen 1992, chapter 14 and 15.
#pragma once

namespace loschmidt {

enum class Scheme { automatic, euler_maruyama, heun };

/// Order at which the law of the ensemble converges in the step size.
constexpr int weak_order(Scheme scheme) {
  return scheme == Scheme::heun ? 2 : 1;
}

}  // namespace loschmidt

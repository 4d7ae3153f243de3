// The current of the reverse process is minus the forward one, docs/theory.md (7), through every
// face, to second order in the mesh width; that of a wrong reversal is not.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "setups.hpp"
#include "solver/reverse_fokker_planck.hpp"
#include "solver/score.hpp"
#include "solver/tensor_current.hpp"

using namespace loschmidt;

namespace {

std::vector<double> densities(const Mesh& mesh) {
  auto density = test::bump(mesh);
  const auto volumes = mesh.volumes();
  for (std::size_t n = 0; n < density.size(); ++n) density[n] /= volumes[n];
  return density;
}

// Largest |J + J_reverse| and |J|, components of all faces, or of all centres for a full tensor.
struct Currents {
  double sum = 0, forward = 0;
  void add(const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t n = 0; n < a.size(); ++n) {
      sum = std::max(sum, std::abs(a[n] + b[n]));
      forward = std::max(forward, std::abs(a[n]));
    }
  }
};

double relative_sum(const Sde& sde, const Mesh& mesh, const Reversal& reversal) {
  const auto factor = test::factor_of(sde, mesh);
  MeshTables tables(sde, factor, mesh);
  const auto density = densities(mesh);
  const MeshCoefficients there = tables.at(0);
  const MeshCoefficients back =
      reversed(mesh, there, regular_score(mesh, test::bump(mesh)), reversal);
  Currents currents;
  if (const auto* cells = std::get_if<CellCoefficients>(&there)) {
    currents.add(tensor_current(mesh, *cells, 1, density).values,
                 tensor_current(mesh, std::get<CellCoefficients>(back), 1, density).values);
  } else {
    const auto a = face_current(mesh, std::get<FaceCoefficients>(there), 1, density);
    const auto b = face_current(mesh, std::get<FaceCoefficients>(back), 1, density);
    for (int axis = 0; axis < mesh.dimension(); ++axis)
      currents.add(a.across[axis], b.across[axis]);
  }
  return currents.sum / currents.forward;
}

Mesh square(int dimension, int cells) {
  return Mesh(std::vector<Axis>(dimension, test::uniform_axis(-3, 3, cells)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(current_reversal)

BOOST_AUTO_TEST_CASE(is_of_second_order) {
  for (const int dimension : {1, 2}) {
    const int cells = dimension == 1 ? 64 : 40;
    const Sde sde = test::crooked_process(dimension);
    const double coarse = relative_sum(sde, square(dimension, cells), {});
    const double fine = relative_sum(sde, square(dimension, 2 * cells), {});
    BOOST_TEST_MESSAGE(dimension << "-D: " << coarse << ", " << fine);
    BOOST_TEST(fine < 2e-2);
    BOOST_TEST(std::abs(std::log2(coarse / fine) - 2) < 0.15);
  }
}

BOOST_AUTO_TEST_CASE(is_of_second_order_for_a_full_tensor) {
  const Sde sde = test::slanted_process(2);
  const double coarse = relative_sum(sde, square(2, 40), {});
  const double fine = relative_sum(sde, square(2, 80), {});
  BOOST_TEST_MESSAGE("full: " << coarse << ", " << fine);
  BOOST_TEST(fine < 5e-2);
  BOOST_TEST(std::log2(coarse / fine) > 1.5);
}

BOOST_AUTO_TEST_CASE(fails_for_wrong_reversals) {
  const Sde sde = test::crooked_process(1);
  for (const char* name : {"naive", "half-score", "flipped-score", "unnegated-drift",
                           "missing-divergence", "half-divergence"})
    BOOST_TEST(relative_sum(sde, square(1, 128), *named_reversal(name)) > 5e-2, name);
}

// All of the λ family carry the same current, (9).
BOOST_AUTO_TEST_CASE(holds_for_every_lambda) {
  const Sde sde = test::crooked_process(1);
  for (const double lambda : {0.5, 0.9, 1.1, 2.0})
    BOOST_TEST(relative_sum(sde, square(1, 128), {1, 1, 1, lambda}) < 2e-2);
}

BOOST_AUTO_TEST_SUITE_END()

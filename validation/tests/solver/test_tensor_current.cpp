#include <boost/test/unit_test.hpp>
#include <cmath>

#include "setups.hpp"
#include "solver/tensor_current.hpp"
#include "solver/tensor_edges.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::sde;
using namespace loschmidt::solver;

namespace {

// dm/dτ = Qᵀ m.
std::vector<double> change(const Mesh& mesh, const CellCoefficients& cells,
                           const std::vector<double>& mass) {
  const Decomposition d(MPI_COMM_SELF, mesh, test::widest);
  const Generator q(d, cells);
  const Block all = mesh.all_cells();
  std::vector<double> result(mass.size());
  std::size_t n = 0;
  for_each(all, [&](const Index& i) {
    result[n] = -q.leave[n] * mass[n];
    for (const Link& link : q.links)
      for (const int direction : {-1, 1}) {
        Index other = i;
        bool inside = true;
        for (int a = 0; a < mesh.dimension(); ++a) {
          const int extent = mesh.extent(a);
          other[a] += direction * link.offset[a];
          if (mesh.axis(a).periodic()) other[a] = (other[a] + extent) % extent;
          inside = inside && other[a] >= 0 && other[a] < extent;
        }
        const auto& rate = direction > 0 ? link.enter_above : link.enter_below;
        if (inside) result[n] += rate[n] * mass[all.local(other)];
      }
    ++n;
  });
  return result;
}

// The largest errors of a current, and of its divergence as what the masses do.
struct CurrentErrors {
  double current = 0;
  double divergence = 0;
};

// Of J = a p − ½ D∇p at n² cells, for the smooth density p = exp(−x² + xy/2 − 0.8y²).
CurrentErrors current_errors(const Sde& sde, int n) {
  const Mesh mesh({test::uniform_axis(-4, 4, n), test::uniform_axis(-4, 4, n)});
  const auto cells = test::cell_coefficients(mesh, sde);
  const auto center = [&](const Index& i, int a) { return mesh.axis(a).centers()[i[a]]; };
  std::vector<double> density;
  for_each(mesh.all_cells(), [&](const Index& i) {
    const double x = center(i, 0), y = center(i, 1);
    density.push_back(std::exp(-x * x + 0.5 * x * y - 0.8 * y * y));
  });
  const auto current = tensor_current(mesh, cells, 1, density).values;
  const auto moved = change(mesh, cells, mass_from_density(mesh, density));
  const double h = mesh.axis(0).width(0);
  CurrentErrors errors;
  for_each(Block{{4, 4, 0}, {n - 4, n - 4, 1}}, [&](const Index& i) {
    const std::size_t c = mesh.all_cells().local(i);
    const double x = center(i, 0), y = center(i, 1);
    const std::array<double, 2> slope{density[c] * (-2 * x + 0.5 * y),
                                      density[c] * (0.5 * x - 1.6 * y)};
    const auto& t = cells.table;
    for (int a = 0; a < 2; ++a) {
      const double advected = (t.drift[2 * c + a] - 0.5 * t.divergence[2 * c + a]) * density[c];
      const double j =
          advected - 0.5 * (t.tensor(c, a, 0) * slope[0] + t.tensor(c, a, 1) * slope[1]);
      errors.current = std::max(errors.current, std::abs(current[2 * c + a] - j));
    }
    const double divergence = (current[2 * (c + 1)] - current[2 * (c - 1)] +
                               current[2 * (c + n) + 1] - current[2 * (c - n) + 1]) /
                              (2 * h);
    errors.divergence = std::max(errors.divergence, std::abs(moved[c] / (h * h) + divergence));
  });
  return errors;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_current_field)

BOOST_AUTO_TEST_CASE(its_integral_moves_the_mean) {
  // ∫J = d/dt ∫ x p, to roundoff: reflecting ends let nothing through.
  for (const bool space : {false, true}) {
    std::vector<Axis> axes{test::graded(-3, 3, 9), test::uniform_axis(-3, 3, 11)};
    if (space) axes.push_back(test::uniform_axis(-3, 3, 7));
    const Mesh mesh(std::move(axes));
    const auto cells = test::cell_coefficients(mesh, test::slanted_process(mesh.dimension()));
    const auto mass = test::bump(mesh);
    const auto moved = change(mesh, cells, mass);
    const Field current = tensor_current(mesh, cells, 2, density_from_mass(mesh, mass));
    for (int a = 0; a < mesh.dimension(); ++a) {
      double integral = 0;
      double mean = 0;
      std::size_t n = 0;
      for_each(mesh.all_cells(), [&](const Index& i) {
        integral += current.values[mesh.dimension() * n + a] * mesh.volume(i);
        mean += 2 * moved[n] * mesh.axis(a).centers()[i[a]];
        ++n;
      });
      BOOST_TEST(std::abs(integral) > 1e-3);
      BOOST_TEST(integral == mean, boost::test_tools::tolerance(1e-11));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_absorbed_flows_as_far_as_the_end) {
  // ∫J = d/dt ∫ x p + (what is absorbed) × (the end it went to).
  const Mesh mesh(
      {test::uniform_axis(-1, 2, 9, Boundary::absorbing), test::uniform_axis(-1, 1, 8)});
  const auto cells = test::cell_coefficients(mesh, test::slanted_process(2));
  const auto mass = test::bump(mesh);
  const auto density = density_from_mass(mesh, mass);
  const auto moved = change(mesh, cells, mass);
  const Field current = tensor_current(mesh, cells, 1, density);
  const TensorEdges edges(mesh, cells, 4);
  double integral = 0;
  double mean = 0;
  double carried_out = 0;
  std::size_t n = 0;
  for_each(mesh.all_cells(), [&](const Index& i) {
    integral += current.values[2 * n] * mesh.volume(i);
    mean += moved[n] * mesh.axis(0).centers()[i[0]];
    for (std::size_t k = 0; k < edges.offsets().size(); ++k)
      for (const int direction : {-1, 1}) {
        const Edge edge = edges.edge(i, k, direction);
        if (!edge.open) carried_out += edge.out * density[n] * (edge.displacement[0] < 0 ? -1 : 2);
      }
    ++n;
  });
  BOOST_TEST(std::abs(carried_out) > 1e-2);
  BOOST_TEST(integral == mean + carried_out, boost::test_tools::tolerance(1e-11));
}

BOOST_AUTO_TEST_CASE(it_is_the_current_at_second_order) {
  const Sde sde = test::matrix_process({"-x + 0.5*y", "-0.3*x - y"},
                                       {{"1", "0.2"}, {"0.5*sin(x)", "0.8 + 0.2*cos(y)"}});
  const CurrentErrors coarse = current_errors(sde, 40);
  const CurrentErrors fine = current_errors(sde, 80);
  BOOST_TEST(std::log2(coarse.current / fine.current) > 1.8);
  BOOST_TEST(std::log2(coarse.divergence / fine.divergence) > 1.5);
  BOOST_TEST(fine.current < 2e-2);
  BOOST_TEST(fine.divergence < 5e-2);
}

BOOST_AUTO_TEST_CASE(equilibrium_has_none) {
  const Mesh mesh({test::uniform_axis(-2, 2, 10), test::uniform_axis(-2, 2, 10)});
  // D = [[1, 0.5], [0.5, 0.5]], a = −½ D∇U, U = x² + y².
  const auto cells = test::cell_coefficients(
      mesh, test::matrix_process({"-x - 0.5*y", "-0.5*x - 0.5*y"}, {{"1", "0"}, {"0.5", "0.5"}}));
  std::vector<double> density;
  for_each(mesh.all_cells(), [&](const Index& i) {
    density.push_back(std::exp(-std::pow(mesh.axis(0).centers()[i[0]], 2) -
                               std::pow(mesh.axis(1).centers()[i[1]], 2)));
  });
  for (const double j : tensor_current(mesh, cells, 1, density).values)
    BOOST_TEST(std::abs(j) < 1e-13);
}

BOOST_AUTO_TEST_SUITE_END()

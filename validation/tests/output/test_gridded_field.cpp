#include "output/gridded_field.hpp"

#include <hdf5_hl.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <stdexcept>

#include "validation/tests/output/damage.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;

namespace {

void add(hid_t file, const std::string& path, const std::vector<hsize_t>& shape,
         const std::vector<double>& values) {
  const Hdf5Handle dataset(
      H5Dcreate2(file, path.c_str(), H5T_NATIVE_DOUBLE, make_space(shape).get(), H5P_DEFAULT,
                 H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose, "create " + path);
  check_hdf5(
      H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
      "write");
}

/// A file of this rank alone: /g/score of the shape (2, 2, 1), and /g/time with the given times.
std::filesystem::path make_file(const std::filesystem::path& folder,
                                const std::vector<double>& times) {
  const auto name = folder / ("field" + std::to_string(sample::rank()) + ".h5");
  const Hdf5Handle file(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
                        "create");
  create_group(file.get(), "/g");
  add(file.get(), "/g/score", {2, 2, 1}, {1, 2, 3, 4});
  if (!times.empty()) add(file.get(), "/g/time", {times.size()}, times);
  return name;
}

bool refused(const std::vector<double>& times) {
  const sample::Scratch scratch;
  try {
    const GriddedField field(make_file(scratch.path(), times), "/g/score");
  } catch (const std::invalid_argument&) {
    return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gridded_field)

BOOST_AUTO_TEST_CASE(the_score_of_a_run_is_a_gridded_field) {
  const sample::Scratch scratch;
  const Mesh mesh = sample::mesh({5, 3});
  sample::write_run(scratch.path(), mesh, 4, 1);
  const GriddedField field(scratch.path() / "run.h5", "/forward/score");
  BOOST_TEST(field.shape() == (std::vector<hsize_t>{4, 3, 5, 2}), boost::test_tools::per_element());
  BOOST_TEST(field.times() == sample::times().forward, boost::test_tools::per_element());
  for (int a = 0; a < 2; ++a) {
    const auto centers = field.scale(2 - a);
    BOOST_TEST_REQUIRE(static_cast<int>(centers.size()) == mesh.extent(a));
    for (int i = 0; i < mesh.extent(a); ++i) BOOST_TEST(centers[i] == mesh.axis(a).centers()[i]);
  }
  BOOST_TEST(field.scale(3).empty());
  const auto wanted = sample::reals("/forward/score", 2, 2 * mesh.cells());
  BOOST_TEST(field.at(2) == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(times_may_lie_beside_the_field_and_descend) {
  const sample::Scratch scratch;
  const GriddedField field(make_file(scratch.path(), {1, 0.5}), "/g/score");
  BOOST_TEST(field.times() == (std::vector<double>{1, 0.5}), boost::test_tools::per_element());
  BOOST_TEST(field.at(1) == (std::vector<double>{3, 4}), boost::test_tools::per_element());
  BOOST_TEST(field.scale(0).empty());
}

BOOST_AUTO_TEST_CASE(a_field_without_right_times_is_refused) {
  BOOST_TEST(!refused({0, 1}));
  BOOST_TEST(refused({}));
  BOOST_TEST(refused({0, 0}));
  BOOST_TEST(refused({0, 1, 2}));
  BOOST_TEST(refused({0, std::nan("")}));
}

BOOST_AUTO_TEST_CASE(a_field_without_any_time_is_refused) {
  const sample::OneRun run([](hid_t file) {
    sample::replace(file, "/none", {0, 2, 1}, {});
    sample::replace(file, "/time", {0}, {});
  });
  BOOST_CHECK_THROW(GriddedField(run.file(), "/none"), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

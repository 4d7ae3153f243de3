#include "output/convergence_file.hpp"

#include <hdf5_hl.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "output/convergence_table.hpp"
#include "output/read_run.hpp"
#include "output/run_reading.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;

namespace {

ConvergenceRecord record() {
  const double none = std::numeric_limits<double>::quiet_NaN();
  return {"mesh",
          "cells along x",
          {32, 64, 128},
          {0.25, 1},
          {{"error_l1", "L1", {{4, 8}, {1, 2}, {0.25, 0.5}}, {{none, none}, {2, 2}, {2, 2}}}}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(convergence_file)

BOOST_AUTO_TEST_CASE(holds_the_table_with_its_scales) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / "converge.h5";
  write_convergence(MPI_COMM_WORLD, file, sample::header(), record());
  const Hdf5Handle read = open_hdf5(file, "give another");
  BOOST_TEST(text_attribute(read.get(), "schema") == "loschmidt-convergence");
  BOOST_TEST(text_attribute(read.get(), "status") == "complete");
  BOOST_TEST(text_attribute(open_object(read.get(), "/converge").get(), "parameter") == "mesh");
  BOOST_TEST(read_reals(read.get(), "/converge/refinement") == (std::vector<double>{32, 64, 128}));
  BOOST_TEST(read_reals(read.get(), "/converge/time") == (std::vector<double>{0.25, 1}));
  BOOST_TEST(read_reals(read.get(), "/converge/error_l1") ==
             (std::vector<double>{4, 8, 1, 2, 0.25, 0.5}));
  const auto orders = read_reals(read.get(), "/converge/order_error_l1");
  BOOST_TEST((std::isnan(orders[0]) && std::isnan(orders[1])));
  BOOST_TEST(orders[2] == 2);
  const Hdf5Handle table = open_numbers(read.get(), "/converge/error_l1", file.string());
  BOOST_TEST(shape_of(table.get()) == (std::vector<hsize_t>{3, 2}));
  for (const unsigned axis : {0U, 1U}) BOOST_TEST(H5DSget_num_scales(table.get(), axis) == 1);
}

BOOST_AUTO_TEST_CASE(is_read_back_as_it_was_and_shown_without_nan) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / "converge.h5";
  write_convergence(MPI_COMM_WORLD, file, sample::header(), record());
  const Hdf5Handle opened = open_results(file);
  const ConvergenceRecord read = read_convergence(opened.get());
  BOOST_TEST(read.parameter == "mesh");
  BOOST_TEST_REQUIRE(read.columns.size() == 1U);
  BOOST_TEST((read.columns[0].values == record().columns[0].values));
  BOOST_TEST((read.columns[0].orders[2] == record().columns[0].orders[2]));
  const std::string table = convergence_table(read);
  BOOST_TEST(table ==
             "t = 0.25\n        mesh   error_l1 order\n          32  4.000e+00     -\n"
             "          64  1.000e+00  2.00\n         128  2.500e-01  2.00\n"
             "t = 1\n        mesh   error_l1 order\n          32  8.000e+00     -\n"
             "          64  2.000e+00  2.00\n         128  5.000e-01  2.00\n");
  BOOST_TEST(describe_run(file).find(table) != std::string::npos);
  ConvergenceRecord lacking = record();
  for (auto& row : lacking.columns[0].values) row[0] = std::nan("");
  BOOST_TEST(convergence_table(lacking).find("t = 0.25") == std::string::npos);
  lacking.columns[0].values[0][1] = std::nan("");
  BOOST_TEST(convergence_table(lacking).find("nan") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(replaces_an_earlier_one) {
  const sample::Scratch scratch;
  const auto file = scratch.path() / "converge.h5";
  ConvergenceRecord other = record();
  other.parameter = "time";
  write_convergence(MPI_COMM_WORLD, file, sample::header(), record());
  write_convergence(MPI_COMM_WORLD, file, sample::header(), other);
  const Hdf5Handle read = open_hdf5(file, "give another");
  BOOST_TEST(text_attribute(open_object(read.get(), "/converge").get(), "parameter") == "time");
}

BOOST_AUTO_TEST_SUITE_END()

#include "output/run_file.hpp"

#include <hdf5_hl.h>

#include <bit>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <limits>

#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::meshes;
using namespace loschmidt::output;
using sample::Scratch;

namespace {

Hdf5Handle open_file(const std::filesystem::path& file) {
  return {H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open"};
}

template <class Value>
std::vector<Value> read(hid_t file, std::string_view path, hid_t type) {
  const Hdf5Handle id(H5Dopen2(file, std::string(path).c_str(), H5P_DEFAULT), H5Dclose, "open");
  std::size_t size = 1;
  for (const hsize_t n : shape_of(id.get())) size *= n;
  std::vector<Value> values(size);
  check_hdf5(H5Dread(id.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read");
  return values;
}

std::vector<double> all_reals(hid_t file, std::string_view path) {
  return read<double>(file, path, H5T_NATIVE_DOUBLE);
}

std::int64_t written(hid_t file, const char* group) {
  std::int64_t value = -1;
  const Hdf5Handle a(H5Aopen_by_name(file, group, "written", H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                     "open");
  check_hdf5(H5Aread(a.get(), H5T_NATIVE_INT64, &value), "read");
  return value;
}

std::string text(hid_t file, const char* object, const char* name) {
  const Hdf5Handle a(H5Aopen_by_name(file, object, name, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                     "open");
  const Hdf5Handle type(H5Aget_type(a.get()), H5Tclose, "type");
  char* value = nullptr;
  check_hdf5(H5Aread(a.get(), type.get(), &value), "read");
  std::string result(value);
  H5free_memory(value);
  return result;
}

/// Snapshots below `filled` have the bits that were handed in, the others read as "not written".
template <class Value>
bool same_bits(const std::vector<Value>& found, std::size_t size, int filled, Value missing,
               const std::function<std::vector<Value>(int)>& wanted) {
  for (std::size_t k = 0; k < found.size() / size; ++k) {
    const auto expected = static_cast<int>(k) < filled ? wanted(static_cast<int>(k))
                                                       : std::vector<Value>(size, missing);
    for (std::size_t i = 0; i < size; ++i)
      if (std::bit_cast<std::uint64_t>(found[k * size + i]) !=
          std::bit_cast<std::uint64_t>(expected[i]))
        return false;
  }
  return true;
}

void check_row(hid_t file, const Mesh& mesh, const DatasetRow& row, int filled) {
  const std::size_t size = sample::values_per_snapshot(mesh, row.extent);
  BOOST_TEST_CONTEXT(row.path) {
    if (row.number == Number::real) {
      BOOST_TEST(same_bits<double>(all_reals(file, row.path), size, filled,
                                   std::numeric_limits<double>::quiet_NaN(),
                                   [&](int k) { return sample::reals(row.path, k, size); }));
    } else {
      BOOST_TEST(
          same_bits<std::uint64_t>(read<std::uint64_t>(file, row.path, H5T_NATIVE_UINT64), size,
                                   filled, std::numeric_limits<std::uint64_t>::max(),
                                   [&](int k) { return sample::counts(row.path, k, size); }));
    }
  }
}

/// /paraview/score has the vectors of /forward/score, filled up with 0 to three components.
void check_view(hid_t file, const Mesh& mesh, const VirtualRow& row) {
  const auto flat = all_reals(file, row.source);
  const auto view = all_reals(file, row.path);
  const auto d = static_cast<std::size_t>(mesh.dimension());
  BOOST_TEST_REQUIRE(view.size() == flat.size() / d * 3);
  bool same = true;
  for (std::size_t i = 0; i < view.size(); ++i) {
    const double wanted = i % 3 < d ? flat[i / 3 * d + i % 3] : 0.0;
    same = same && (view[i] == wanted || (std::isnan(view[i]) && std::isnan(wanted)));
  }
  BOOST_TEST(same);
}

struct Described {
  std::vector<std::string> without;
  std::vector<std::string> scaleless;
};

bool has_scales(hid_t dataset, std::size_t axes) {
  for (unsigned a = 0; a < axes; ++a)
    if (H5DSget_num_scales(dataset, a) < 1) return false;
  return true;
}

herr_t note_missing(hid_t file, const char* path, const H5O_info_t* info, void* data) {
  if (info->type != H5O_TYPE_DATASET) return 0;
  auto& missing = *static_cast<Described*>(data);
  const Hdf5Handle id(H5Dopen2(file, path, H5P_DEFAULT), H5Dclose, "open");
  for (const char* name : {"units", "long_name"})
    if (H5Aexists(id.get(), name) <= 0) missing.without.emplace_back(path);
  const std::string name(path);
  const bool field =
      name.starts_with("forward/") || name.starts_with("reverse/") || name.starts_with("paraview/");
  // The axis of vector components or of ends, the last one, is the only one without coordinates.
  const bool vectors =
      name.ends_with("score") || name.ends_with("current") || name.starts_with("forward/exit_");
  const std::size_t axes = shape_of(id.get()).size() - (vectors && name != "forward/error_score");
  if (field && H5DSis_scale(id.get()) <= 0 && !has_scales(id.get(), axes))
    missing.scaleless.push_back(name);
  return 0;
}

const std::vector<std::vector<int>> shapes{{7}, {2}, {5, 3}, {3, 2}, {3, 5, 7}, {4, 3, 2}};

}  // namespace

BOOST_AUTO_TEST_SUITE(run_file)

BOOST_AUTO_TEST_CASE(every_dataset_reads_back_bit_for_bit_and_the_rest_as_not_written) {
  for (const auto& cells : shapes) {
    const Scratch scratch;
    const Mesh mesh = sample::mesh(cells);
    sample::write_run(scratch.path(), mesh, 3, 1);
    if (sample::rank() != 0) continue;
    const Hdf5Handle file = open_file(scratch.path() / "run.h5");
    for (const DatasetRow& row : dataset_rows())
      check_row(file.get(), mesh, row, row.timeline == Timeline::forward ? 3 : 1);
    for (const VirtualRow& row : virtual_rows()) check_view(file.get(), mesh, row);
    BOOST_TEST(written(file.get(), "/forward") == 3);
    BOOST_TEST(written(file.get(), "/reverse") == 1);
  }
}

BOOST_AUTO_TEST_CASE(shapes_follow_the_schema) {
  const Scratch scratch;
  sample::write_run(scratch.path(), sample::mesh({3, 5, 7}), 4, 2);
  if (sample::rank() != 0) return;
  const Hdf5Handle file = open_file(scratch.path() / "run.h5");
  const auto shape = [&](const char* path) {
    return shape_of(Hdf5Handle(H5Dopen2(file.get(), path, H5P_DEFAULT), H5Dclose, "open").get());
  };
  BOOST_TEST(shape("/forward/density") == (Shape{4, 7, 5, 3}), boost::test_tools::per_element());
  BOOST_TEST(shape("/forward/score") == (Shape{4, 7, 5, 3, 3}), boost::test_tools::per_element());
  BOOST_TEST(shape("/forward/outside") == (Shape{4}), boost::test_tools::per_element());
  BOOST_TEST(shape("/reverse/counts") == (Shape{2, 7, 5, 3}), boost::test_tools::per_element());
  BOOST_TEST(shape("/mesh/volume") == (Shape{7, 5, 3}), boost::test_tools::per_element());
  BOOST_TEST(shape("/compare/ensemble/wasserstein1") == (Shape{2, 3}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(mesh_times_and_records_read_back) {
  const Scratch scratch;
  const Mesh mesh = sample::mesh({5, 3});
  sample::write_run(scratch.path(), mesh, 4, 2);
  if (sample::rank() != 0) return;
  const Hdf5Handle file = open_file(scratch.path() / "run.h5");
  const auto same = [&](const char* path, std::span<const double> wanted) {
    BOOST_TEST(all_reals(file.get(), path) == wanted, boost::test_tools::per_element());
  };
  same("/mesh/x_edges", mesh.axis(0).edges());
  same("/mesh/y_centers", mesh.axis(1).centers());
  same("/mesh/volume", mesh.volumes());
  same("/forward/time", sample::times().forward);
  same("/reverse/time", sample::times().reverse);
  same("/compare/ensemble/chi2", sample::comparison(2).columns[0].values);
  same("/compare/ensemble/wasserstein1", sample::comparison(2).columns[1].values);
  same("/diagnostics/minimum", std::vector<double>{1e-9, 1e-8});
  same("/performance/forward", std::vector<double>{1.5});
  BOOST_TEST(text(file.get(), "/", "status") == "complete");
  BOOST_TEST(text(file.get(), "/", "title") == sample::header().title);
  BOOST_TEST(text(file.get(), "/mesh/y_edges", "boundary") == "periodic");
  BOOST_TEST(text(file.get(), "/verdict", "error_budget") == sample::verdict().error_budget);
  double divergence = 0;
  const Hdf5Handle attribute(
      H5Aopen_by_name(file.get(), "/verdict", "start_divergence", H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose, "read attribute start_divergence");
  BOOST_TEST(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &divergence) >= 0);
  BOOST_TEST(divergence == 0.125);
}

BOOST_AUTO_TEST_CASE(input_texts_are_kept_verbatim) {
  const Scratch scratch;
  sample::write_run(scratch.path(), sample::mesh({5}), 1, 0);
  if (sample::rank() != 0) return;
  const Hdf5Handle file = open_file(scratch.path() / "run.h5");
  const Hdf5Handle id(H5Dopen2(file.get(), "/input/resolved", H5P_DEFAULT), H5Dclose, "open");
  const Hdf5Handle type(H5Dget_type(id.get()), H5Tclose, "type");
  std::vector<char> found(H5Tget_size(type.get()));
  check_hdf5(H5Dread(id.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, found.data()), "read");
  BOOST_TEST(std::string(found.data()) == sample::header().resolved_text);
}

BOOST_AUTO_TEST_CASE(every_dataset_is_described_and_every_field_has_its_scales) {
  const Scratch scratch;
  sample::write_run(scratch.path(), sample::mesh({5, 3}), 1, 0);
  if (sample::rank() != 0) return;
  const Hdf5Handle file = open_file(scratch.path() / "run.h5");
  Described missing;
  check_hdf5(H5Ovisit(file.get(), H5_INDEX_NAME, H5_ITER_NATIVE, note_missing, &missing), "visit");
  BOOST_TEST(missing.without == std::vector<std::string>{}, boost::test_tools::per_element());
  BOOST_TEST(missing.scaleless == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(only_asked_for_datasets_exist) {
  const Scratch scratch;
  RunContents few;
  few.score = few.current = few.forward_counts = false;
  const Mesh mesh = sample::mesh({5});
  RunFile run(MPI_COMM_WORLD, scratch.path() / "run.h5", mesh, sample::header(), sample::times(),
              few);
  BOOST_CHECK_THROW(run.write("/forward/score", 0, std::vector<double>(5)), std::logic_error);
  BOOST_CHECK_THROW(run.write("/reverse/counts", 0, std::vector<double>(5)), std::logic_error);
  BOOST_CHECK_THROW(run.write("/forward/density", 4, std::vector<double>(5)), std::logic_error);
  BOOST_CHECK_THROW(run.write("/forward/density", 0, std::vector<double>(4)), std::logic_error);
  run.close("complete");
}

BOOST_AUTO_TEST_CASE(a_run_in_progress_can_be_read) {
  const Scratch scratch;
  const Mesh mesh = sample::mesh({7, 5});
  RunFile run(MPI_COMM_WORLD, scratch.path() / "run.h5", mesh, sample::header(), sample::times(),
              sample::contents());
  sample::fill(run, mesh, 2, 0);
  if (sample::rank() == 0) {
    const Hdf5Handle file = open_file(scratch.path() / "run.h5");
    BOOST_TEST(written(file.get(), "/forward") == 2);
    BOOST_TEST(text(file.get(), "/", "status") == "running");
    check_row(file.get(), mesh, dataset_rows().front(), 2);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  run.close("complete");
}

BOOST_AUTO_TEST_SUITE_END()

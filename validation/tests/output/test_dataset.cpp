// What all ranks write together, every rank reads back alone: whole datasets, parts of them, and
// what stands in a place that nobody wrote.
#include "output/dataset.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "output/hdf5_reading.hpp"
#include "output/new_file.hpp"
#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using boost::test_tools::per_element;

namespace {

constexpr std::uint64_t never_written = std::numeric_limits<std::uint64_t>::max();
const Description plain{"m", "a length"};

std::size_t size_of(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

// A file that all ranks fill with fill(file), opened by each rank alone.
class Filled {
 public:
  explicit Filled(const std::function<void(hid_t)>& fill) {
    {
      const Hdf5Handle file = create_shared_file(MPI_COMM_WORLD, path());
      fill(file.get());
    }
    MPI_Barrier(MPI_COMM_WORLD);
    file_.emplace(open_hdf5(path(), ""));
  }
  hid_t get() const { return file_->get(); }

  template <class Value>
  std::vector<Value> values(const std::string& name) const {
    const Hdf5Handle dataset = open_object(get(), name);
    std::vector<Value> read(size_of(shape_of(dataset.get())));
    const hid_t type = std::is_same_v<Value, double> ? H5T_NATIVE_DOUBLE : H5T_NATIVE_UINT64;
    check_hdf5(H5Dread(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), "read");
    return read;
  }

 private:
  std::filesystem::path path() const { return scratch_.path() / "data.h5"; }

  sample::Scratch scratch_;
  std::optional<Hdf5Handle> file_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(dataset)

BOOST_AUTO_TEST_CASE(whole_arrays_of_any_shape_are_read_back) {
  // Fewer rows than ranks, as many, and more; in one piece and in chunks that do not divide them.
  const std::vector<Shape> shapes{{}, {1}, {2}, {7}, {3, 5}, {2, 3, 4}, {9, 1, 2, 3}};
  const auto name = [](const char* kind, std::size_t k) { return kind + std::to_string(k); };
  const Filled file([&](hid_t handle) {
    for (std::size_t k = 0; k < shapes.size(); ++k) {
      const Shape& shape = shapes[k];
      Shape chunk = shape;
      for (hsize_t& n : chunk) n = std::min<hsize_t>(n, 2);
      const auto r = sample::reals("r", static_cast<int>(k), size_of(shape));
      const auto c = sample::counts("c", static_cast<int>(k), size_of(shape));
      const auto write = [&](const char* kind, Number number, const Shape& chunks,
                             const void* data) {
        const auto path = "/deep/down/" + name(kind, k);
        write_part(MPI_COMM_WORLD, create_dataset(handle, path, number, shape, chunks, plain), {},
                   data);
      };
      write("real", Number::real, {}, r.data());
      write("count", Number::count, {}, c.data());
      write("chunked", Number::count, chunk, c.data());
    }
  });
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    const std::size_t size = size_of(shapes[k]);
    const auto counts = sample::counts("c", static_cast<int>(k), size);
    BOOST_TEST(file.values<double>("/deep/down/" + name("real", k)) ==
                   sample::reals("r", static_cast<int>(k), size),
               per_element());
    for (const char* kind : {"count", "chunked"})
      BOOST_TEST(file.values<std::uint64_t>("/deep/down/" + name(kind, k)) == counts,
                 per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_part_is_written_and_the_rest_stays_empty) {
  const std::vector<double> plane{1, 2, 3, 4, 5, 6, 7, 8};
  const std::uint64_t one = 42;
  const Filled file([&](hid_t handle) {
    const Dataset reals = create_dataset(handle, "/r", Number::real, {3, 4, 2}, {}, plain);
    write_part(MPI_COMM_WORLD, reals, {1}, plane.data());
    write_part(MPI_COMM_WORLD, reals, {2, 3}, plane.data());
    const Dataset counts = create_dataset(handle, "/c", Number::count, {2, 3}, {1, 3}, plain);
    write_part(MPI_COMM_WORLD, counts, {1, 2}, &one);
    create_dataset(handle, "/never", Number::real, {5}, {}, plain);
  });
  const auto reals = file.values<double>("/r");
  for (std::size_t n = 0; n < 24; ++n) {
    const bool written = (n >= 8 && n < 16) || n >= 22;
    BOOST_TEST(std::isnan(reals[n]) == !written, "number " << n);
    if (written) BOOST_TEST(reals[n] == (n >= 22 ? plane[n - 22] : plane[n - 8]));
  }
  BOOST_TEST(file.values<std::uint64_t>("/c") ==
                 (std::vector<std::uint64_t>{never_written, never_written, never_written,
                                             never_written, never_written, 42}),
             per_element());
  BOOST_TEST(
      std::ranges::all_of(file.values<double>("/never"), [](double v) { return std::isnan(v); }));
}

// Every rank passes its own number everywhere, which shows who wrote what.
BOOST_AUTO_TEST_CASE(ranks_share_the_rows_evenly) {
  constexpr std::size_t rows = 13;
  const Filled file([&](hid_t handle) {
    const std::vector<double> mine(2 * rows, sample::rank());
    write_part(MPI_COMM_WORLD, create_dataset(handle, "/r", Number::real, {rows, 2}, {}, plain), {},
               mine.data());
  });
  const auto writers = file.values<double>("/r");
  BOOST_TEST(std::ranges::is_sorted(writers));
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  for (int r = 0; r < ranks; ++r) {
    const auto numbers = static_cast<std::size_t>(std::ranges::count(writers, r));
    BOOST_TEST(numbers % 2 == 0U);
    BOOST_TEST((numbers / 2 >= rows / ranks && numbers / 2 <= rows / ranks + 1));
  }
}

BOOST_AUTO_TEST_CASE(a_view_has_three_components_and_no_values_of_its_own) {
  const auto flat = sample::reals("flat", 0, 10);
  const auto solid = sample::reals("solid", 0, 15);
  const Filled file([&](hid_t handle) {
    const Dataset two = create_dataset(handle, "/two", Number::real, {5, 2}, {}, plain);
    const Dataset three = create_dataset(handle, "/three", Number::real, {5, 3}, {1, 3}, plain);
    create_vector_view(handle, "/view/two", two, plain);
    create_vector_view(handle, "/view/three", three, plain);
    // The source is written later than the view is made.
    write_part(MPI_COMM_WORLD, two, {}, flat.data());
    write_part(MPI_COMM_WORLD, three, {}, solid.data());
  });
  const auto padded = file.values<double>("/view/two");
  for (std::size_t n = 0; n < 15; ++n)
    BOOST_TEST(padded[n] == (n % 3 == 2 ? 0 : flat[2 * (n / 3) + n % 3]));
  BOOST_TEST(file.values<double>("/view/three") == solid, per_element());
  BOOST_TEST(H5Dget_storage_size(open_object(file.get(), "/view/two").get()) == 0U);
}

BOOST_AUTO_TEST_CASE(texts_and_descriptions_are_verbatim) {
  const std::string odd = "∂p/∂t = \"−∇·J\"\n\ttrailing  ";
  const std::string text(100000, 'q');
  const Filled file([&](hid_t handle) {
    create_text(handle, "/input/odd", odd, {"1", odd}, MPI_COMM_WORLD);
    create_text(handle, "/input/long", text, plain, MPI_COMM_WORLD);
    create_text(handle, "/input/empty", "", plain, MPI_COMM_WORLD);
    create_dataset(handle, "/r", Number::real, {2}, {}, {"µm²", odd});
  });
  BOOST_TEST(read_text(file.get(), "/input/odd") == odd);
  BOOST_TEST((read_text(file.get(), "/input/long") == text));
  BOOST_TEST(read_text(file.get(), "/input/empty").empty());
  for (const char* path : {"/r", "/input/odd"})
    BOOST_TEST(text_attribute(open_object(file.get(), path).get(), "long_name") == odd);
  BOOST_TEST(text_attribute(open_object(file.get(), "/r").get(), "units") == "µm²");
}

BOOST_AUTO_TEST_CASE(a_scale_is_attached_to_its_axis_alone) {
  const Filled file([&](hid_t handle) {
    const Dataset data = create_dataset(handle, "/r", Number::real, {3, 2}, {}, plain);
    const Dataset scale = create_dataset(handle, "/x", Number::real, {2}, {}, plain);
    make_scale(scale, "place");
    attach_scale(data, scale, 1);
  });
  const Hdf5Handle data = open_object(file.get(), "/r");
  const Hdf5Handle scale = open_object(file.get(), "/x");
  BOOST_TEST(H5DSis_attached(data.get(), scale.get(), 1) > 0);
  BOOST_TEST(H5DSis_attached(data.get(), scale.get(), 0) == 0);
  std::array<char, 16> name{};
  H5DSget_scale_name(scale.get(), name.data(), name.size());
  BOOST_TEST(std::string(name.data()) == "place");
}

BOOST_AUTO_TEST_CASE(a_path_that_is_taken_is_an_error_that_names_it) {
  const Filled file([&](hid_t handle) {
    create_dataset(handle, "/a/r", Number::real, {2}, {}, plain);
    const auto named = [](const OutputError& e) {
      return std::string(e.what()).find("create dataset /a/") != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(create_dataset(handle, "/a/r", Number::count, {2}, {}, plain),
                          OutputError, named);
    BOOST_CHECK_EXCEPTION(create_dataset(handle, "/a/r/below", Number::real, {2}, {}, plain),
                          OutputError, named);
  });
  BOOST_TEST(file.values<double>("/a/r").size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

// A new file carries its provenance, and nothing but its predecessor gives way to it.
#include "output/new_file.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <limits>
#include <regex>

#include "output/hdf5_reading.hpp"
#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;

namespace {

void make(const std::filesystem::path& file, const std::string& text) {
  if (sample::rank() == 0) std::ofstream(file) << text;
}

int ranks() {
  int size = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(new_file)

BOOST_AUTO_TEST_CASE(the_header_is_what_was_handed_over) {
  const sample::Scratch scratch;
  const auto path = scratch.path() / "new.h5";
  RunHeader header = sample::header();
  header.seed = std::numeric_limits<std::uint64_t>::max();
  header.reference = "";
  {
    const Hdf5Handle file = create_shared_file(MPI_COMM_WORLD, path);
    write_header(MPI_COMM_WORLD, file.get(), "a-schema", header);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  const Hdf5Handle file = open_hdf5(path, "");
  const auto text = [&](const char* name) { return text_attribute(file.get(), name); };
  BOOST_TEST(text("schema") == "a-schema");
  BOOST_TEST(text("title") == header.title);
  BOOST_TEST(text("reference").empty());
  BOOST_TEST(text("software_version") == header.software_version);
  BOOST_TEST(text("git_commit") == header.git_commit);
  BOOST_TEST(text("petsc_version") == header.petsc_version);
  BOOST_TEST(text("hdf5_version") == hdf5_version());
  BOOST_TEST(text("command_line") == header.command_line);
  BOOST_TEST(text("status") == "running");
  BOOST_TEST(std::regex_match(text("created"),
                              std::regex(R"(20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ)")));
  const auto number = [&](const char* name) {
    return number_attribute<std::int64_t>(file.get(), name, H5T_NATIVE_INT64);
  };
  BOOST_TEST(number("schema_version") == 1);
  BOOST_TEST(number("mpi_ranks") == ranks());
  BOOST_TEST(number_attribute<std::uint64_t>(file.get(), "seed", H5T_NATIVE_UINT64) == header.seed);
  BOOST_TEST(read_text(file.get(), "/input/case") == header.case_text);
  BOOST_TEST(read_text(file.get(), "/input/resolved") == header.resolved_text);
}

BOOST_AUTO_TEST_CASE(names_that_are_alike_are_left_alone) {
  const sample::Scratch scratch;
  const std::vector<std::string> others{"run.h5.1", "run.xdmf.old", "arun.xdmf", "run"};
  for (const auto& name : others) make(scratch.path() / name, name);
  make(scratch.path() / "run.xdmf", "stale");
  create_shared_file(MPI_COMM_WORLD, scratch.path() / "run.h5");
  MPI_Barrier(MPI_COMM_WORLD);
  for (const auto& name : others) BOOST_TEST(sample::content(scratch.path() / name) == name);
  BOOST_TEST(!std::filesystem::exists(scratch.path() / "run.xdmf"));
}

BOOST_AUTO_TEST_CASE(where_the_index_cannot_go_the_earlier_file_stays) {
  const sample::Scratch scratch;
  const auto index = scratch.path() / "run.xdmf";
  if (sample::rank() == 0) std::filesystem::create_directory(index);
  make(index / "inside", "");
  make(scratch.path() / "run.h5", "an earlier run");
  BOOST_CHECK_EXCEPTION(
      create_shared_file(MPI_COMM_WORLD, scratch.path() / "run.h5"), OutputError,
      [&](const OutputError& e) {
        return std::string(e.what()).starts_with("cannot replace " + index.string());
      });
  BOOST_TEST(sample::content(scratch.path() / "run.h5") == "an earlier run");
}

// A link that is in the way is replaced; the file that it leads to is another's.
BOOST_AUTO_TEST_CASE(a_link_gives_way_and_not_what_it_leads_to) {
  const sample::Scratch scratch;
  make(scratch.path() / "precious", "data");
  if (sample::rank() == 0)
    std::filesystem::create_symlink(scratch.path() / "precious", scratch.path() / "run.h5");
  create_shared_file(MPI_COMM_WORLD, scratch.path() / "run.h5");
  MPI_Barrier(MPI_COMM_WORLD);
  BOOST_TEST(!std::filesystem::is_symlink(scratch.path() / "run.h5"));
  BOOST_TEST(sample::content(scratch.path() / "precious") == "data");
}

BOOST_AUTO_TEST_CASE(hints_arrive_and_unknown_ones_do_no_harm) {
  const sample::Scratch scratch;
  const Hdf5Handle file =
      create_shared_file(MPI_COMM_WORLD, scratch.path() / "run.h5",
                         {{"romio_cb_write", "disable"}, {"no_such_hint", "7"}});
  const Hdf5Handle access(H5Fget_access_plist(file.get()), H5Pclose, "get properties");
  MPI_Comm comm = MPI_COMM_NULL;
  MPI_Info info = MPI_INFO_NULL;
  check_hdf5(H5Pget_fapl_mpio(access.get(), &comm, &info), "get hints");
  std::array<char, 64> value{};
  int found = 0;
  MPI_Info_get(info, "romio_cb_write", static_cast<int>(value.size()) - 1, value.data(), &found);
  BOOST_TEST(found != 0);
  BOOST_TEST(std::string(value.data()) == "disable");
  MPI_Info_free(&info);
  MPI_Comm_free(&comm);
}

BOOST_AUTO_TEST_SUITE_END()

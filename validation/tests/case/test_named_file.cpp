#include "app/case/named_file.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>

#include "parallel/output_error.hpp"
#include "validation/tests/case/key_limits.hpp"

using namespace loschmidt;
using namespace loschmidt::input;
using namespace loschmidt::parallel;
using test::contains;
using test::error_in;
using test::Folder;
using test::replaced;
using test::small_case;

namespace {

// A case in this folder, which need not be there as a file.
Case case_in(const std::filesystem::path& folder) {
  Case c;
  c.source.file = folder / "case.toml";
  c.source.origins["initial.file"] = c.source.file.string() + ":10";
  return c;
}

std::string error_of_name(const Folder& folder, const std::string& name) {
  const Case c = case_in(folder.path);
  return error_in([&] { existing_file(c, "initial.file", name); });
}

// A case in the folder whose initial law is that of the file.
Case case_with(const Folder& folder, const std::string& law) {
  return read_case(folder.write(
      "case.toml",
      replaced(small_case, "mixture = [{ weight = 0.5, mean = [-2], std = [0.25] }]", law)));
}

// The directory of this process; back to what it was at the end of the scope.
struct InDirectory {
  std::filesystem::path before = std::filesystem::current_path();
  explicit InDirectory(const std::filesystem::path& path) { std::filesystem::current_path(path); }
  ~InDirectory() { std::filesystem::current_path(before); }
  InDirectory(const InDirectory&) = delete;
  InDirectory& operator=(const InDirectory&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(named_files)

BOOST_AUTO_TEST_CASE(paths_are_relative_to_the_case_and_not_to_the_directory_of_the_process) {
  const Case c = case_in("/cases/one");
  BOOST_TEST(resolved_path(c, "points.csv") == "/cases/one/points.csv");
  BOOST_TEST(resolved_path(c, "../two/./points.csv") == "/cases/two/points.csv");
  BOOST_TEST(resolved_path(c, "/data/points.csv") == "/data/points.csv");
  const Folder folder;
  const InDirectory inside(folder.path);
  BOOST_TEST(resolved_path(case_in("sub"), "a.h5") == std::filesystem::current_path() / "sub/a.h5");
  BOOST_TEST(resolved_path(case_in(""), "a.h5") == std::filesystem::current_path() / "a.h5");
}

BOOST_AUTO_TEST_CASE(a_directory_that_is_gone_is_no_fault_of_the_case) {
  const auto gone = [] {
    const Folder before;
    auto inside = std::make_unique<InDirectory>(before.path);
    return inside;
  }();
  BOOST_CHECK_EXCEPTION(resolved_path(case_in(""), "a.h5"), OutputError, [](const auto& error) {
    return contains(error.what(), "case.toml: \"a.h5\" cannot be found from here");
  });
  BOOST_TEST(resolved_path(case_in("/cases"), "a.h5") == "/cases/a.h5");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_refused_with_the_place_where_it_was_looked_for) {
  const Folder folder;
  const auto file = folder.write("run.h5", "");
  BOOST_TEST(existing_file(case_in(folder.path), "initial.file", "run.h5") == file);
  BOOST_TEST(error_of_name(folder, "") ==
             "case.toml:10: initial.file: is empty (there would be nothing to read): give the name "
             "of a file");
  BOOST_TEST(error_of_name(folder, "runs.h5") ==
             fmt::format("case.toml:10: initial.file: \"runs.h5\" cannot be read (looked for {}): "
                         "check the name and the permissions",
                         (folder.path / "runs.h5").string()));
  std::filesystem::create_directory(folder.path / "runs");
  std::filesystem::create_symlink("nowhere", folder.path / "link.h5");
  for (const char* name : {"runs", ".", "link.h5", "run.h5/a"})
    BOOST_TEST(contains(error_of_name(folder, name), "cannot be read"), name);
}

BOOST_AUTO_TEST_CASE(a_dataset_begins_behind_the_last_colon_with_a_slash) {
  const Folder folder;
  const auto file = folder.write("a:b.h5", "");
  std::filesystem::create_directory(folder.path / "c:");
  const auto inner = folder.write("c:/d.h5", "");
  const Case c = case_in(folder.path);
  const auto found = [&](const std::string& name) {
    return *dataset_file(c, "initial.file", name);
  };
  BOOST_TEST(found("a:b.h5:/x/y").file == file);
  BOOST_TEST(found("a:b.h5:/x/y").dataset == "/x/y");
  BOOST_TEST(found("c:/d.h5:/x").file == inner);
  BOOST_TEST(found("c:/d.h5:/x").dataset == "/x");
  BOOST_TEST(!dataset_file(c, "initial.file", "a:b.h5").has_value());
  BOOST_TEST(!dataset_file(c, "initial.file", "none.csv").has_value());
  BOOST_TEST(contains(error_in([&] { found("none.h5:/x"); }), "\"none.h5\" cannot be read"));
}

BOOST_AUTO_TEST_CASE(a_dataset_is_written_as_it_is_read) {
  const Folder folder;
  const auto file = folder.write("run.h5", "");
  const Case c = case_in(folder.path);
  const DatasetFile dataset = *dataset_file(c, "initial.file", "run.h5:/forward/score");
  BOOST_TEST(dataset_text(dataset) == file.string() + ":/forward/score");
  const DatasetFile again = *dataset_file(case_in("/"), "initial.file", dataset_text(dataset));
  BOOST_TEST(again.file == dataset.file);
  BOOST_TEST(again.dataset == dataset.dataset);
  BOOST_TEST(dataset_text({file, ""}) == file.string());
}

// The check value of CRC-32 is that of the nine digits.
BOOST_AUTO_TEST_CASE(contents_are_told_by_their_checksum) {
  const Folder folder;
  folder.write("points.csv", "123456789");
  const Case c = case_with(folder, "samples = 'points.csv'");
  BOOST_TEST(contents_text(c) == "# contents of initial.samples = cbf43926\n");
  folder.write("points.csv", "");
  BOOST_TEST(contents_text(c) == "# contents of initial.samples = 00000000\n");
  std::filesystem::remove(folder.path / "points.csv");
  BOOST_CHECK_THROW(contents_text(c), OutputError);
}

BOOST_AUTO_TEST_CASE(every_file_has_a_line_but_one_that_is_kept_as_values) {
  const Folder folder;
  folder.write("edges.txt", "-8 -3 0 3 8");
  folder.write("run.h5", "123456789");
  BOOST_TEST(contents_text(test::read(small_case)) == "");
  const auto file = folder.write("case.toml", small_case);
  const Case c = read_case(
      file, std::vector<std::string>{"initial={file='run.h5'}", "reverse.score=run.h5:/score",
                                     "mesh={lower=[-8], upper=[8], grading=[{kind='file', "
                                     "path='edges.txt'}]}"});
  BOOST_TEST(contents_text(c) ==
             "# contents of initial.file = cbf43926\n# contents of reverse.score = cbf43926\n");
}

BOOST_AUTO_TEST_SUITE_END()

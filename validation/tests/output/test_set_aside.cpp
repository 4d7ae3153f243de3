// Files set aside keep every byte, and never take the place of others.
#include "output/set_aside.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>

#include "parallel/output_error.hpp"
#include "validation/tests/output/sample_run.hpp"

// Serial: rank 0 alone acts.
using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::parallel;
using Path = std::filesystem::path;

namespace {

Path made(const Path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

std::set<std::string> names_in(const Path& directory) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    names.insert(entry.path().filename().string());
  return names;
}

using Names = std::set<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(setting_aside)

BOOST_AUTO_TEST_CASE(files_move_with_their_bytes_into_a_directory_that_is_made) {
  const sample::Scratch scratch;
  if (sample::rank() != 0) return;
  const std::string bytes("\0\xff\n\r end", 8);
  const auto aside = scratch.path() / "not" / "yet";
  set_aside({made(scratch.path() / "a.h5", bytes), made(scratch.path() / "sub" / "b.h5", "b")},
            aside);
  BOOST_TEST((names_in(aside) == Names{"a.h5", "b.h5"}));
  BOOST_TEST((sample::content(aside / "a.h5") == bytes));
  BOOST_TEST(sample::content(aside / "b.h5") == "b");
  BOOST_TEST((names_in(scratch.path()) == Names{"not", "sub"}));
  BOOST_TEST(names_in(scratch.path() / "sub").empty());
}

BOOST_AUTO_TEST_CASE(of_equal_names_the_first_free_number_is_taken) {
  const sample::Scratch scratch;
  if (sample::rank() != 0) return;
  const auto aside = scratch.path() / "aside";
  made(aside / "f", "kept");
  made(aside / "f.2", "kept too");
  for (int k = 0; k < 3; ++k) set_aside({made(scratch.path() / "f", std::to_string(k))}, aside);
  BOOST_TEST((names_in(aside) == Names{"f", "f.1", "f.2", "f.3", "f.4"}));
  const std::vector<std::string> expected{"kept", "0", "kept too", "1", "2"};
  BOOST_TEST(sample::content(aside / "f") == expected[0]);
  for (int k = 1; k < 5; ++k)
    BOOST_TEST(sample::content(aside / ("f." + std::to_string(k))) == expected[k]);
  // Two of one name in one call.
  set_aside({made(scratch.path() / "p" / "g", "p"), made(scratch.path() / "q" / "g", "q")}, aside);
  BOOST_TEST(sample::content(aside / "g") == "p");
  BOOST_TEST(sample::content(aside / "g.1") == "q");
}

BOOST_AUTO_TEST_CASE(names_of_links_and_directories_are_taken_too) {
  const sample::Scratch scratch;
  if (sample::rank() != 0) return;
  const auto aside = scratch.path() / "aside";
  std::filesystem::create_directories(aside / "f");
  std::filesystem::create_symlink("/no/such/target", aside / "f.1");
  set_aside({made(scratch.path() / "f", "found")}, aside);
  BOOST_TEST(sample::content(aside / "f.2") == "found");
  BOOST_TEST(std::filesystem::is_symlink(aside / "f.1"));
}

BOOST_AUTO_TEST_CASE(without_files_no_directory_is_made) {
  const sample::Scratch scratch;
  if (sample::rank() != 0) return;
  set_aside({}, scratch.path() / "aside");
  BOOST_TEST(names_in(scratch.path()).empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_moved_is_named_and_nothing_is_lost) {
  const sample::Scratch scratch;
  if (sample::rank() != 0) return;
  const auto aside = scratch.path() / "aside";
  const auto first = made(scratch.path() / "first", "1");
  const auto last = made(scratch.path() / "last", "3");
  const auto missing = scratch.path() / "missing";
  const auto names = [](const Path& file) {
    return [file](const OutputError& e) {
      return std::string(e.what()).starts_with("cannot move " + file.string() + " to ");
    };
  };
  BOOST_CHECK_EXCEPTION(set_aside({first, missing, last}, aside), OutputError, names(missing));
  BOOST_TEST(sample::content(aside / "first") == "1");
  BOOST_TEST(sample::content(last) == "3");
  // A file is where the directory should be.
  const auto blocked = made(scratch.path() / "blocked", "in the way");
  BOOST_CHECK_EXCEPTION(set_aside({last}, blocked), OutputError, names(last));
  BOOST_TEST(sample::content(last) == "3");
  BOOST_TEST(sample::content(blocked) == "in the way");
}

BOOST_AUTO_TEST_SUITE_END()

// A fuzz target that reads and checks the bytes of a case file as a run does, up to where a run
// would write. Errors of the user are expected. A crash, an exception of another class or a message
// of more than one line ends the program.
// Built by AFL++ it is a target for afl-fuzz (README.md); otherwise it replays inputs, such as the
// corpus: fuzz_case FILE_OR_DIRECTORY...
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "app/case/case_file.hpp"
#include "app/case/resolved.hpp"
#include "app/case/with_key_in_errors.hpp"
#include "app/setup/setup.hpp"
#include "parallel/failure.hpp"
#include "solver/petsc.hpp"

using namespace loschmidt::input;
using namespace loschmidt::parallel;
using namespace loschmidt::setup;
using namespace loschmidt::solver;

namespace {

// Larger cases are right but slow, and no other code sees them.
bool small(const Case& c) {
  double cells = c.solver.extrapolation ? 16 : 1;
  for (const int n : c.mesh.cells) cells *= n;
  const double times = c.reverse.steps + double(c.time.snapshots.size());
  const auto* mixture = std::get_if<std::vector<MixtureComponent>>(&c.initial);
  return cells <= 2000 && times <= 500 && cells * times <= 1e5 &&
         (mixture == nullptr || mixture->size() < 50);
}

[[noreturn]] void broken(const char* what, const std::exception& error) {
  fmt::print(stderr, "{}: {}\n", what, error.what());
  std::abort();
}

// The case as it was resolved must be read as the same case.
void check_resolved(const Case& c) {
  const std::string text = resolved_toml(c);
  try {
    if (resolved_toml(read_case_text(c.source.file, text)) != text) throw std::runtime_error(text);
  } catch (const std::exception& e) {
    broken("the resolved case is another one", e);
  }
}

void check_case(std::string text) {
  try {
    Case c = read_case_text("fuzz.toml", std::move(text));
    if (!small(c)) return;
    check_resolved(c);
    const Setup setup(MPI_COMM_SELF, std::move(c));
  } catch (const std::exception& e) {
    if (exit_code(e) != input_error) broken("not an error of the user", e);
    if (std::string_view(e.what()).substr(0, 9) != "fuzz.toml") broken("without a place", e);
  }
}

}  // namespace

#ifdef __AFL_FUZZ_TESTCASE_LEN
__AFL_FUZZ_INIT();
int main() {
  const petsc::Session session({});
  __AFL_INIT();
  const unsigned char* buffer = __AFL_FUZZ_TESTCASE_BUF;
  while (__AFL_LOOP(10000))
    check_case({reinterpret_cast<const char*>(buffer), std::size_t(__AFL_FUZZ_TESTCASE_LEN)});
}
#else
int main(int argc, char** argv) {
  const petsc::Session session({});
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i)
    if (std::filesystem::is_directory(argv[i])) {
      for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
        if (entry.is_regular_file()) files.push_back(entry);
    } else {
      files.emplace_back(argv[i]);
    }
  std::ranges::sort(files);
  for (const auto& file : files) {
    fmt::print("{}\n", file.filename().string());
    std::fflush(stdout);
    std::ifstream stream(file, std::ios::binary);
    check_case({std::istreambuf_iterator<char>(stream), {}});
  }
  return files.empty() ? EXIT_FAILURE : EXIT_SUCCESS;
}
#endif

#include "parallel/error_text.hpp"

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <regex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "parallel/output_error.hpp"

using namespace loschmidt::parallel;

namespace {

std::string text_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error_text(error);
  }
  return "";
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(error_texts)

BOOST_AUTO_TEST_CASE(our_errors_speak_for_themselves) {
  BOOST_TEST(text_of([] { throw OutputError("ours"); }) == "ours");
  BOOST_TEST(text_of([] { throw std::runtime_error("ours"); }) == "ours");
  BOOST_TEST(text_of([] { throw std::invalid_argument("ours"); }) == "ours");
  BOOST_TEST(text_of([] { throw std::runtime_error(""); }) == "unknown failure");
}

BOOST_AUTO_TEST_CASE(memory_that_ran_out_says_what_to_do) {
  volatile std::size_t huge = std::vector<double>().max_size() + 1;
  const std::vector<std::function<void()>> actions{[] { throw std::bad_alloc(); },
                                                   [&] { std::vector<double>().resize(huge); },
                                                   [&] { std::vector<double>().reserve(huge); }};
  for (const auto& action : actions) {
    const std::string text = text_of(action);
    BOOST_TEST(contains(text, "memory: "));
    BOOST_TEST(contains(text, "give fewer cells"));
    BOOST_TEST(!contains(text, "_M_"));
    BOOST_TEST(!contains(text, "std::"));
  }
}

BOOST_AUTO_TEST_CASE(what_libraries_throw_gets_a_frame) {
  const std::string path = text_of([] { std::filesystem::create_directory("/no/such/file"); });
  BOOST_TEST(contains(path, "/no/such/file"));
  BOOST_TEST(path.starts_with("/no/such/file: No such file or directory (the run cannot go on)"));
  BOOST_TEST(contains(path, "check the path"));
  BOOST_TEST(!contains(path, "filesystem error"));
  const std::string pair = text_of([] { std::filesystem::rename("/no/such/a", "/no/such/b"); });
  BOOST_TEST(pair.starts_with("/no/such/a and /no/such/b: No such file"));
  const std::string full =
      text_of([] { throw std::system_error(ENOSPC, std::generic_category(), "::write"); });
  BOOST_TEST(full.starts_with("the system refused: No space left on device ("));
  BOOST_TEST(!contains(full, "::write"));
  BOOST_TEST(contains(text_of([] { std::vector<int>(1).at(2); }), "internal: "));
  BOOST_TEST(contains(text_of([] { std::regex("["); }), "report it"));
}

BOOST_AUTO_TEST_CASE(a_message_is_one_short_line) {
  BOOST_TEST(message_line("short") == "loschmidt: short\n");
  const std::string line = message_line("first\nsecond " + std::string(5000, 'x') + " end");
  BOOST_TEST(line.size() <= 401u);
  BOOST_TEST(line.find('\n') == line.size() - 1);
  BOOST_TEST(line.starts_with("loschmidt: first\\nsecond "));
  BOOST_TEST(line.ends_with(" end\n"));
}

BOOST_AUTO_TEST_SUITE_END()

// Checkpoint files return the records that were written; the later of two records of a number
// counts, and every prefix of the files can be continued.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <fstream>

#include "output/checkpoint.hpp"
#include "validation/tests/output/sample_run.hpp"

// Rank 0 alone has checkpoints.
using namespace loschmidt;
using namespace loschmidt::output;
using namespace loschmidt::sample;

namespace {

const CheckpointOrigin origin{"[mesh]\ncells = [4]\n", "0.1 abc", 3};

Record record(const std::string& name, double real) {
  return {name, {real, -0.0, 1e-310}, {UINT64_MAX, 7}};
}

void damage(const std::filesystem::path& file) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
  const std::string noise(256, '\x55');
  stream.write(noise.data(), 256);
}

void flip_bit(const std::filesystem::path& file, std::uintmax_t byte) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(byte));
  const char value = static_cast<char>(stream.get() ^ 1);
  stream.seekp(static_cast<std::streamoff>(byte));
  stream.put(value);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checkpoint)

BOOST_AUTO_TEST_CASE(is_read_as_it_was_written) {
  const Scratch scratch;
  if (rank() != 0) return;
  Checkpoint written(scratch.path());
  BOOST_TEST(!written.origin().has_value());
  written.write(origin, {{0, record("first", 1)}, {1, record("second", 2)}});
  written.write(origin, {{1, record("second", 3)}, {2, {"empty", {}, {}}}});

  Checkpoint found(scratch.path());
  BOOST_TEST(found.origin()->resolved_text == origin.resolved_text);
  BOOST_TEST(found.origin()->version == origin.version);
  BOOST_TEST(found.origin()->ranks == origin.ranks);
  const auto [records, damaged] = found.read();
  BOOST_TEST(!damaged);
  BOOST_TEST(records.size() == 3u);
  BOOST_TEST(records.at(0).name == "first");
  BOOST_TEST(records.at(1).reals == record("", 3).reals);
  BOOST_TEST(std::signbit(records.at(1).reals[1]));
  BOOST_TEST(records.at(1).counts == record("", 3).counts);
  BOOST_TEST(records.at(2).reals.empty());
}

BOOST_AUTO_TEST_CASE(a_damaged_file_ends_what_is_known) {
  const Scratch scratch;
  if (rank() != 0) return;
  Checkpoint written(scratch.path());
  for (std::uint64_t k = 0; k < 3; ++k)
    written.write(origin, {{k, {"one", std::vector<double>(5000, 1.0), {}}}});
  damage(scratch.path() / "checkpoint" / "000001.h5");

  Checkpoint found(scratch.path());
  const auto [records, damaged] = found.read();
  BOOST_TEST(records.size() == 1u);
  BOOST_TEST(damaged);
  found.write(origin, {{1, record("again", 1)}});
  BOOST_TEST(Checkpoint(scratch.path()).read().records.size() == 2u);
}

// Also one in the description of a dataset, where HDF5 has no checksum.
BOOST_AUTO_TEST_CASE(no_flipped_bit_goes_unnoticed) {
  const Scratch scratch;
  if (rank() != 0) return;
  const auto file = scratch.path() / "checkpoint" / "000000.h5";
  Checkpoint(scratch.path()).write(origin, {{0, record("first", 1)}});
  const auto size = std::filesystem::file_size(file);
  std::filesystem::copy_file(file, scratch.path() / "whole.h5");
  for (std::uintmax_t byte = 0; byte < size; byte += 61) {
    std::filesystem::copy_file(scratch.path() / "whole.h5", file,
                               std::filesystem::copy_options::overwrite_existing);
    flip_bit(file, byte);
    BOOST_TEST(!Checkpoint(scratch.path()).origin().has_value());
    BOOST_TEST(Checkpoint(scratch.path()).read().damaged);
  }
}

// A read that failed once may succeed tomorrow, and another build may know what this one does not.
BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_kept) {
  const Scratch scratch;
  if (rank() != 0) return;
  const auto files = scratch.path() / "checkpoint";
  const Checkpoint checkpoint(scratch.path());
  for (int attempt = 0; attempt < 2; ++attempt) {
    for (std::uint64_t k = 0; k < 3; ++k)
      checkpoint.write(origin, {{k, record("try " + std::to_string(attempt), 1)}});
    damage(files / "000001.h5");
    const auto damaged = sample::content(files / "000001.h5");
    const auto behind = sample::content(files / "000002.h5");
    BOOST_TEST(checkpoint.read().damaged);
    const std::string again = attempt == 0 ? "" : ".1";
    BOOST_TEST((sample::content(checkpoint.unreadable() / ("000001.h5" + again)) == damaged));
    BOOST_TEST((sample::content(checkpoint.unreadable() / ("000002.h5" + again)) == behind));
    checkpoint.remove();
  }
  BOOST_TEST(checkpoint.set_aside(0) == 0u);
}

BOOST_AUTO_TEST_CASE(goes_when_removed) {
  const Scratch scratch;
  if (rank() != 0) return;
  Checkpoint checkpoint(scratch.path());
  checkpoint.write(origin, {{0, record("first", 1)}});
  checkpoint.remove();
  BOOST_TEST(!checkpoint.origin().has_value());
  BOOST_TEST(!std::filesystem::exists(scratch.path() / "checkpoint"));
}

BOOST_AUTO_TEST_SUITE_END()

// Example values of the keys of a case file, other than the defaults, for tests of the key table.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "validation/tests/case_text.hpp"

namespace loschmidt::test {

using Settings = std::vector<std::string>;  // texts of --set

inline const Settings plane{"mesh.lower=[-8, -8]", "mesh.upper=[8, 8]", "mesh.cells=[8, 8]",
                            "sde.drift=['-x', '-y']", "initial={density='exp(-x^2)'}"};

inline Settings in_the_plane(const std::string& setting) {
  Settings settings = plane;
  settings.push_back(setting);
  return settings;
}

// Values other than the default, for keys whose row is not enough to make one up.
inline const std::map<std::string_view, std::vector<Settings>> examples_of_keys = {
    {"mesh.grading",
     {{"mesh.grading=[{kind='clustered', centers=[0, 1], width=2, strength=3}]"},
      {"mesh.grading=[{kind='edges', values=[-8, -3, 0, 3, 8]}]", "mesh.cells=[4]"}}},
    {"mesh.breaks",
     {{"mesh.breaks=[-1, 0.5]"},
      in_the_plane("mesh.breaks=[[0], []]"),
      {"mesh.breaks=[0.5]", "mesh.grading=[{kind='edges', values=[-8, -3, 0.5, 3, 8]}]",
       "mesh.cells=[4]"}}},
    {"sde.diffusion",
     {{"sde.diffusion=2"},
      in_the_plane("sde.diffusion=['1', 'x']"),
      {"sde.diffusion=[['1', 'x']]"}}},
    {"sde.definitions", {{"sde.definitions={a=2, b='a + x'}"}}},
    {"initial.mixture", {{"initial={mixture=[{mean=[1], std=[2]}]}"}}},
    {"initial.density", {{"initial={density='exp(-x^2)'}"}}},
    {"initial.samples",
     {{"initial={samples='points.csv'}"}, {"initial={samples='data.h5:/points'}"}}},
    {"initial.image", {in_the_plane("initial={image='ink.pgm'}")}},
    {"initial.file", {{"initial={file='data.h5'}"}}},
    {"exact.score", {{"exact.density='exp(-x^2)'", "exact.score=['-2*x']"}}},
    {"time.snapshots", {{"time.snapshots=[0.1, 0.3333333333333333]"}, {"time.snapshots=7"}}},
    {"reverse.reversal",
     {{"reverse.reversal=naive"}, {"reverse.reversal={score=0.5, noise=0.25}"}}},
    {"reverse.score",
     {{"reverse.score=data.h5:/score"}, {"exact.density='exp(-x^2)'", "reverse.score=exact"}}},
    {"validation.joint_times", {{"validation.joint_times=[0.125, 0.75]"}}},
    {"output.mpi_io_hints", {{"output.mpi_io_hints=['a=1', 'b=x=y']"}}},
};

// A setting with @ in the place of an entry's value, and two values for it.
struct EntryExample {
  std::string setting, one, other;
};

inline const std::string sinh_grading = "mesh.grading=[{kind='sinh', center=1, strength=2}]";
inline const std::string clusters =
    "mesh.grading=[{kind='clustered', centers=[1], width=2, strength=3}]";
inline const std::string gaussians =
    "initial.mixture=[{weight=2, mean=[0], std=[4]}, {weight=1, mean=[5], std=[3]}]";

inline EntryExample replacing(const std::string& setting, std::string_view part, std::string name) {
  const auto equals = part.find('=');
  const std::string before(part.substr(0, equals + 1));
  return {replaced(setting, part, before + '@'), std::string(part.substr(equals + 1)),
          std::move(name)};
}

inline const std::multimap<std::string_view, EntryExample> examples_of_entries = {
    {"mesh.grading[].kind", replacing(sinh_grading, "kind='sinh', center=1, strength=2",
                                      "'clustered', centers=[1], width=1, strength=2")},
    {"mesh.grading[].center", replacing(sinh_grading, "center=1", "2.5")},
    {"mesh.grading[].strength", replacing(sinh_grading, "strength=2", "1.7")},
    {"mesh.grading[].strength", replacing(clusters, "strength=3", "1.7")},
    {"mesh.grading[].centers", replacing(clusters, "centers=[1]", "[-1, 0.5]")},
    {"mesh.grading[].width", replacing(clusters, "width=2", "0.3")},
    {"mesh.grading[].values",
     {"mesh={lower=[-8], upper=[8], grading=[{kind='edges', values=@}]}", "[-8, -3, 0, 3, 8]",
      "[-8, -3, 0.5, 3, 8]"}},
    {"mesh.grading[].path",
     {"mesh={lower=[-8], upper=[8], grading=[{kind='file', path=@}]}", "'some.txt'",
      "'other.txt'"}},
    {"sde.definitions.*", {"sde.definitions={a=@}", "'x + 1'", "2"}},
    {"initial.mixture[].weight", replacing(gaussians, "weight=2", "0.5")},
    {"initial.mixture[].mean", replacing(gaussians, "mean=[5]", "[-1]")},
    {"initial.mixture[].std", replacing(gaussians, "std=[3]", "[0.125]")},
    {"reverse.reversal.drift", {"reverse.reversal={drift=@}", "0.5", "-1"}},
    {"reverse.reversal.divergence", {"reverse.reversal={divergence=@}", "0.5", "-1"}},
    {"reverse.reversal.score", {"reverse.reversal={score=@}", "0.5", "-1"}},
    {"reverse.reversal.noise", {"reverse.reversal={noise=@}", "0.5", "2"}},
};

}  // namespace loschmidt::test

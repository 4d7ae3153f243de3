// The description of one ensemble: its time steps, the stops at which its particles are counted,
// and the law with which the counts are compared.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "app/roads/density_stage.hpp"
#include "app/roads/joint_counter.hpp"
#include "validation/bins.hpp"

namespace loschmidt::roads {

/// An ensemble's road; times are in the order in which the particles reach them.
struct EnsembleRoad {
  std::vector<double> steps;  // times of the steps, first to last
  std::vector<double> stops;  // the steps at which particles are counted; first and last included
  bool reversed;              // true: backward in time, by the case's reversal; false: forward
  std::uint64_t particles;    // on all ranks together
  int subdivision;            // subdivision of the mesh's cells for the particles' tables
  bool twin;                  // whether a twin with half the steps runs on the same paths
  setup::RoadScheme scheme;
  const solver::DensityHistory&
      law;  // the law the road starts from and is compared with at the stops
  std::vector<validation::Bins> bins;  // per stop, from that law
  const JointLaw* joint = nullptr;     // joint law of a reversed road with joint times, else null
  std::vector<JointBlock> blocks{};    // one per pair of axes of the joint law

  /// The length of a step on the process's clock.
  double clock(const sde::TimeFactor& factor, std::size_t step) const {
    return std::abs(factor.integral(steps[step], steps[step + 1]));
  }
  /// The masses of the law at a stop.
  std::vector<double> mass(std::size_t stop) const { return law.mass(law.slice_at(stops[stop])); }
};

}  // namespace loschmidt::roads

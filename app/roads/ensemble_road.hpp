// One ensemble on its road: when it steps, where it is counted, and against which law.
#pragma once

#include <cstdint>
#include <vector>

#include "app/roads/density_stage.hpp"
#include "app/roads/joint_counter.hpp"
#include "validation/bins.hpp"

namespace loschmidt::roads {

/// In the order in which it travels.
struct EnsembleRoad {
  std::vector<double> steps;  // times of the steps, first to last
  std::vector<double> stops;  // of them, those at which particles are counted; first and last too
  bool reversed;              // against time, by the case's reversal; otherwise forward
  std::uint64_t particles;    // of all ranks
  int subdivision;            // of the mesh's cells for the particles' tables
  bool twin;                  // with the ensemble of half the steps
  setup::RoadScheme scheme;
  const solver::DensityHistory&
      law;  // from which it starts and with which it is compared at the stops
  std::vector<validation::Bins> bins;  // per stop, of that law
  const JointLaw* joint = nullptr;     // reversed, where asked for
  std::vector<JointBlock> blocks{};    // of it

  std::vector<double> mass(std::size_t stop) const { return law.mass(law.slice_at(stops[stop])); }
};

}  // namespace loschmidt::roads

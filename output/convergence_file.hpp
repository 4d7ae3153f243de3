// The file converge.h5: schema `loschmidt-convergence` version 1, one group /converge with the
// errors of a case at several refinements of one parameter (docs/interface.md). Collective; the
// same arguments on every rank. Errors: OutputError on all ranks.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <string>
#include <vector>

#include "output/hdf5.hpp"
#include "output/run_record.hpp"

namespace loschmidt::output {

/// One measure: values[level][time] and their observed orders; NaN where a value is missing.
struct ConvergenceColumn {
  std::string name;
  std::string long_name;
  std::vector<std::vector<double>> values{};
  std::vector<std::vector<double>> orders{};
};

struct ConvergenceRecord {
  std::string parameter;            // mesh, time, steps or particles
  std::string refined;              // as a text: "cells along x"
  std::vector<double> refinements;  // number of refined units (cells, steps, …) per level
  std::vector<double> times;        // forward times of the columns
  std::vector<ConvergenceColumn> columns;
};

/// Returns the record of an open converge.h5, with the columns ordered by name. Serial. Errors:
/// OutputError when it is damaged.
ConvergenceRecord read_convergence(hid_t file);

void write_convergence(MPI_Comm comm, const std::filesystem::path& file, const RunHeader& header,
                       const ConvergenceRecord& record);

}  // namespace loschmidt::output

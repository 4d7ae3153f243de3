// The index run.xdmf with which ParaView (5.11 and later) opens run.h5: a rectilinear grid per
// written forward snapshot, with its cell arrays as references into the run file
// (docs/interface.md). Rank 0 writes the text under a temporary name and renames it, so that a
// reader never sees half of it.
#pragma once

#include <mpi.h>

#include <filesystem>
#include <span>
#include <string>

#include "meshes/mesh.hpp"
#include "output/run_record.hpp"

namespace loschmidt::output {

/// Returns the XML text. `times` are all forward snapshots; the first `written` are listed.
std::string xdmf_text(const std::string& run_file, const meshes::Mesh& mesh,
                      std::span<const double> times, int written, const RunContents& contents);

/// Writes the index. `file` lies in the directory of the run file, which is named without
/// directory. Collective. Errors: OutputError on all ranks.
void write_xdmf(MPI_Comm comm, const std::filesystem::path& file, const std::string& run_file,
                const meshes::Mesh& mesh, std::span<const double> times, int written,
                const RunContents& contents);

}  // namespace loschmidt::output

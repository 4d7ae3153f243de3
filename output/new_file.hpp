// Creation of every HDF5 file of this program, by all ranks together, with its schema and its
// provenance as attributes of /. Collective; the same arguments on every rank.
#pragma once

#include <mpi.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "output/hdf5.hpp"
#include "output/run_record.hpp"

namespace loschmidt::output {

/// Bytes for HDF5's own bookkeeping between two flushes.
inline constexpr std::uint64_t hdf5_bookkeeping = 1 << 20;

/// Hints to MPI-IO by their names, such as romio_cb_write; MPI ignores unknown ones.
using MpiIoHints = std::map<std::string, std::string>;

/// Creates a file. An earlier file of that name is removed, and an .xdmf beside it, which would
/// refer to the new one. Errors: OutputError on all ranks.
Hdf5Handle create_shared_file(MPI_Comm comm, const std::filesystem::path& file,
                              const MpiIoHints& hints = {});

/// Writes the attributes of / and the texts under /input. Errors: OutputError, on the rank where
/// they occur.
void write_header(MPI_Comm comm, hid_t file, const std::string& schema, const RunHeader& header);

}  // namespace loschmidt::output

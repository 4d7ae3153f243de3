// Reservation of disk space before it is needed. OpenMPI's collective writes lose the error of a
// full disk, and HDF5 waits for ever when one rank fails alone in a flush. Therefore rank 0
// reserves the space first, and all ranks can stop together. Serial: call it on one rank.
#pragma once

#include <cstdint>
#include <filesystem>

namespace loschmidt::output {

/// Reserves `bytes` of the file system beyond the present end of the file (its size stays; a
/// missing file is made). If the file system cannot reserve, its free space is compared. Errors:
/// OutputError when disk, quota or the process's file size limit leave too little.
void reserve_space(const std::filesystem::path& file, std::uint64_t bytes);

/// Releases reserved space that was not used.
void release_space(const std::filesystem::path& file);

}  // namespace loschmidt::output

// Room on the disk, asked for before it is needed. OpenMPI's collective writes lose the error of a
// full disk, and HDF5 waits for ever when one rank fails alone in a flush; so rank 0 makes sure of
// the room first and all ranks can stop together. Serial: call it on one rank.
#pragma once

#include <cstdint>
#include <filesystem>

namespace loschmidt::output {

/// Makes the file system set aside `bytes` behind the present end of the file (its size stays; a
/// missing file is made). Where the file system cannot set aside, its free space is compared.
/// Errors: OutputError when disk, quota or the process's file size limit leave too little.
void reserve_space(const std::filesystem::path& file, std::uint64_t bytes);

/// Gives back what was set aside and not used.
void release_space(const std::filesystem::path& file);

}  // namespace loschmidt::output

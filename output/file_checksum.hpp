// Checksums that tell whether the content of a file has changed.
#pragma once

#include <cstdint>
#include <filesystem>

namespace loschmidt::output {

/// Returns the CRC-32 (that of zip and PNG) of the bytes of a file. Errors: OutputError when it
/// cannot be read.
std::uint32_t file_checksum(const std::filesystem::path& path);

/// Appends the checksum of the content to a file. HDF5 ignores these four bytes at the end of its
/// files. Errors: OutputError.
void seal_file(const std::filesystem::path& path);
/// Checks that the file is a regular one and has not changed since it was sealed. Errors:
/// OutputError if not.
void require_seal(const std::filesystem::path& path);

}  // namespace loschmidt::output

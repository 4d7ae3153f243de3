// Datasets of a file shared by several ranks. Every function is collective and takes the same
// arguments on every rank: whole arrays, of which each rank writes its own rows. Errors:
// OutputError, on the rank where they occur (see parallel/collective.hpp).
#pragma once

#include <mpi.h>

#include <string>
#include <string_view>
#include <vector>

#include "output/hdf5.hpp"
#include "output/run_layout.hpp"

namespace loschmidt::output {

using Shape = std::vector<hsize_t>;

struct Dataset {
  std::string path;
  Number number;
  Shape shape;
  Hdf5Handle id;
};

struct Description {
  std::string units;
  std::string long_name;
};

/// Returns the HDF5 type of a number, in memory and in the file.
hid_t hdf5_type(Number number);

/// Creates a dataset that reads as NaN (counts: 2^64 − 1) until written, and the groups of its
/// path. With an empty `chunk` it is contiguous; otherwise it has shuffle + gzip and is allocated
/// chunk by chunk.
Dataset create_dataset(hid_t file, const std::string& path, Number number, const Shape& shape,
                       const Shape& chunk, const Description& description);

/// Creates a virtual dataset at `path`: `source` with its last axis extended to 3 components by
/// zeros. It holds no data.
Dataset create_vector_view(hid_t file, const std::string& path, const Dataset& source,
                           const Description& description);

/// Creates a scalar text of fixed length, since HDF5 cannot write texts of variable length in
/// parallel.
void create_text(hid_t file, const std::string& path, const std::string& text,
                 const Description& description, MPI_Comm comm);

/// Writes the part of the dataset at the leading indices `at` (empty: all of it). `data` is that
/// whole part on every rank. Each rank writes its rows along the first remaining axis; if there is
/// none, rank 0 writes. Ranks without rows take part with an empty selection.
void write_part(MPI_Comm comm, const Dataset& dataset, const Shape& at, const void* data);

/// make_scale makes `scale` a dimension scale called `name`. attach_scale attaches it to axis
/// `axis` of a dataset.
void make_scale(const Dataset& scale, const std::string& name);
void attach_scale(const Dataset& dataset, const Dataset& scale, unsigned axis);

}  // namespace loschmidt::output

// A reader of a score field in a file (reverse.score = "file.h5:/path"). The field is checked
// against the run and read slice by slice as time ascends. Serial.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/case/case.hpp"
#include "meshes/mesh.hpp"
#include "output/gridded_field.hpp"

namespace loschmidt::setup {

/// Reads the field and interpolates it in time.
class ScoreReader {
 public:
  /// Opens and checks the file. Errors: std::invalid_argument unless the file holds a field at the
  /// centres of the mesh's cells that covers the times from `first` to `last`.
  ScoreReader(const input::DatasetFile& file, const meshes::Mesh& mesh, double first, double last);

  /// The field at time t, d components per cell in natural order, linear between the two times
  /// around t. Each slice is read once if t ascends. Errors: std::invalid_argument where a value is
  /// not finite.
  std::vector<double> at(double t);

 private:
  struct Slice {
    std::size_t rank;  // index of its time in times_
    std::vector<double> values;
  };
  void check_shape(const meshes::Mesh& mesh) const;
  void check_centers(const meshes::Mesh& mesh) const;
  void check_times(double first, double last) const;
  Slice read(std::size_t rank) const;

  std::string name_;
  int components_;
  output::GriddedField field_;
  bool descending_;
  std::vector<double> times_;  // ascending
  Slice left_;
  Slice right_;
};

}  // namespace loschmidt::setup

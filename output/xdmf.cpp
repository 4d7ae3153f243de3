#include "output/xdmf.hpp"

#include <fmt/format.h>

#include <vector>

#include "output/run_layout.hpp"
#include "output/text_file.hpp"
#include "parallel/collective.hpp"

namespace loschmidt::output {

namespace {

constexpr std::string_view item =
    R"(<DataItem Dimensions="{}" NumberType="Float" Precision="8" Format="{}">{}</DataItem>)";

template <class Values>
std::string spaced(const Values& values) {
  return fmt::format("{}", fmt::join(values, " "));
}

/// Returns the numbers of cells (plus `extra`) along z, y, x: ParaView needs all three axes.
std::string three_axes(const meshes::Mesh& mesh, int extra) {
  const auto n = [&](int a) { return a < mesh.dimension() ? mesh.extent(a) + extra : 1; };
  return fmt::format("{} {} {}", n(2), n(1), n(0));
}

std::string geometry(const std::string& run_file, const meshes::Mesh& mesh) {
  std::string text = fmt::format(R"(  <Topology TopologyType="3DRectMesh" Dimensions="{}"/>)"
                                 "\n  <Geometry GeometryType=\"VXVYVZ\">\n",
                                 three_axes(mesh, 1));
  for (int a = 0; a < 3; ++a) {
    const bool present = a < mesh.dimension();
    const std::string edges =
        present ? fmt::format("{}:/mesh/{}_edges", run_file, "xyz"[a]) : std::string("0");
    text += "    " +
            fmt::format(item, present ? mesh.extent(a) + 1 : 1, present ? "HDF" : "XML", edges) +
            "\n";
  }
  return text + "  </Geometry>\n";
}

/// Returns a reference to one snapshot: path|start:stride:count:shape of the whole dataset. (A
/// DataItem of type HyperSlab is equivalent, but ParaView 5.11 drops such an array silently.)
std::string hyperslab(const std::string& run_file, const ParaviewArray& array,
                      const meshes::Mesh& mesh, std::size_t times, int snapshot) {
  std::vector<std::size_t> shape = snapshot_shape(mesh, Extent::cells);
  if (array.components > 1) shape.push_back(static_cast<std::size_t>(array.components));
  std::vector<std::size_t> start(shape.size() + 1, 0);
  const std::vector<std::size_t> stride(shape.size() + 1, 1);
  start[0] = static_cast<std::size_t>(snapshot);
  const std::string rest = spaced(shape);
  return fmt::format("{}:{}|{}:{}:1 {}:{} {}", run_file, array.dataset, spaced(start),
                     spaced(stride), rest, times, rest);
}

std::string attribute(const std::string& run_file, const ParaviewArray& array,
                      const meshes::Mesh& mesh, std::size_t times, int snapshot) {
  const bool vector = array.components > 1;
  const std::string dimensions = three_axes(mesh, 0) + (vector ? " 3" : "");
  return fmt::format(
      "  <Attribute Name=\"{}\" AttributeType=\"{}\" Center=\"Cell\">\n    {}\n"
      "  </Attribute>\n",
      array.name, vector ? "Vector" : "Scalar",
      fmt::format(item, dimensions, "HDF", hyperslab(run_file, array, mesh, times, snapshot)));
}

}  // namespace

std::string xdmf_text(const std::string& run_file, const meshes::Mesh& mesh,
                      std::span<const double> times, int written, const RunContents& contents) {
  std::string text =
      "<?xml version=\"1.0\"?>\n<Xdmf Version=\"3.0\"><Domain>\n"
      "<Grid Name=\"forward\" GridType=\"Collection\" CollectionType=\"Temporal\">\n";
  for (int k = 0; k < written; ++k) {
    text +=
        fmt::format("<Grid Name=\"snapshot {}\" GridType=\"Uniform\">\n  <Time Value=\"{}\"/>\n", k,
                    times[static_cast<std::size_t>(k)]);
    text += geometry(run_file, mesh);
    for (const ParaviewArray& array : paraview_arrays())
      if (array.condition(contents)) text += attribute(run_file, array, mesh, times.size(), k);
    text += "</Grid>\n";
  }
  return text + "</Grid>\n</Domain></Xdmf>\n";
}

void write_xdmf(MPI_Comm comm, const std::filesystem::path& file, const std::string& run_file,
                const meshes::Mesh& mesh, std::span<const double> times, int written,
                const RunContents& contents) {
  parallel::on_root(
      comm, [&] { replace_file(file, xdmf_text(run_file, mesh, times, written, contents)); });
}

}  // namespace loschmidt::output

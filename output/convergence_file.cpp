#include "output/convergence_file.hpp"

#include "output/dataset.hpp"
#include "output/disk_space.hpp"
#include "output/hdf5_reading.hpp"
#include "output/new_file.hpp"
#include "parallel/collective.hpp"
#include "parallel/output_error.hpp"

namespace loschmidt::output {

namespace {

std::vector<double> in_a_row(const std::vector<std::vector<double>>& rows) {
  std::vector<double> values;
  for (const auto& row : rows) values.insert(values.end(), row.begin(), row.end());
  return values;
}

std::uint64_t bytes_of(const RunHeader& header, const ConvergenceRecord& record) {
  const std::uint64_t table = record.refinements.size() * record.times.size() * sizeof(double);
  return header.case_text.size() + header.resolved_text.size() + 2 * record.columns.size() * table;
}

class Writer {
 public:
  Writer(MPI_Comm comm, hid_t file) : comm_(comm), file_(file) {}

  Dataset add(const std::string& name, const Shape& shape, const std::vector<double>& values,
              const std::string& long_name) const {
    Dataset dataset =
        create_dataset(file_, "/converge/" + name, Number::real, shape, {}, {"1", long_name});
    write_part(comm_, dataset, {}, values.data());
    return dataset;
  }

 private:
  MPI_Comm comm_;
  hid_t file_;
};

void write_table(MPI_Comm comm, hid_t file, const ConvergenceRecord& record) {
  const Hdf5Handle group = create_group(file, "/converge");
  put_attribute(group.get(), "parameter", record.parameter);
  const Writer writer(comm, file);
  const Shape levels{record.refinements.size()};
  const Shape times{record.times.size()};
  const Shape table{levels[0], times[0]};
  const auto refinement = writer.add("refinement", levels, record.refinements, record.refined);
  const auto time = writer.add("time", times, record.times, "forward time of the errors");
  make_scale(refinement, "refinement");
  make_scale(time, "time");
  const auto add = [&](const std::string& name, const auto& rows, const std::string& long_name) {
    const auto dataset = writer.add(name, table, in_a_row(rows), long_name);
    attach_scale(dataset, refinement, 0);
    attach_scale(dataset, time, 1);
  };
  for (const ConvergenceColumn& column : record.columns) {
    add(column.name, column.values, column.long_name);
    add("order_" + column.name, column.orders, "observed order of " + column.name);
  }
}

std::vector<std::vector<double>> read_rows(hid_t file, const std::string& name,
                                           const ConvergenceRecord& record) {
  const auto values = read_reals(file, "/converge/" + name);
  const std::size_t times = record.times.size();
  if (values.size() != record.refinements.size() * times)
    throw parallel::OutputError(
        "/converge/" + name +
        " has another shape than its levels and times (the file is damaged): repeat "
        "the refinements");
  std::vector<std::vector<double>> rows;
  for (auto row = values.begin(); row != values.end(); row += static_cast<std::ptrdiff_t>(times))
    rows.emplace_back(row, row + static_cast<std::ptrdiff_t>(times));
  return rows;
}

herr_t add_column(hid_t group, const char* name, const H5L_info_t*, void* columns) {
  if (H5Lexists(group, (std::string("order_") + name).c_str(), H5P_DEFAULT) > 0)
    static_cast<std::vector<ConvergenceColumn>*>(columns)->push_back({name, ""});
  return 0;
}

}  // namespace

ConvergenceRecord read_convergence(hid_t file) {
  const Hdf5Handle group = open_object(file, "/converge");
  ConvergenceRecord record{text_attribute(group.get(), "parameter"),
                           "",
                           read_reals(file, "/converge/refinement"),
                           read_reals(file, "/converge/time"),
                           {}};
  check_hdf5(
      H5Literate(group.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, add_column, &record.columns),
      "list the columns of /converge");
  for (ConvergenceColumn& column : record.columns) {
    column.values = read_rows(file, column.name, record);
    column.orders = read_rows(file, "order_" + column.name, record);
  }
  return record;
}

void write_convergence(MPI_Comm comm, const std::filesystem::path& file, const RunHeader& header,
                       const ConvergenceRecord& record) {
  Hdf5Handle handle = create_shared_file(comm, file);
  parallel::on_root(comm,
                    [&] { reserve_space(file, hdf5_bookkeeping + bytes_of(header, record)); });
  parallel::on_all(comm, [&] {
    write_header(comm, handle.get(), "loschmidt-convergence", header);
    write_table(comm, handle.get(), record);
    put_attribute(handle.get(), "status", std::string("complete"));
    check_hdf5(H5Fflush(handle.get(), H5F_SCOPE_GLOBAL), "write " + file.string());
    handle.close("close " + file.string());
  });
  parallel::on_root(comm, [&] { release_space(file); });
}

}  // namespace loschmidt::output

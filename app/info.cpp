#include "app/info.hpp"

#include <fmt/format.h>

#include "output/read_run.hpp"
#include "parallel/failure.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::app {

int InfoCommand::operator()(MPI_Comm comm) const {
  parallel::agree(comm, [&] {
    if (parallel::is_root(comm)) fmt::print("{}", output::describe_run(file));
  });
  return 0;
}

}  // namespace loschmidt::app

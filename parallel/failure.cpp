#include "parallel/failure.hpp"

#include <system_error>
#include <utility>

#include "parallel/collective.hpp"
#include "parallel/error_text.hpp"
#include "parallel/input_error.hpp"
#include "parallel/output_error.hpp"
#include "parallel/shares.hpp"

namespace loschmidt::parallel {

int exit_code(const std::exception& error) {
  if (const auto* failure = dynamic_cast<const Failure*>(&error)) return failure->code();
  if (dynamic_cast<const InputError*>(&error) != nullptr) return input_error;
  if (dynamic_cast<const std::invalid_argument*>(&error) != nullptr) return input_error;
  if (dynamic_cast<const OutputError*>(&error) != nullptr) return output_error;
  if (dynamic_cast<const std::system_error*>(&error) != nullptr) return output_error;
  if (is_out_of_memory(error)) return output_error;
  return numerics_error;
}

void agree(MPI_Comm comm, const std::function<void()>& action) {
  int code = 0;
  std::string message;
  try {
    action();
  } catch (const std::exception& e) {
    code = exit_code(e);
    message = error_text(e);
  }
  const int lowest = lowest_failing_rank(comm, message);
  if (lowest == ranks_in(comm)) return;
  MPI_Bcast(&code, 1, MPI_INT, lowest, comm);
  throw Failure(code, from_root(comm, std::move(message), lowest));
}

namespace {
// Whether all ranks call this within two seconds. A rank that failed alone waits in vain.
bool all_failed(MPI_Comm comm) {
  MPI_Request request = MPI_REQUEST_NULL;
  if (MPI_Ibarrier(comm, &request) != MPI_SUCCESS) return false;
  return completes(request, 2);
}
}  // namespace

void abort_unless_all_failed(MPI_Comm comm, const std::exception& error) {
  if (all_failed(comm)) return;
  print_message(error_text(error));
  MPI_Abort(comm, exit_code(error));
}

int report_failure(MPI_Comm comm, const std::exception& error) {
  abort_unless_all_failed(comm, error);
  if (is_root(comm)) print_message(error_text(error));
  int code = exit_code(error);
  MPI_Allreduce(MPI_IN_PLACE, &code, 1, MPI_INT, MPI_MAX, comm);
  return code;
}

}  // namespace loschmidt::parallel

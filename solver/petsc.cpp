#include "solver/petsc.hpp"

#include <fmt/format.h>

#include <new>
#include <stdexcept>

namespace loschmidt::solver::petsc {

namespace {

// PETSc's error handler: returns the code without printing; check() turns it into an exception.
PetscErrorCode quiet_handler(MPI_Comm, int, const char*, const char*, PetscErrorCode code,
                             PetscErrorType, const char*, void*) {
  return code;
}

}  // namespace

void check(PetscErrorCode code) {
  if (code == 0) return;
  if (code == PETSC_ERR_MEM) throw std::bad_alloc();
  const char* text = nullptr;
  PetscErrorMessage(code, &text, nullptr);
  throw std::runtime_error(
      fmt::format("PETSc failed ({}, error {})", text != nullptr ? text : "no message", code));
}

Session::Session(const std::vector<std::string>& options) {
  std::string program = "loschmidt";
  std::vector<char*> arguments{program.data()};
  std::vector<std::string> copies = options;
  for (auto& o : copies) arguments.push_back(o.data());
  arguments.push_back(nullptr);
  int count = static_cast<int>(arguments.size()) - 1;
  char** values = arguments.data();
  check(PetscPushErrorHandler(quiet_handler, nullptr));
  if (const PetscErrorCode code = PetscInitialize(&count, &values, nullptr, nullptr); code != 0)
    throw std::invalid_argument(
        fmt::format("command line: PETSc does not start with the options behind -- (its error {}): "
                    "correct them, "
                    "and the files that they name",
                    code));
  // Removes PETSc's handler, so that a fault ends the process with its signal and without PETSc's
  // page of advice.
  check(PetscPopSignalHandler());
}

Session::~Session() {
  PetscPopErrorHandler();
  PetscFinalize();
}

std::string version() {
  return fmt::format("{}.{}.{}", PETSC_VERSION_MAJOR, PETSC_VERSION_MINOR, PETSC_VERSION_SUBMINOR);
}

Stage::Stage(const char* name) {
  PetscLogStage stage = -1;
  check(PetscLogStageGetId(name, &stage));
  if (stage < 0) check(PetscLogStageRegister(name, &stage));
  check(PetscLogStagePush(stage));
}

Stage::~Stage() {
  PetscLogStagePop();
}

}  // namespace loschmidt::solver::petsc

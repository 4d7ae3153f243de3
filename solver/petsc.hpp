// PETSc behind thin owners that still hand out the raw handle, so the whole PETSc API stays usable.
#pragma once

#include <petscdmda.h>
#include <petscksp.h>
#include <petscsf.h>

#include <string>
#include <utility>
#include <vector>

namespace loschmidt::solver::petsc {

/// Throws std::bad_alloc where memory ran out, std::runtime_error with PETSc's words on any other.
void check(PetscErrorCode code);

/// PETSc and MPI from here to the end of scope. Options are those after `--` on the command line,
/// besides PETSC_OPTIONS. Errors of PETSc become exceptions, without its banner or stack trace.
class Session {
 public:
  /// Errors: std::invalid_argument when PETSc refuses the options.
  explicit Session(const std::vector<std::string>& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
};

std::string version();

/// Owns one PETSc object; destroyed with its own destructor function.
template <class Object, PetscErrorCode (*Destroy)(Object*)>
class Handle {
 public:
  Handle() = default;
  ~Handle() { reset(); }
  Handle(Handle&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  Object get() const { return object_; }
  /// For functions that create: destroys what is held and gives the place to write to.
  Object* put() {
    reset();
    return &object_;
  }

 private:
  void reset() {
    if (object_ != nullptr) static_cast<void>(Destroy(&object_));
    object_ = nullptr;
  }
  Object object_ = nullptr;
};

using VecHandle = Handle<Vec, VecDestroy>;
using DMHandle = Handle<DM, DMDestroy>;
using MatHandle = Handle<Mat, MatDestroy>;
using SFHandle = Handle<PetscSF, PetscSFDestroy>;
using KSPHandle = Handle<KSP, KSPDestroy>;

/// Named stage of -log_view, from here to the end of scope.
class Stage {
 public:
  explicit Stage(const char* name);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
};

}  // namespace loschmidt::solver::petsc

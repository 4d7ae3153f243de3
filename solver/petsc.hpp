// Thin owners of PETSc objects. They still hand out the raw handle, so that the whole PETSc API can
// be used.
#pragma once

#include <petscdmda.h>
#include <petscksp.h>
#include <petscsf.h>

#include <string>
#include <utility>
#include <vector>

namespace loschmidt::solver::petsc {

/// Throws if `code` is an error: std::bad_alloc where memory ran out, std::runtime_error with
/// PETSc's message on any other.
void check(PetscErrorCode code);

/// Initialises PETSc and MPI, until the end of the scope. `options` are those after `--` on the
/// command line; PETSC_OPTIONS is read too. Errors of PETSc become exceptions, without its banner
/// or stack trace.
class Session {
 public:
  /// Errors: std::invalid_argument when PETSc refuses the options.
  explicit Session(const std::vector<std::string>& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
};

std::string version();

/// Owns one PETSc object and destroys it with the function `Destroy`.
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
  /// For functions that create an object: destroys the one held and returns the address to write
  /// to.
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

/// A named stage of -log_view, until the end of the scope.
class Stage {
 public:
  explicit Stage(const char* name);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
};

}  // namespace loschmidt::solver::petsc

// The directory in which OpenMPI keeps the files of a run that no launcher started.
#pragma once

#include <filesystem>

namespace loschmidt::job {

/// A directory for OpenMPI's files that only this process uses. Without it all such runs of one
/// user share one directory, and the first run to end removes the files of the others, which then
/// report errors for every file they open. It is made in the directory for temporary files
/// (TMPDIR), passed to OpenMPI in the environment and removed with the object. The next run removes
/// directories that killed runs left, or that could not be removed (open files on NFS). The object
/// does nothing where the user named a directory (OMPI_MCA_orte_tmpdir_base) or none can be made
/// and locked; OpenMPI then uses its own. Construct it before MPI_Init; it must outlive
/// MPI_Finalize.
class SessionDirectory {
 public:
  SessionDirectory();
  ~SessionDirectory();
  SessionDirectory(const SessionDirectory&) = delete;
  SessionDirectory& operator=(const SessionDirectory&) = delete;

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // locks path_ while the process lives; without it others remove path_
};

}  // namespace loschmidt::job

// Where OpenMPI keeps the files of a run that no launcher started.
#pragma once

#include <filesystem>

namespace loschmidt::job {

/// A directory of this process's own for OpenMPI's files. Without it all such runs of one user
/// share one, and the first to end removes the files of the others, which then complain of every
/// file they open. Made in the directory for temporary files (TMPDIR), named to OpenMPI in the
/// environment, removed with the object; what runs that were killed left behind, or could not
/// remove (files that were still open, on NFS), is removed when the next one starts. Does nothing,
/// and leaves nothing, where the user named a directory (OMPI_MCA_orte_tmpdir_base) or none can be
/// made and locked: OpenMPI then takes its own. Before MPI_Init, and to outlive MPI_Finalize.
class SessionDirectory {
 public:
  SessionDirectory();
  ~SessionDirectory();
  SessionDirectory(const SessionDirectory&) = delete;
  SessionDirectory& operator=(const SessionDirectory&) = delete;

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // held while the process lives: without it the directory is a dead one's
};

}  // namespace loschmidt::job

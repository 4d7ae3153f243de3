// Checks in a child process, for tests of signals: a noted signal stays noted in its process.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace loschmidt::test {

/// The result of check() in a child process; false if that crashes.
template <class Check>
bool in_child(Check&& check) {
  const pid_t child = fork();
  if (child == 0) _exit(check() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace loschmidt::test

// What is noted of a signal stays noted: tests of it leave this process alone.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace loschmidt::test {

/// What `check` says in a process of its own.
template <class Check>
bool in_child(Check&& check) {
  const pid_t child = fork();
  if (child == 0) _exit(check() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace loschmidt::test

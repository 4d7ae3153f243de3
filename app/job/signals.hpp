// The signals SIGUSR1, SIGUSR2, SIGTERM and SIGINT as requests to stop, from a scheduler or the
// user.
#pragma once

namespace loschmidt::job {

/// Installs handlers: from now on these signals are noted and do not end the process.
void listen_for_signals();

/// The last signal that was noted; 0 if none.
int noted_signal();

/// The name of one of these signals, such as "SIGUSR1"; "a signal" for others.
const char* signal_name(int signal);

}  // namespace loschmidt::job

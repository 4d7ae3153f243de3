// SIGUSR1, SIGUSR2, SIGTERM and SIGINT as a request to stop: a scheduler's warning, or the user's.
#pragma once

namespace loschmidt::job {

/// From now on these signals are noted, and no longer end the process.
void listen_for_signals();

/// The last one noted, 0 if none.
int noted_signal();

/// "SIGUSR1".
const char* signal_name(int signal);

}  // namespace loschmidt::job

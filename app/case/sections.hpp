// The rows of the keys of each section; every section has a file of its own.
#pragma once

#include <span>

#include "app/case/key.hpp"

namespace loschmidt::input {

std::span<const Key> mesh_keys();
std::span<const Key> sde_keys();
std::span<const Key> initial_keys();
std::span<const Key> exact_keys();
std::span<const Key> time_keys();
std::span<const Key> solver_keys();
std::span<const Key> reverse_keys();
std::span<const Key> validation_keys();
std::span<const Key> output_keys();

}  // namespace loschmidt::input

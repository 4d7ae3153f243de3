// Boost.Test compares outcomes, rules and roads, and does not print them.
#pragma once

#include <boost/test/unit_test.hpp>

#include "validation/verdict.hpp"

BOOST_TEST_DONT_PRINT_LOG_VALUE(loschmidt::validation::Outcome)
BOOST_TEST_DONT_PRINT_LOG_VALUE(loschmidt::validation::Rule)
BOOST_TEST_DONT_PRINT_LOG_VALUE(loschmidt::validation::Road)

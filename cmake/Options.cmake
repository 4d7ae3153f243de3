# What every room is compiled with. Contraction is off and nothing may reassociate: the same bits
# on any number of ranks (docs/decisions/0002-same-bits-on-any-rank-count.md).
add_library(loschmidt_options INTERFACE)
target_compile_options(loschmidt_options INTERFACE -ffp-contract=off -fno-fast-math
                       -DOMPI_SKIP_MPICXX -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion)
# A batch of files has no local helpers of its own: there, a name may be that of another file's helper,
# and what a fixture has in an unnamed namespace seems to come from a header.
target_compile_options(loschmidt_options INTERFACE
  $<IF:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>,-Wno-subobject-linkage,-Wshadow>)
if(LOSCHMIDT_WERROR)
  target_compile_options(loschmidt_options INTERFACE -Werror)
endif()
if(LOSCHMIDT_SANITIZE)
  target_compile_options(loschmidt_options INTERFACE -fsanitize=address,undefined
                         -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(loschmidt_options INTERFACE -fsanitize=address,undefined)
endif()
if(LOSCHMIDT_COVERAGE)
  # Ranks of one run count into the same files.
  target_compile_options(loschmidt_options INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(loschmidt_options INTERFACE --coverage)
endif()

# add_room(name SOURCES a.cpp b.cpp LINKS target ...): one folder, one library.
function(add_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_library(loschmidt_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(loschmidt_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(loschmidt_${name} PUBLIC fmt::fmt ${ROOM_LINKS} PRIVATE loschmidt_options)
endfunction()

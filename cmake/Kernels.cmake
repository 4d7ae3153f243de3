# add_kernels(room source OPTIONS ... LINKS ...): loops of a room that are compiled once for every
# processor, and for those with AVX2 and with AVX-512; which are used is decided when the program runs
# (parallel/instruction_sets.hpp, docs/decisions/0014). No flag changes a value: errno is not read, and
# nothing traps; without them a square root keeps a loop from becoming vector instructions. A
# source's options come after those of its target, of which -fno-fast-math would undo the first two.
function(add_kernels room source)
  cmake_parse_arguments(KERNELS "" "" "OPTIONS;LINKS" ${ARGN})
  set(options -fno-math-errno -fno-trapping-math ${KERNELS_OPTIONS})
  if(NOT LOSCHMIDT_SANITIZE AND NOT LOSCHMIDT_COVERAGE)
    list(APPEND options -O3)
  endif()
  set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "${options}")
  add_kernels_for(${room} ${source} portable portable "${KERNELS_LINKS}")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
    add_kernels_for(${room} ${source} avx2 AVX2 "${KERNELS_LINKS}" -mavx2)
    add_kernels_for(${room} ${source} avx512 AVX-512 "${KERNELS_LINKS}"
                    -mavx512f -mavx512dq -mavx512bw -mavx512vl -mprefer-vector-width=512)
  endif()
endfunction()

function(add_kernels_for room source instructions name links)
  set(kernels loschmidt_${room}_kernels_${instructions})
  add_library(${kernels} OBJECT ${source})
  target_include_directories(${kernels} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${kernels} PRIVATE
    LOSCHMIDT_INSTRUCTIONS=${instructions} LOSCHMIDT_INSTRUCTIONS_NAME="${name}")
  target_compile_options(${kernels} PRIVATE ${ARGN})
  target_link_libraries(${kernels} PRIVATE loschmidt_options ${links})
  target_sources(loschmidt_${room} PRIVATE $<TARGET_OBJECTS:${kernels}>)
  set_property(TARGET loschmidt_${room} APPEND PROPERTY LOSCHMIDT_KERNELS $<TARGET_OBJECTS:${kernels}>)
endfunction()

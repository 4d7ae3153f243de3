# The git commit is read at configure time; a tree without git says "unknown".
find_package(Git QUIET)
set(LOSCHMIDT_GIT_COMMIT "unknown")
if(GIT_FOUND)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} describe --always --dirty
                  OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(LOSCHMIDT_GIT_COMMIT "${described}")
  endif()
endif()

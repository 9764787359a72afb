// The same invented maps on every run; RC_PARAMS="seed=5 max_success=1000" tries others.
#include <gtest/gtest.h>

#include <cstdlib>

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  setenv("RC_PARAMS", "seed=1851 max_success=100", 0);
  return RUN_ALL_TESTS();
}

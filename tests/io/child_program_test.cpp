// Programs that behave, fail, hang, or leave others behind.
#include "engine/io/child_program.h"

#include <gmock/gmock.h>
#include <sys/types.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "engine/base/error.h"
#include "tests/io/sample_vectors.h"

namespace vigie {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using How = ProgramEnd::How;

TEST(SplitCommand, PartsWordsAtSpacesOutsideQuotes) {
  EXPECT_THAT(split_command("  mail\t-s 'two words' a\"b c\"d \"\" "),
              ElementsAre("mail", "-s", "two words", "ab cd", ""));
  EXPECT_THAT(split_command(R"(x \n $HOME `y` "it's" *)"), ElementsAre("x", "\\n", "$HOME", "`y`", "it's", "*"));
  for (const char* wrong : {"", "   ", "mail 'me", "mail \"me", "'' x"})
    EXPECT_THROW(split_command(wrong), UsageError) << wrong;
}

class RunProgram : public testing::Test {
 protected:
  ProgramEnd shell(const std::string& script, const std::string& input = "", std::chrono::milliseconds limit = 10s) {
    return run_program({"sh", "-c", script}, folder.path(), input, limit);
  }
  const test::SampleFolder folder;
};

TEST_F(RunProgram, GivesTheInputAndTheFolder) {
  const std::string long_text(3'000'000, 'x');
  const ProgramEnd end = shell("cat > got.txt; exit 7", long_text);
  EXPECT_EQ(end.how, How::exited);
  EXPECT_EQ(end.code, 7);
  EXPECT_EQ(test::read_file(folder / "got.txt"), long_text);
}

TEST_F(RunProgram, NeedsNoReader) {
  EXPECT_EQ(shell("exec <&-; exit 0", std::string(1'000'000, 'x')).how, How::exited);
}

TEST_F(RunProgram, SaysHowItEnded) {
  const ProgramEnd killed = shell("kill -9 $$");
  EXPECT_EQ(killed.how, How::killed_by_signal);
  EXPECT_EQ(killed.code, SIGKILL);
  const ProgramEnd none = run_program({"./no-such-program"}, folder.path(), "", 1s);
  EXPECT_EQ(none.how, How::not_started);
  EXPECT_EQ(none.code, ENOENT);
}

TEST_F(RunProgram, EndsTheWholeGroup) {
  const ProgramEnd end =
      shell("trap '' TERM; sleep 100 & echo $! > child; echo $$ > self; while :; do sleep 1; done", "", 300ms);
  EXPECT_EQ(end.how, How::too_slow);
  for (const char* name : {"child", "self"}) {
    pid_t process = 0;
    std::ifstream(folder / name) >> process;
    ASSERT_GT(process, 0);
    std::this_thread::sleep_for(50ms);
    std::ifstream status("/proc/" + std::to_string(process) + "/stat");
    std::string id, command, state;
    const bool gone = !(status >> id >> command >> state) || state == "Z";
    EXPECT_TRUE(gone) << name;
  }
}

}  // namespace
}  // namespace vigie

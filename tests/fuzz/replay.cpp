// Runs the entry point of a fuzzer without libFuzzer: what its corpus holds, then so many texts made from it by a seed.
//
// Usage: replay_NAME CORPUS TEXTS SEED SECONDS    (it stops early after so many seconds)
// The text that fails is written to failed-NAME in the working directory.
#include <sanitizer/common_interface_defs.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace {

std::string failed_path;
std::string current;

void keep_current() {
  if (std::FILE* file = std::fopen(failed_path.c_str(), "wb")) {
    std::fwrite(current.data(), 1, current.size(), file);
    std::fclose(file);
  }
  std::fprintf(stderr, "failed on a text of %zu bytes, kept as %s\n", current.size(), failed_path.c_str());
}

void on_abort(int) {
  keep_current();
  std::signal(SIGABRT, SIG_DFL);
  std::raise(SIGABRT);
}

std::vector<std::string> corpus_in(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

void run(std::string text) {
  current = std::move(text);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

// Changes a text as a hasty hand, a broken disk or a bad program would.
class Changer {
 public:
  Changer(const std::vector<std::string>& corpus, unsigned seed) : corpus_(&corpus), random_(seed) {}

  std::string next() {
    std::string text = any_text();
    for (std::size_t left = 1 + below(6); left > 0; --left) change(text);
    constexpr std::size_t longest = 4096;
    text.resize(std::min(text.size(), longest));
    return text;
  }

 private:
  // The standard leaves the numbers of its distributions open, those of the generator it fixes.
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  const std::string& any_text() { return (*corpus_)[below(corpus_->size())]; }
  std::string any_piece(const std::string& text) {
    const std::size_t begin = below(text.size() + 1);
    return text.substr(begin, below(text.size() - begin + 1));
  }
  std::string any_token() {
    static const std::vector<std::string> tokens{"\"",
                                                 "\"\"",
                                                 "\n",
                                                 "\r",
                                                 "\r\n",
                                                 ",",
                                                 ";",
                                                 "\t",
                                                 std::string(1, '\0'),
                                                 "\xFF",
                                                 "\xEF\xBB\xBF",
                                                 "\xC3",
                                                 "-",
                                                 ".",
                                                 "e",
                                                 "1e999",
                                                 "-0",
                                                 "99999999999999999999",
                                                 "nan",
                                                 "inf",
                                                 "#",
                                                 "=",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "(",
                                                 ")",
                                                 "%",
                                                 "POINT",
                                                 "MULTIPOLYGON",
                                                 "EMPTY",
                                                 "Z",
                                                 "T",
                                                 "+02:00",
                                                 "24:00:00",
                                                 "23:59:60",
                                                 "02-30",
                                                 "\x1A",
                                                 "\xEF\xBB\xBB"};
    return tokens[below(tokens.size())];
  }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    switch (below(7)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 2:
        text.erase(at, below(9));
        break;
      case 3:
        text.insert(at, any_token());
        break;
      case 4:
        text.insert(at, any_piece(any_text()));
        break;
      case 5:
        text.insert(at, any_piece(text));
        break;
      default:
        text = text.substr(0, at) + any_piece(any_text());
    }
  }

  const std::vector<std::string>* corpus_;
  std::mt19937 random_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fprintf(stderr, "usage: %s CORPUS TEXTS SEED SECONDS\n", arguments[0]);
    return 64;
  }
  failed_path = "failed-" + std::filesystem::path(arguments[1]).filename().string();
  std::signal(SIGABRT, on_abort);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(keep_current);
  const std::vector<std::string> corpus = corpus_in(arguments[1]);
  if (corpus.empty()) {
    std::fprintf(stderr, "%s holds no texts\n", arguments[1]);
    return 66;
  }
  for (const std::string& text : corpus) run(text);
  const auto stop = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(arguments[4]));
  Changer changer(corpus, static_cast<unsigned>(std::atoi(arguments[3])));
  long done = 0;
  for (const long wanted = std::atol(arguments[2]); done < wanted && std::chrono::steady_clock::now() < stop; ++done)
    run(changer.next());
  std::printf("%zu texts of the corpus, %ld made from them\n", corpus.size(), done);
  return 0;
}

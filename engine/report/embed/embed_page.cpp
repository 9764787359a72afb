// Build tool: joins the script and the style of the report, hashes them for its content security policy, and writes
// both as C++ text, so that the program needs no file beside itself.
#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

// What would end the element early, or fetch something, may not stand in it.
std::string without(const std::string& text, const std::vector<std::string>& forbidden) {
  for (const std::string& word : forbidden)
    if (text.find(word) != std::string::npos) throw std::runtime_error("the page would hold " + word);
  return text;
}

std::string script_of(const std::string& path) {
  return std::regex_replace(text_of(path), std::regex("//# sourceMappingURL=[^\n]*"), "") + "\n";
}

// Pictures of controls that the report does not use would be files beside it.
std::string style_of(const std::string& path) {
  return std::regex_replace(text_of(path), std::regex("url\\([^)]*\\)|/\\*# sourceMappingURL=[^\n]*"), "none") + "\n";
}

std::string sha256_base64(const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 failed");
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {encoded.begin(), encoded.begin() + length};
}

// Raw literals in pieces that every compiler takes.
void write_text(std::FILE* out, const char* name, const std::string& text) {
  constexpr std::size_t piece = 8000;
  std::fprintf(out, "constexpr std::string_view %s =\n", name);
  for (std::size_t begin = 0; begin < text.size(); begin += piece)
    std::fprintf(out, "R\"_vigie_(%s)_vigie_\"\n", text.substr(begin, piece).c_str());
  std::fprintf(out, "\"\";\n");
}

void write_source(const std::string& path, const std::string& script, const std::string& style,
                  const std::string& licences) {
  std::FILE* out = std::fopen(path.c_str(), "wb");
  if (!out) throw std::runtime_error(path + ": cannot be written");
  std::fprintf(out,
               "// Made by embed_page.\n#include \"engine/report/page_parts.h\"\nnamespace vigie {\nnamespace {\n");
  write_text(out, "script_text", script);
  write_text(out, "style_text", style);
  write_text(out, "licence_text", licences);
  std::fprintf(out,
               "}  // namespace\nPagePart page_script() { return {script_text, \"%s\"}; }\n"
               "PagePart page_style() { return {style_text, \"%s\"}; }\n"
               "std::string_view page_licences() { return licence_text; }\n}  // namespace vigie\n",
               sha256_base64(script).c_str(), sha256_base64(style).c_str());
  if (std::fclose(out) != 0) throw std::runtime_error(path + ": cannot be written");
}

// Arguments: OUT, then files by their ending: .js and .css in the order in which they stand in the page, others are
// licences.
void embed(std::span<const std::string> arguments) {
  std::string script, style, licences;
  for (const std::string& path : arguments.subspan(1)) {
    if (path.ends_with(".js"))
      script += script_of(path);
    else if (path.ends_with(".css"))
      style += style_of(path);
    else
      licences += text_of(path) + "\n";
  }
  write_source(arguments.front(), without(script, {"</script", "<!--", "sourceMappingURL"}),
               without(style, {"</style", "<!--", "sourceMappingURL", "@import", "url("}), licences);
}

}  // namespace

int main(int count, char** words) {
  try {
    const std::vector<std::string> arguments(words + 1, words + count);
    if (arguments.size() < 2) throw std::runtime_error("usage: embed_page OUT.cpp FILE...");
    embed(arguments);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "embed_page: %s\n", error.what());
    return 1;
  }
}

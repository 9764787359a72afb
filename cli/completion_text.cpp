// One script for each shell, from the outline of the commands.
#include "cli/completion_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/command_outline.h"
#include "engine/base/error.h"
#include "engine/base/words.h"

namespace vigie::cli {
namespace {

std::string spaced(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::vector<std::string> command_names(const std::vector<CommandOutline>& commands) {
  std::vector<std::string> names;
  for (const CommandOutline& command : commands) names.push_back(command.name);
  return names;
}

// Words that stand where a file would: names of sections, shells.
std::vector<std::string> operand_words(const CommandOutline& command) {
  if (command.name == "help") return help_names();
  if (command.name == "completion") return {"bash", "zsh", "fish"};
  return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// ---------------------------------------------------------------- bash

std::string bash_cases(const CommandOutline& command) {
  std::string text;
  for (const FlagOutline& flag : command.flags) {
    if (!flag.takes_value) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : flag.names) patterns.push_back(command.name + ":" + name);
    const std::string pattern = fmt::format("{}", fmt::join(patterns, "|"));
    if (std::ranges::find(flag.names, "--set") != flag.names.end())
      text += fmt::format(
          "    {}) compopt -o nospace; COMPREPLY=($(compgen -S = -W \"$keys\" -- \"$cur\")); return ;;\n", pattern);
    else if (!flag.choices.empty())
      text += fmt::format("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$cur\")); return ;;\n", pattern,
                          spaced(flag.choices));
    else
      text += fmt::format("    {}) return ;;\n", pattern);
  }
  return text;
}

std::string bash_script(const std::vector<CommandOutline>& commands) {
  std::string values, flags;
  for (const CommandOutline& command : commands) {
    std::vector<std::string> names;
    for (const FlagOutline& flag : command.flags) names.insert(names.end(), flag.names.begin(), flag.names.end());
    values += bash_cases(command);
    flags += fmt::format("    {}) flags=\"{}\" words=\"{}\" ;;\n", command.name, spaced(names),
                         spaced(operand_words(command)));
  }
  return fmt::format(
      "# bash completion of vigie, made by: vigie completion bash\n"
      "_vigie() {{\n  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} flags= words=\n"
      "  local keys=\"{}\"\n  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"{} --help --version\" -- \"$cur\"))\n"
      "    return\n  fi\n  case ${{COMP_WORDS[1]}}:$prev in\n{}  esac\n  case ${{COMP_WORDS[1]}} in\n{}  esac\n"
      "  case $cur in\n    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$cur\")) ;;\n"
      "    *) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n  esac\n}}\n"
      "complete -o bashdefault -o default -F _vigie vigie\n",
      spaced(setting_names()), spaced(command_names(commands)), values, flags);
}

// ---------------------------------------------------------------- zsh

std::string zsh_quoted(const std::string& text) {
  std::string safe = replaced(replaced(text, "[", "("), "]", ")");
  return replaced(replaced(safe, ":", "\\:"), "'", "'\\''");
}

std::string zsh_flags(const CommandOutline& command) {
  std::string text;
  for (const FlagOutline& flag : command.flags)
    for (const std::string& name : flag.names) {
      text += fmt::format("      '{}[{}]", name, zsh_quoted(flag.help));
      if (name == "--set")
        text += ":setting:($keys)";
      else if (!flag.choices.empty())
        text += fmt::format(":value:({})", spaced(flag.choices));
      else if (flag.takes_value)
        text += ":value:_files";
      text += "' \\\n";
    }
  return text;
}

std::string zsh_script(const std::vector<CommandOutline>& commands) {
  std::string names, cases;
  for (const CommandOutline& command : commands) {
    names += fmt::format("    '{}:{}'\n", command.name, zsh_quoted(command.help));
    const std::vector<std::string> words = operand_words(command);
    cases += fmt::format("    {}) _arguments -S \\\n{}      '*:operand:{}' ;;\n", command.name, zsh_flags(command),
                         words.empty() ? "_files" : "(" + spaced(words) + ")");
  }
  cases = replaced(cases, "($keys)", "(" + spaced(setting_names()) + ")");
  return fmt::format(
      "#compdef vigie\n# zsh completion of vigie, made by: vigie completion zsh\n_vigie() {{\n  local -a commands\n"
      "  commands=(\n{}  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n{}  esac\n}}\n"
      "if [ \"$funcstack[1]\" = _vigie ]; then _vigie \"$@\"; else compdef _vigie vigie; fi\n",
      names, cases);
}

// ---------------------------------------------------------------- fish

std::string fish_quoted(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_flag(const CommandOutline& command, const FlagOutline& flag) {
  std::string line = fmt::format("complete -c vigie -n '__fish_seen_subcommand_from {}'", command.name);
  for (const std::string& name : flag.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (flag.takes_value) line += " -r";
  const bool is_set = std::ranges::find(flag.names, "--set") != flag.names.end();
  const std::vector<std::string> choices = is_set ? setting_names() : flag.choices;
  if (!choices.empty()) line += " -f -a " + fish_quoted(spaced(choices));
  return line + " -d " + fish_quoted(flag.help) + "\n";
}

std::string fish_script(const std::vector<CommandOutline>& commands) {
  std::string text = "# fish completion of vigie, made by: vigie completion fish\n";
  for (const CommandOutline& command : commands)
    text += fmt::format("complete -c vigie -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                        fish_quoted(command.help));
  for (const CommandOutline& command : commands) {
    if (const std::vector<std::string> words = operand_words(command); !words.empty())
      text += fmt::format("complete -c vigie -n '__fish_seen_subcommand_from {}' -f -a {}\n", command.name,
                          fish_quoted(spaced(words)));
    for (const FlagOutline& flag : command.flags) text += fish_flag(command, flag);
  }
  return text;
}

}  // namespace

std::string completion_script(const std::string& shell) {
  const std::vector<CommandOutline> commands = command_outlines();
  if (shell == "bash") return bash_script(commands);
  if (shell == "zsh") return zsh_script(commands);
  if (shell == "fish") return fish_script(commands);
  throw UsageError(fmt::format("there is no completion for '{}'; bash, zsh and fish have one", printable(shell)));
}

}  // namespace vigie::cli

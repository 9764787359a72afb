// A commented job file for inputs that vigie has looked at.
#pragma once

#include <string>

#include "engine/job/job_file.h"
#include "engine/job/progress.h"

namespace vigie {

/// Reads the job's inputs, settles everything that can be chosen from them, and gives the job file as TOML text: every
/// guess is a line with a comment, every other key a commented line with its help.
std::string starter_job(Job job, const Listener& listener);

}  // namespace vigie

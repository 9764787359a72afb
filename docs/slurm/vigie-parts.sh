#!/bin/sh
# Does one job of vigie as a Slurm job array: plan, parts side by side, merge.
#
#   vigie-parts.sh JOB.toml PARTS OUT.gpkg [sbatch option]...
#
# Prints the number of the Slurm job that merges. Wait for it with: srun --dependency=afterany:NUMBER true
# Everything lies beside the job file, on storage that all nodes see: the parts and their logs in JOB.parts/.
# A part that is lost with its node is requeued by Slurm and gives the same bytes; the merge starts once all parts
# have succeeded, and refuses what is no whole set of them.
set -eu

[ $# -ge 3 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 64; }
job=$(realpath "$1") count=$2 output=$(realpath -m "$3")
shift 3
vigie=$(command -v "${VIGIE:-vigie}") || { echo "vigie is not on the PATH; set VIGIE" >&2; exit 66; }
folder=${job%.toml}.parts
mkdir -p "$folder"

# Names go to the tasks as variables, so that no letter in them means anything to a shell.
export VIGIE_PROGRAM="$vigie" VIGIE_JOB="$job" VIGIE_FOLDER="$folder" VIGIE_COUNT="$count" VIGIE_OUTPUT="$output"

plan=$(sbatch --parsable --requeue --job-name=vigie-plan --output="$folder/plan.log" "$@" <<'TASK'
#!/bin/sh
exec "$VIGIE_PROGRAM" plan "$VIGIE_JOB" --parts "$VIGIE_COUNT" --progress none
TASK
)

parts=$(sbatch --parsable --requeue --job-name=vigie-part --array="1-$count" --dependency="afterok:${plan%%;*}" \
        --kill-on-invalid-dep=yes --output="$folder/part-%a.log" --open-mode=append "$@" <<'TASK'
#!/bin/sh
exec "$VIGIE_PROGRAM" run "$VIGIE_JOB" --part "$SLURM_ARRAY_TASK_ID/$VIGIE_COUNT" \
  -o "$VIGIE_FOLDER/$SLURM_ARRAY_TASK_ID.part" --threads "${SLURM_CPUS_ON_NODE:-1}" --progress none
TASK
)

merge=$(sbatch --parsable --requeue --job-name=vigie-merge --dependency="afterok:${parts%%;*}" \
        --kill-on-invalid-dep=yes --output="$folder/merge.log" "$@" <<'TASK'
#!/bin/sh
set --
part=1
while [ "$part" -le "$VIGIE_COUNT" ]; do
  set -- "$@" "$VIGIE_FOLDER/$part.part"
  part=$((part + 1))
done
exec "$VIGIE_PROGRAM" merge "$VIGIE_JOB" "$@" -o "$VIGIE_OUTPUT" --progress none
TASK
)

echo "${merge%%;*}"

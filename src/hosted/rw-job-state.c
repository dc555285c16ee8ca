/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-job-state.h"

#define TO(state) (1u << RW_JOB_##state)

static const struct
{
  const char *word;
  guint moves; /* one bit for each state it may move to */
} states[RW_N_JOB_STATES] = {
  [RW_JOB_QUEUED] = { "QUEUED", TO (PROCESSING) | TO (FAILED) | TO (CANCELLED) },
  [RW_JOB_PROCESSING] = { "PROCESSING",
                          TO (QUEUED) | TO (COMPLETED) | TO (FAILED) | TO (CANCELLED) },
  [RW_JOB_COMPLETED] = { "COMPLETED", 0 },
  [RW_JOB_FAILED] = { "FAILED", TO (QUEUED) },
  [RW_JOB_CANCELLED] = { "CANCELLED", TO (QUEUED) },
};

/* Words of the hosted original. */
static const struct
{
  const char *word;
  RwJobState state;
} others[] = {
  { "PENDING", RW_JOB_QUEUED },
  { "RUNNING", RW_JOB_PROCESSING },
};

const char *
rw_job_state_get_word (RwJobState state)
{
  return states[state].word;
}

gboolean
rw_job_state_parse (const char *word, RwJobState *state)
{
  for (guint i = 0; i < RW_N_JOB_STATES; i++)
    if (g_ascii_strcasecmp (word, states[i].word) == 0)
      {
        *state = i;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (word, others[i].word) == 0)
      {
        *state = others[i].state;
        return TRUE;
      }
  return FALSE;
}

gboolean
rw_job_state_can_move (RwJobState from, RwJobState to)
{
  return (states[from].moves & (1u << to)) != 0;
}

gboolean
rw_job_state_is_final (RwJobState state)
{
  return state == RW_JOB_COMPLETED || state == RW_JOB_FAILED || state == RW_JOB_CANCELLED;
}

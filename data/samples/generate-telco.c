/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes invented customers of a telephone company to standard output, as CSV with the columns and
 * levels of IBM's Telco customer churn set. No row of that set is used: the tables below hold
 * rounded shares of it, and a seeded generator draws every customer from them.
 *
 * Only integers are used, so the same ROWS and seed give the same bytes on every machine. A row
 * depends on the seed and its own number alone: more rows, or --label, change none of its fields.
 * The sample beside this file is made again by:
 *
 *     generate-telco 7000 > telco-sample.csv
 */

#include <glib.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_ROWS     100000000
#define MAX_TENURE   72 /* months */
#define N_CONTRACT   3
#define ID_NUMBERS   10000    /* 10^4: the digits of an id */
#define ID_LETTERS   11881376 /* 26^5: its letters */
#define FLUSH_BYTES  65536
#define BASE_SCORE   (-9)
#define LOWEST_SCORE (-60)
#define SCORE_STEP   5

/* The columns of levels, in the order of the file; tenure stands after DEPENDENTS. */
enum
{
  GENDER,
  SENIOR,
  PARTNER,
  DEPENDENTS,
  PHONE,
  LINES,
  INTERNET,
  SECURITY,
  BACKUP,
  PROTECTION,
  SUPPORT,
  TV,
  MOVIES,
  CONTRACT,
  PAPERLESS,
  PAYMENT,
  N_COLUMNS
};

/* Levels of the columns that answer yes or no. */
enum
{
  NO,
  YES,
  NO_SERVICE
};

/* Levels of INTERNET. */
enum
{
  DSL,
  FIBER,
  NO_INTERNET,
  N_INTERNET
};

typedef struct
{
  guint level[N_COLUMNS];
  gint tenure;  /* months */
  gint monthly; /* cents */
  gint total;   /* cents */
} Customer;

typedef struct
{
  const gchar *name;
  gint points; /* tenths of the log-odds of churn */
  gint cents;  /* part of the monthly charge */
} Level;

/* The chance in 1000 that an internet customer has one of the columns SECURITY to MOVIES. */
typedef struct
{
  gint internet[NO_INTERNET];
  gint contract[N_CONTRACT];
  gint year;  /* for each year of tenure */
  gint taste; /* per cent of the customer's taste for films */
} Extra;

static const gchar header[] =
    "customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,"
    "InternetService,OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,"
    "StreamingMovies,Contract,PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges";

static const Level levels[N_COLUMNS][4] = {
  [GENDER] = { { "Female", 0, 0 }, { "Male", 0, 0 } },
  [SENIOR] = { { "0", 0, 0 }, { "1", 2, 0 } },
  [PARTNER] = { { "No", 0, 0 }, { "Yes", 0, 0 } },
  [DEPENDENTS] = { { "No", 0, 0 }, { "Yes", -1, 0 } },
  [PHONE] = { { "No", 0, 0 }, { "Yes", 0, 2000 } },
  [LINES] = { { "No", 0, 0 }, { "Yes", 3, 500 }, { "No phone service", 5, 0 } },
  [INTERNET] = { { "DSL", 8, 2500 }, { "Fiber optic", 18, 5000 }, { "No", 0, 0 } },
  [SECURITY] = { { "No", 0, 0 }, { "Yes", -4, 500 }, { "No internet service", 0, 0 } },
  [BACKUP] = { { "No", 0, 0 }, { "Yes", -1, 500 }, { "No internet service", 0, 0 } },
  [PROTECTION] = { { "No", 0, 0 }, { "Yes", 0, 500 }, { "No internet service", 0, 0 } },
  [SUPPORT] = { { "No", 0, 0 }, { "Yes", -3, 500 }, { "No internet service", 0, 0 } },
  [TV] = { { "No", 0, 0 }, { "Yes", 3, 1000 }, { "No internet service", 0, 0 } },
  [MOVIES] = { { "No", 0, 0 }, { "Yes", 3, 1000 }, { "No internet service", 0, 0 } },
  [CONTRACT] = { { "Month-to-month", 0, 0 }, { "One year", -7, 0 }, { "Two year", -17, 0 } },
  [PAPERLESS] = { { "No", 0, 0 }, { "Yes", 3, 0 } },
  [PAYMENT] = { { "Bank transfer (automatic)", 1, 0 },
                { "Credit card (automatic)", 0, 0 },
                { "Electronic check", 4, 0 },
                { "Mailed check", 0, 0 } },
};

static const struct
{
  gint months; /* the band's last */
  gint points;
} tenure_bands[] = { { 1, 0 },    { 3, -8 },   { 6, -9 },   { 12, -14 },
                     { 24, -17 }, { 48, -21 }, { 60, -24 }, { MAX_TENURE, -27 } };

/* Chances of churn in 1000 at every SCORE_STEP from LOWEST_SCORE: the logistic curve. The points
 * above reach from -54 to 27. */
static const gint churn_chances[] = { 2,   4,   7,   11,  18,  29,  47,  76,  119, 182,
                                      269, 378, 500, 622, 731, 818, 881, 924, 953, 971 };

/* Tenths of the tenures under each contract, from the shortest to the longest. */
static const gint tenure_tenths[N_CONTRACT][11] = {
  { 1, 1, 2, 4, 8, 12, 17, 24, 33, 46, MAX_TENURE },
  { 0, 14, 23, 30, 37, 44, 50, 55, 61, 67, MAX_TENURE },
  { 0, 26, 44, 52, 60, 64, 68, 70, MAX_TENURE, MAX_TENURE, MAX_TENURE },
};

/* How far, in 1000, each internet service moves a customer along those tenths. */
static const gint tenure_tilts[N_INTERNET][N_CONTRACT] = { { -200, -100, 150 },
                                                           { 350, 700, 800 },
                                                           { -950, -900, -600 } };

/* Shares in 1000; the last level of a column takes what is left. */
static const gint internet_shares[2][N_INTERNET - 1] = { { 366, 384 }, { 227, 728 } };
static const gint contract_shares[N_INTERNET][N_CONTRACT - 1] = { { 505, 235 },
                                                                  { 687, 174 },
                                                                  { 343, 239 } };
static const gint dependents_shares[2][2] = { { 115, 14 }, { 589, 145 } };
static const gint lines_shares[N_INTERNET] = { 160, 390, 10 };
static const gint payment_shares[N_INTERNET][N_CONTRACT][3] = {
  { { 160, 150, 390 }, { 255, 300, 205 }, { 355, 380, 90 } },
  { { 155, 140, 610 }, { 290, 280, 365 }, { 380, 360, 215 } },
  { { 125, 125, 130 }, { 245, 210, 95 }, { 280, 300, 30 } },
};
static const gint paperless_shares[N_INTERNET] = { 549, 774, 292 };
static const Extra extras[] = {
  { { 243, 68 }, { 0, 143, 272 }, 52, 0 },    { { 168, 161 }, { 0, 32, 52 }, 95, 0 },
  { { 157, 198 }, { 0, 162, 275 }, 64, 40 },  { { 244, 104 }, { 0, 215, 447 }, 28, 15 },
  { { 175, 374 }, { 0, 112, 187 }, 53, 100 }, { { 179, 368 }, { 0, 112, 183 }, 56, 100 },
};

/* The output function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* A number from 0 to below @n. */
static gint
draw (guint64 *state, gint n)
{
  *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (gint) (((mix (*state) >> 32) * (guint64) n) >> 32);
}

static guint
draw_yes (guint64 *state, gint chance)
{
  return draw (state, 1000) < chance ? YES : NO;
}

/* A level by its share; the level after the last of the @n_shares takes what is left. */
static guint
draw_level (guint64 *state, const gint *shares, guint n_shares)
{
  gint rest = draw (state, 1000);
  guint level = 0;

  while (level < n_shares && rest >= shares[level])
    rest -= shares[level++];
  return level;
}

/* Between the tenths of the contract; a tilt below 1000 keeps the place within 0 and 9999. */
static gint
draw_tenure (guint64 *state, guint internet, guint contract)
{
  const gint *tenths = tenure_tenths[contract];
  gint place = draw (state, 10000);

  place += place * (10000 - place) / 10000 * tenure_tilts[internet][contract] / 1000;

  tenths += place / 1000;
  return tenths[0] + ((tenths[1] - tenths[0]) * (place % 1000) + 500) / 1000;
}

static void
draw_contract (guint64 *state, Customer *customer)
{
  guint *level = customer->level;

  level[GENDER] = draw_yes (state, 505);
  level[SENIOR] = draw_yes (state, 162);
  level[INTERNET] = draw_level (state, internet_shares[level[SENIOR]], N_INTERNET - 1);

  guint internet = level[INTERNET];

  level[CONTRACT] = draw_level (state, contract_shares[internet], N_CONTRACT - 1);
  level[PAPERLESS] = draw_yes (state, paperless_shares[internet]);
  level[PAYMENT] = draw_level (state, payment_shares[internet][level[CONTRACT]], 3);
  customer->tenure = draw_tenure (state, internet, level[CONTRACT]);
  level[PARTNER] = draw_yes (state, 235 + customer->tenure * 92 / 12);
  level[DEPENDENTS] = draw_yes (state, dependents_shares[level[PARTNER]][level[SENIOR]]);
}

static void
draw_services (guint64 *state, Customer *customer)
{
  guint *level = customer->level;
  guint internet = level[INTERNET];
  gint taste = draw (state, 901) - 450;

  level[PHONE] = draw_yes (state, internet == DSL ? 718 : 1000);
  level[LINES] = draw_yes (state, lines_shares[internet] + customer->tenure * 85 / 12);
  if (level[PHONE] == NO)
    level[LINES] = NO_SERVICE;
  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    {
      const Extra *extra = &extras[i];

      level[SECURITY + i] = NO_SERVICE;
      if (internet != NO_INTERNET)
        level[SECURITY + i] =
            draw_yes (state, extra->internet[internet] + extra->contract[level[CONTRACT]] +
                                 extra->year * customer->tenure / 12 + extra->taste * taste / 100);
    }
}

/* The first bill is the monthly charge; later ones differ from it by up to a third. In steps of
 * five cents, as in IBM's set. */
static void
draw_charges (guint64 *state, Customer *customer)
{
  gint steps = draw (state, 41) + draw (state, 41) + draw (state, 41) - 60;

  customer->monthly = steps * 5;
  for (guint column = 0; column < N_COLUMNS; column++)
    customer->monthly += levels[column][customer->level[column]].cents;
  customer->total = customer->tenure * customer->monthly;
  for (gint month = 1; month < customer->tenure; month++)
    customer->total += customer->monthly * (draw (state, 667) - 333) / 1000 / 5 * 5;
}

static gboolean
draw_churn (guint64 *state, const Customer *customer)
{
  gint score = BASE_SCORE;
  guint band = 0;

  for (guint column = 0; column < N_COLUMNS; column++)
    score += levels[column][customer->level[column]].points;
  while (customer->tenure > tenure_bands[band].months)
    band++;
  score += tenure_bands[band].points - LOWEST_SCORE;

  const gint *chances = &churn_chances[score / SCORE_STEP];
  gint part = score % SCORE_STEP;

  return draw (state, 1000 * SCORE_STEP) < chances[0] * (SCORE_STEP - part) + chances[1] * part;
}

static void
append_number (GString *text, guint number)
{
  if (number > 9)
    append_number (text, number / 10);
  g_string_append_c (text, '0' + number % 10);
}

/* Without zeros at the end, as IBM's set has it: 44, 5798.3, 29.85. */
static void
append_money (GString *text, guint cents)
{
  append_number (text, cents / 100);
  if (cents % 100 == 0)
    return;
  g_string_append_c (text, '.');
  g_string_append_c (text, '0' + cents / 10 % 10);
  if (cents % 10 != 0)
    g_string_append_c (text, '0' + cents % 10);
}

/* A Feistel network on the two halves of the row's number: every number has an id of its own. */
static void
append_id (GString *text, guint64 key, guint64 row)
{
  guint64 number = row / ID_LETTERS, letters = row % ID_LETTERS;
  gchar id[] = "0000-AAAAA";

  for (guint64 round = 0; round < 4; round++)
    {
      number = (number + mix (key + 2 * round + (letters << 8)) % ID_NUMBERS) % ID_NUMBERS;
      letters = (letters + mix (key + 2 * round + 1 + (number << 8)) % ID_LETTERS) % ID_LETTERS;
    }
  for (gint i = 3; i >= 0; i--, number /= 10)
    id[i] += number % 10;
  for (gint i = 9; i >= 5; i--, letters /= 26)
    id[i] += letters % 26;
  g_string_append (text, id);
}

static void
append_levels (GString *text, const Customer *customer, guint first, guint last)
{
  for (guint column = first; column <= last; column++)
    {
      g_string_append_c (text, ',');
      g_string_append (text, levels[column][customer->level[column]].name);
    }
}

static void
append_row (GString *text, guint64 key, guint64 row, gboolean label)
{
  guint64 state = mix (key + mix (row));
  Customer customer;

  draw_contract (&state, &customer);
  draw_services (&state, &customer);
  draw_charges (&state, &customer);
  append_id (text, key, row);
  append_levels (text, &customer, GENDER, DEPENDENTS);
  g_string_append_c (text, ',');
  append_number (text, customer.tenure);
  append_levels (text, &customer, PHONE, PAYMENT);
  g_string_append_c (text, ',');
  append_money (text, customer.monthly);
  g_string_append_c (text, ',');
  if (customer.tenure == 0)
    g_string_append_c (text, ' ');
  else
    append_money (text, customer.total);
  if (label)
    g_string_append (text, draw_churn (&state, &customer) ? ",Yes" : ",No");
  g_string_append_c (text, '\n');
}

static gboolean
write_text (GString *text)
{
  gboolean written = fwrite (text->str, 1, text->len, stdout) == text->len;

  g_string_truncate (text, 0);
  return written;
}

static gboolean
write_rows (guint64 seed, guint64 n_rows, gboolean label)
{
  g_autoptr (GString) text = g_string_sized_new (2 * FLUSH_BYTES);

  g_string_append (text, header);
  g_string_append (text, label ? ",Churn\n" : "\n");
  for (guint64 row = 0; row < n_rows; row++)
    {
      append_row (text, mix (seed), row, label);
      if (text->len >= FLUSH_BYTES && !write_text (text))
        return FALSE;
    }
  return write_text (text) && fclose (stdout) == 0;
}

static gboolean
parse_arguments (int argc, char **argv, gint64 *seed, guint64 *n_rows, gboolean *label,
                 GError **error)
{
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, seed, "Another set of customers (default 1)", "N" },
    { "label", 0, 0, G_OPTION_ARG_NONE, label, "Add the column Churn", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("ROWS");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc == 2 && g_ascii_string_to_unsigned (argv[1], 10, 0, MAX_ROWS, n_rows, NULL))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "give the number of rows, from 0 to %d; see --help", MAX_ROWS);
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gint64 seed = 1;
  guint64 n_rows = 0;
  gboolean label = FALSE;

  if (!parse_arguments (argc, argv, &seed, &n_rows, &label, &error))
    {
      g_printerr ("generate-telco: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (!write_rows ((guint64) seed, n_rows, label))
    {
      g_printerr ("generate-telco: cannot write: %s\n", g_strerror (errno));
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}

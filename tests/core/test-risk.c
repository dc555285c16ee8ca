/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-risk.h"

#include <math.h>

static void
test_millionths (void)
{
  g_assert_cmpuint (rw_probability_to_millionths (0), ==, 0);
  g_assert_cmpuint (rw_probability_to_millionths (1), ==, 1000000);
  g_assert_cmpuint (rw_probability_to_millionths (0.7f), ==, 700000);
  g_assert_cmpuint (rw_probability_to_millionths (0.1234564f), ==, 123456);
  g_assert_cmpuint (rw_probability_to_millionths (0.1234566f), ==, 123457);
  g_assert_cmpuint (rw_probability_to_millionths (1e-7f), ==, 0);
  g_assert_cmpuint (rw_probability_to_millionths (nextafterf (1, 0)), ==, 1000000);
}

/* 0.7f is a little below 0.7, and shown as 0.700000: it must be high. */
static void
test_borders (void)
{
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 0.7f), ==, RW_RISK_HIGH);
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 0.6999996f), ==, RW_RISK_HIGH);
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 0.699999f), ==, RW_RISK_MEDIUM);
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 0.4f), ==, RW_RISK_MEDIUM);
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 0.399999f), ==, RW_RISK_LOW);
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 0), ==, RW_RISK_LOW);
  g_assert_cmpint (rw_risk_bands_classify (&rw_risk_bands, 1), ==, RW_RISK_HIGH);
}

static void
test_names (void)
{
  g_assert_cmpstr (rw_risk_get_id (RW_RISK_HIGH), ==, "High");
  g_assert_cmpstr (rw_risk_get_id (RW_RISK_MEDIUM), ==, "Medium");
  g_assert_cmpstr (rw_risk_get_id (RW_RISK_LOW), ==, "Low");
  g_assert_cmpstr (rw_risk_get_title (RW_RISK_LOW), ==, "Low");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/risk/millionths", test_millionths);
  g_test_add_func ("/risk/borders", test_borders);
  g_test_add_func ("/risk/names", test_names);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rw-model-store.h"

#include "rw-error.h"
#include "rw-io.h"
#include "rw-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define REMOVED        ".removed"
#define SHA256_DIGITS  64u
#define MAX_NAME_BYTES 200u /* a file's name may have 255 */

static const char *const extensions[] = { ".json", ".ubj" };

/* What a model's file is called. */
typedef struct
{
  const char *folder;
  const char *extension;
} Place;

static const char *
get_extension (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_suffix (file, extensions[i]))
      return extensions[i];
  return "";
}

static void
read_facts (RwStoredModel *stored)
{
  const json_t *training = rw_model_get_manifest (stored->model)->training;
  const json_t *auc = json_object_get (json_object_get (training, "figures"), "auc");
  const json_t *mean = json_object_get (auc, "mean");

  stored->n_rows = (guint64) MAX (0, json_integer_value (json_object_get (training, "rows")));
  if (json_is_number (mean))
    stored->auc = json_number_value (mean);
}

/* Takes @model, or the error why there is none. */
static RwStoredModel *
stored_new (const char *path, RwModel *model, GError *problem)
{
  RwStoredModel *stored = g_new0 (RwStoredModel, 1);
  GStatBuf facts;

  stored->path = g_strdup (path);
  stored->model = model;
  stored->auc = NAN;
  if (path != NULL && g_stat (path, &facts) == 0)
    stored->kept_at =
        (gint64) facts.st_mtim.tv_sec * 1000 + (gint64) facts.st_mtim.tv_nsec / 1000000;
  if (model != NULL)
    read_facts (stored);
  else
    stored->problem = g_strdup (problem->message);
  stored->name = path != NULL ? rw_model_store_dup_name (path)
                              : g_strdup (rw_model_get_manifest (model)->title);
  g_clear_error (&problem);
  return stored;
}

static RwStoredModel *
stored_new_shipped (GError **error)
{
  RwModel *model = rw_model_load_default (error);

  return model != NULL ? stored_new (NULL, model, NULL) : NULL;
}

/* Errors: cancelled. What else is wrong with the file is the model's problem. */
static RwStoredModel *
stored_load (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RwModel *model = rw_model_load (path, cancellable, &problem);

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return stored_new (path, model, g_steal_pointer (&problem));
  g_clear_object (&model);
  return NULL;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  const char *const *x = a;
  const char *const *y = b;
  g_autofree char *name_x = rw_model_store_dup_name (*x);
  g_autofree char *name_y = rw_model_store_dup_name (*y);
  int order = g_utf8_collate (name_x, name_y);

  return order != 0 ? order : strcmp (*x, *y);
}

/* NULL: there is none yet, or @error says why it cannot be read. */
static GDir *
open_folder (const char *folder, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GDir *dir = g_dir_open (folder, 0, &reason);

  if (dir == NULL && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, RW_ERROR, RW_ERROR_FILE, _ ("The folder of your models cannot be read: %s"),
                 reason->message);
  return dir;
}

/* The models' files (char) by their names. */
static GPtrArray *
list_paths (GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = rw_model_store_dup_folder ();
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = open_folder (folder, &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  for (const char *file; dir != NULL && (file = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      if (file[0] != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_names_cb);
  return g_steal_pointer (&paths);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return rw_error_set_errno (error, RW_ERROR_FILE, errno,
                             _ ("The folder of your models cannot be made"));
}

static gboolean
is_taken (const char *folder, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autofree char *file = g_strconcat (name, extensions[i], NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* Makes an empty file of that name, which nobody else gets, to be replaced by the model. NULL
 * without an error: the name is taken. */
static char *
reserve (const Place *place, const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, place->extension, NULL);
  g_autofree char *path = g_build_filename (place->folder, file, NULL);

  if (is_taken (place->folder, name))
    return NULL;
  int fd = rw_io.open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd >= 0)
    {
      close (fd);
      return g_steal_pointer (&path);
    }
  if (errno != EEXIST)
    rw_error_set_errno (error, RW_ERROR_FILE, errno, _ ("The model cannot be kept"));
  return NULL;
}

/* The same with the first number behind the name that makes it free. */
static char *
reserve_numbered (const Place *place, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *path = make_folder (place->folder, &reason) ? reserve (place, name, &reason) : NULL;

  for (guint number = 2; path == NULL && reason == NULL; number++)
    {
      g_autofree char *other = g_strdup_printf ("%s %u", name, number);
      path = reserve (place, other, &reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return path;
}

/* Puts the file over the reserved one, which goes away when that fails. Takes @reserved. */
static char *
move (const char *path, char *reserved, GError **error)
{
  if (rw_io.rename (path, reserved) == 0 && rw_io_sync_folder_of (reserved))
    return reserved;
  rw_error_set_errno (error, RW_ERROR_FILE, errno, _ ("The model cannot be moved"));
  g_unlink (reserved);
  g_free (reserved);
  return NULL;
}

/* @text as a name that a file can have; maybe empty. */
static char *
make_name (const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (name->len + g_unichar_to_utf8 (c, NULL) > MAX_NAME_BYTES)
        break;
      g_string_append_unichar (name, c == '/' || g_unichar_iscntrl (c) ? '-' : c);
    }
  if (name->str[0] == '.')
    name->str[0] = '-';
  return g_strstrip (g_strdup (name->str));
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *fitting = make_name (name);

  if (name[0] != '\0' && strcmp (fitting, name) == 0)
    return TRUE;
  g_set_error (error, RW_ERROR, RW_ERROR_FILE,
               _ ("A model cannot be called “%s”. Its name may not be empty, begin with a point, "
                  "hold “/” or line ends, or be longer than %u bytes."),
               name, MAX_NAME_BYTES);
  return FALSE;
}

static RwStoredModel *
write_model (GBytes *bytes, RwModel *model, const char *name, GError **error)
{
  const char *start = g_bytes_get_data (bytes, NULL);
  g_autofree char *folder = rw_model_store_dup_folder ();
  Place place = { folder, start[1] == '"' || g_ascii_isspace (start[1]) ? ".json" : ".ubj" };
  g_autofree char *path = reserve_numbered (&place, name, error);
  g_autoptr (RwOutput) output = path != NULL ? rw_output_open (path, error) : NULL;

  if (output != NULL && rw_output_write_whole (output, bytes, error))
    return stored_new (path, g_object_ref (model), NULL);
  if (path != NULL)
    g_unlink (path);
  return NULL;
}

void
rw_stored_model_free (RwStoredModel *stored)
{
  g_free (stored->name);
  g_free (stored->path);
  g_clear_object (&stored->model);
  g_free (stored->problem);
  g_free (stored);
}

char *
rw_model_store_dup_name (const char *path)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (file, -1);

  return g_strndup (valid, strlen (valid) - strlen (get_extension (valid)));
}

char *
rw_model_store_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "retainwise", "models", NULL);
}

GPtrArray *
rw_model_store_list (GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rw_stored_model_free);
  g_autoptr (GPtrArray) paths = list_paths (error);
  RwStoredModel *stored = paths != NULL ? stored_new_shipped (error) : NULL;

  for (guint i = 0; stored != NULL && i < paths->len; i++)
    {
      g_ptr_array_add (list, stored);
      stored = stored_load (paths->pdata[i], cancellable, error);
    }
  if (stored == NULL)
    return NULL;
  g_ptr_array_add (list, stored);
  return g_steal_pointer (&list);
}

/* Whether the SHA-256 of the file begins so; not if it cannot be read. */
static gboolean
has_digits (const char *path, const char *digits, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = rw_model_read (path, cancellable, NULL);
  g_autofree char *sha256 =
      bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return sha256 != NULL && g_str_has_prefix (sha256, digits);
}

/* The number of the only file among @paths, or behind them for the one that ships, whose SHA-256
 * begins so. -1: there is none, or are several, as @error says then. */
static int
find_sha256 (const GPtrArray *paths, const char *what, GCancellable *cancellable, GError **error)
{
  g_autofree char *digits = g_ascii_strdown (what, -1);
  int found = -1;

  for (guint i = 0; strlen (digits) >= RW_MODEL_STORE_MIN_DIGITS && i <= paths->len; i++)
    {
      if (!has_digits (i < paths->len ? paths->pdata[i] : NULL, digits, cancellable))
        continue;
      if (found >= 0)
        {
          g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                       _ ("The SHA-256 of several models begins with “%s”. Write more of it."),
                       what);
          return -1;
        }
      found = (int) i;
    }
  return found;
}

static int
find_name (const GPtrArray *paths, const RwStoredModel *shipped, const char *what)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = rw_model_store_dup_name (paths->pdata[i]);
      if (strcmp (name, what) == 0)
        return (int) i;
    }
  return strcmp (shipped->name, what) == 0 ? (int) paths->len : -1;
}

/* A whole SHA-256 was remembered by a program, anything else was written by a person. */
static void
refuse_unknown (const char *what, GError **error)
{
  if (strlen (what) == SHA256_DIGITS && strspn (what, "0123456789abcdef") == SHA256_DIGITS)
    g_set_error (
        error, RW_ERROR, RW_ERROR_MODEL,
        _ ("The model whose SHA-256 begins with “%.8s” is not kept any more. Choose another "
           "one."),
        what);
  else
    g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                 _ ("There is no file “%s”, and no model with this name or SHA-256 is kept. "
                    "“retainwise-cli model list” tells which are."),
                 what);
}

RwStoredModel *
rw_model_store_find (const char *what, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) paths = list_paths (error);
  g_autoptr (RwStoredModel) shipped = paths != NULL ? stored_new_shipped (error) : NULL;
  g_autoptr (GError) reason = NULL;

  if (shipped == NULL)
    return NULL;
  int found = find_name (paths, shipped, what);
  if (found < 0)
    found = find_sha256 (paths, what, cancellable, &reason);
  if (found < 0 && reason == NULL)
    refuse_unknown (what, &reason);
  if (found < 0)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (found < (int) paths->len)
    return stored_load (paths->pdata[found], cancellable, error);
  return found < 0 ? NULL : g_steal_pointer (&shipped);
}

RwModel *
rw_model_store_load (const char *what, GCancellable *cancellable, GError **error)
{
  if (strchr (what, G_DIR_SEPARATOR) != NULL || g_file_test (what, G_FILE_TEST_EXISTS))
    return rw_model_load (what, cancellable, error);
  g_autoptr (RwStoredModel) stored = rw_model_store_find (what, cancellable, error);
  if (stored != NULL && stored->problem != NULL)
    g_set_error_literal (error, RW_ERROR, RW_ERROR_MODEL, stored->problem);
  return stored != NULL ? g_steal_pointer (&stored->model) : NULL;
}

RwStoredModel *
rw_model_store_add (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (RwModel) model =
      name == NULL || check_name (name, error) ? rw_model_load_bytes (bytes, error) : NULL;
  g_autoptr (GPtrArray) paths = model != NULL ? list_paths (error) : NULL;

  if (paths == NULL)
    return NULL;
  for (guint i = 0; i <= paths->len; i++)
    {
      const char *path = i < paths->len ? paths->pdata[i] : NULL;
      if (has_digits (path, rw_model_get_sha256 (model), cancellable))
        return stored_new (path, g_steal_pointer (&model), NULL);
    }
  if (name != NULL)
    return write_model (bytes, model, name, error);
  g_autofree char *title = make_name (rw_model_get_manifest (model)->title);
  return write_model (bytes, model, title[0] != '\0' ? title : _ ("Model"), error);
}

char *
rw_model_store_rename (const char *path, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *old = rw_model_store_dup_name (path);
  Place place = { folder, get_extension (path) };

  if (!check_name (name, error))
    return NULL;
  if (strcmp (old, name) == 0)
    return g_strdup (path);
  char *reserved = reserve (&place, name, &reason);
  if (reserved == NULL && reason == NULL)
    g_set_error (&reason, RW_ERROR, RW_ERROR_FILE,
                 _ ("Another model is called “%s”. Choose another name."), name);
  if (reserved != NULL)
    return move (path, reserved, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

char *
rw_model_store_remove (const char *path, GError **error)
{
  g_autofree char *folder = rw_model_store_dup_folder ();
  g_autofree char *removed = g_build_filename (folder, REMOVED, NULL);
  g_autofree char *name = rw_model_store_dup_name (path);
  Place place = { removed, get_extension (path) };
  char *reserved = reserve_numbered (&place, name, error);

  return reserved != NULL ? move (path, reserved, error) : NULL;
}

char *
rw_model_store_restore (const char *removed, const char *name, GError **error)
{
  g_autofree char *folder = rw_model_store_dup_folder ();
  Place place = { folder, get_extension (removed) };
  char *reserved = reserve_numbered (&place, name, error);

  return reserved != NULL ? move (removed, reserved, error) : NULL;
}

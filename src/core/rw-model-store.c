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

/* The name of the model in @path. */
static char *
dup_name (const char *path)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (file, -1);

  return g_strndup (valid, strlen (valid) - strlen (get_extension (valid)));
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
  stored->name = path != NULL ? dup_name (path) : g_strdup (rw_model_get_manifest (model)->title);
  g_clear_error (&problem);
  return stored;
}

static RwStoredModel *
stored_new_shipped (GError **error)
{
  RwModel *model = rw_model_load_default (error);

  return model != NULL ? stored_new (NULL, model, NULL) : NULL;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  const RwStoredModel *x = *(RwStoredModel *const *) a;
  const RwStoredModel *y = *(RwStoredModel *const *) b;
  int order = g_utf8_collate (x->name, y->name);

  return order != 0 ? order : strcmp (x->path, y->path);
}

/* A file that went away in the meantime is none. */
static gboolean
list_file (GPtrArray *list, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  RwModel *model = rw_model_load (path, cancellable, &problem);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (model != NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    g_ptr_array_add (list, stored_new (path, model, g_steal_pointer (&problem)));
  return TRUE;
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

static gboolean
list_folder (GPtrArray *list, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = open_folder (folder, &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  for (const char *file; dir != NULL && (file = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (file[0] != '.' && !list_file (list, path, cancellable, error)))
        return FALSE;
    }
  g_ptr_array_sort (list, compare_names_cb);
  return TRUE;
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
steal (GPtrArray *list, guint i)
{
  return g_ptr_array_steal_index (list, i);
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
rw_model_store_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "retainwise", "models", NULL);
}

GPtrArray *
rw_model_store_list (GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rw_stored_model_free);
  g_autofree char *folder = rw_model_store_dup_folder ();
  RwStoredModel *shipped =
      list_folder (list, folder, cancellable, error) ? stored_new_shipped (error) : NULL;

  if (shipped == NULL)
    return NULL;
  g_ptr_array_insert (list, 0, shipped);
  return g_steal_pointer (&list);
}

/* The only model whose SHA-256 begins with @digits; NULL without an error: there is none. */
static RwStoredModel *
find_sha256 (GPtrArray *list, const char *digits, GError **error)
{
  g_autofree char *wanted = g_ascii_strdown (digits, -1);
  guint found = list->len;

  if (strlen (wanted) < RW_MODEL_STORE_MIN_DIGITS)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const RwStoredModel *stored = list->pdata[i];
      if (stored->model == NULL || !g_str_has_prefix (rw_model_get_sha256 (stored->model), wanted))
        continue;
      if (found < list->len)
        {
          g_set_error (error, RW_ERROR, RW_ERROR_MODEL,
                       _ ("The SHA-256 of several models begins with “%s”. Write more of it."),
                       digits);
          return NULL;
        }
      found = i;
    }
  return found < list->len ? steal (list, found) : NULL;
}

RwStoredModel *
rw_model_store_find (const char *what, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = rw_model_store_list (cancellable, error);
  g_autoptr (GError) reason = NULL;

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((const RwStoredModel *) list->pdata[i])->name, what) == 0)
      return steal (list, i);
  RwStoredModel *stored = find_sha256 (list, what, &reason);
  if (stored == NULL && reason == NULL)
    g_set_error (&reason, RW_ERROR, RW_ERROR_MODEL,
                 _ ("There is no file “%s”, and no model with this name or SHA-256 is kept. "
                    "“retainwise-cli model list” tells which are."),
                 what);
  if (stored == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return stored;
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
  g_autoptr (GPtrArray) list = model != NULL ? rw_model_store_list (cancellable, error) : NULL;

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const RwStoredModel *stored = list->pdata[i];
      if (stored->model != NULL &&
          strcmp (rw_model_get_sha256 (stored->model), rw_model_get_sha256 (model)) == 0)
        return steal (list, i);
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
  g_autofree char *old = dup_name (path);
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
  g_autofree char *name = dup_name (path);
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

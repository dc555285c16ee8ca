# SPDX-License-Identifier: GPL-3.0-or-later
"""A small tree that keeps every rule, and for each rule changes that break it and nothing else.

What the lint may not find in this very file is put together from pieces.
"""

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
C = f'/* {SPDX} */\n'
HASH = f'# {SPDX}\n'
ONCE = C + '#pragma once\n'
SHOUT = 'TO' + 'DO'

TABLE = C + '#include "rw-table.h"\n\n#include <glib.h>\n'
WINDOW = C + '#include "rw-window.h"\n\n#include "core/rw-table.h"\n#include <gtk/gtk.h>\n'
TEMPLATE_CALL = '''
void
rw_window_class_init (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, "/ui/%s");
}
'''
UI = '<interface>\n  <template class="RwWindow" parent="GtkWindow"/>\n</interface>\n'

# Looks like trouble in comments, strings, types and at the limits, and is none.
WIDE_TYPE = '\ntypedef struct\n{\n' + '  int column;\n' * 50 + '} Wide;\n'
DECOYS = r"""
/* goto, g_error (x), a == TRUE, _("text") and
#include <gtk/gtk.h>
   are words in a comment; so is don't. */
static const char *words[] = { "goto == TRUE {{{{{{{{{{{{", "g_error (\"x\")", "/* \\" };
static const char quotes[] = { '"', '\'', '{', '"' };

gboolean
rw_table_check (GError **error)
{
  if (words[0] == NULL)
    {
      g_set_error (error, 0, 0, "return TRUE; %s", quotes);
      return FALSE;
    }
  return TRUE;
}
"""


def function(name, statements):
    return f'\nvoid\n{name} (void)\n{{\n' + '  g_print ("");\n' * statements + '}\n'


def body(*lines):
    return '\nvoid\nrw_table_run (int a)\n{\n' + ''.join(f'  {line}\n' for line in lines) + '}\n'


def nested(levels):
    """Blocks inside each other in GNU's layout."""
    inner = ['g_print ("");']
    for _ in range(levels):
        inner = ['if (a)', '  {', *('    ' + line for line in inner), '  }']
    return body(*inner)


def including(folder, header):
    return {f'src/{folder}/rw-new.h': ONCE + f'#include {header}\n'}


CLEAN = {
    '.ci/run': '#!/bin/bash\n' + HASH + 'exec ./dev\n',
    'README.md': 'The code is in src/work/, $HOME/work/ or a home/user.\n',
    'dev': '#!/bin/bash\n' + HASH + 'echo "ready"\n',
    'meson.build': HASH + "project('retainwise', 'c')\n",
    'po/POTFILES': '# texts\nsrc/app/rw-window.c\nsrc/core/rw-table.c\n',
    'src/app/rw-window.c': WINDOW + TEMPLATE_CALL % 'window.ui' + function('a_class_init', 78),
    'src/app/rw-window.h': ONCE,
    'src/chart/rw-plot.h': ONCE + '#include "core/rw-table.h"\n#include <cairo.h>\n',
    'src/cli/rw-main.h': ONCE + '#include "hosted/rw-sync.h"\n#include "chart/rw-plot.h"\n',
    'src/core/rw-table.c': TABLE + WIDE_TYPE + DECOYS + function('rw_table_full', 38) + nested(4),
    'src/core/rw-table.h': ONCE + '#define N_(text) (text)\n',
    'src/hosted/rw-sync.h': ONCE + '#include "../core/rw-table.h"\n#include <sqlite3.h>\n',
    'src/service/main.c': C + '#include "rw-sync.h"\n#include <microhttpd.h>\n',
    'tests/core/test-table.c': C,
    'tests/data/odd.csv': 'a,b \r\n\t1,2',
    'tests/data/odd.bin': '\0/' + 'work/',
    'tests/half.py': HASH * 500,
    'ui/menu.ui': '<interface/>\n',
    'ui/window.ui': UI,
}


def table_case(rule, line, text):
    """Appends to rw-table.c; the line counts from the end of its includes."""
    place = f'src/core/rw-table.c:{TABLE.count(chr(10)) + line}'
    return rule, place, {'src/core/rw-table.c': TABLE + text}


def note_case(rule, line, text):
    return rule, f'notes.md:{line}', {'notes.md': text}


def layer_case(folder, header):
    return 'layers', f'src/{folder}/rw-new.h:3', including(folder, header)


FORMAT_CASES = (
    table_case('clang-format', 2, '\nint  wide;\n'),
    ('clang-format', '.clang-format:1', {'.clang-format': 'Nonsense: yes\n'}),
)
LENGTH_CASES = (
    ('file length', 'tests/half.py:501', {'tests/half.py': HASH * 501}),
    ('file length', 'ui/menu.ui:501', {'ui/menu.ui': '<!-- a -->\n' * 500 + '<interface/>\n'}),
    ('file length', 'src/core/rw-table.h:502', {'src/core/rw-table.h': ONCE + 'int a;\n' * 500}),
    table_case('function length', 4, function('rw_table_full', 39)),
    table_case('function length', 4, function('rw_table_class_init', 79)),
    ('function length', 'tests/core/test-table.c:5',
     {'tests/core/test-table.c': C + function('check', 39)}),
    table_case('nesting', 14, nested(5)),
)
LAYER_CASES = (
    layer_case('core', '<gtk/gtk.h>'),
    layer_case('core', '<adwaita.h>'),
    layer_case('core', '<cairo-svg.h>'),
    layer_case('core', '<pango/pango.h>'),
    layer_case('core', '<curl/curl.h>'),
    layer_case('core', '<sqlite3.h>'),
    layer_case('core', '<microhttpd.h>'),
    layer_case('core', '<libpq-fe.h>'),
    layer_case('core', '"hosted/rw-sync.h"'),
    layer_case('core', '"rw-sync.h"'),
    layer_case('core', '"../app/rw-window.h"'),
    layer_case('chart', '<gdk/gdk.h>'),
    layer_case('chart', '<adwaita.h>'),
    layer_case('chart', '"hosted/rw-sync.h"'),
    layer_case('hosted', '<gtk/gtk.h>'),
    layer_case('hosted', '<libadwaita-1/adwaita.h>'),
    layer_case('hosted', '<cairo/cairo.h>'),
    layer_case('hosted', '"chart/rw-plot.h"'),
    layer_case('cli', '"app/rw-window.h"'),
    layer_case('service', '"chart/rw-plot.h"'),
    layer_case('app', '"cli/rw-main.h"'),
    ('layers', 'src/core/rw-new.h:3',
     including('core', '"rw-server.h"') | {'src/service/rw-server.h': ONCE}),
    ('layers', 'src/app/rw-new.h:3',
     including('app', '"service/rw-server.h"') | {'src/service/rw-server.h': ONCE}),
    ('layers', 'src/other/rw-new.h:1', {'src/other/rw-new.h': ONCE}),
    ('layers', 'src/main.c:1', {'src/main.c': C}),
)
WORD_CASES = (
    table_case('words', 5, body('goto out;')),
    table_case('words', 5, body('a = a == TRUE;')),
    table_case('words', 5, body('a = a == FALSE;')),
    table_case('words', 5, body('a = a != TRUE;')),
    table_case('words', 5, body('g_error ("bad");')),
    table_case('words', 2, f'\n/* {SHOUT}: later */\n'),
    table_case('words', 2, '\nconst char *name = "a\tb";\n'),
    note_case('words', 2, 'one\n' + 'FIX' + 'ME\n'),
    note_case('words', 2, 'one\n' + 'X' * 3 + '\n'),
    note_case('words', 2, 'one\ntwo \nthree\n'),
    note_case('words', 1, 'one\r\ntwo\n'),
    note_case('words', 2, 'one\ntwo'),
    note_case('words', 3, 'one\ntwo\n\n'),
    ('words', 'dev:2', {'dev': HASH + f'echo "{SHOUT}"\n'}),
)
FILE_CASES = (
    ('licence', 'src/core/rw-new.h:1', {'src/core/rw-new.h': '#pragma once\n'}),
    ('licence', 'src/meson.build:1', {'src/meson.build': "subdir('core')\n"}),
    ('licence', 'tests/core/test-table.c:1', {'tests/core/test-table.c': 'int a;\n' * 3 + C}),
    ('licence', 'tests/half.py:1', {'tests/half.py': 'pass\n'}),
    ('licence', 'tool.sh:1', {'tool.sh': 'echo "ready"\n'}),
    ('licence', 'dev:1', {'dev': 'echo "ready"\n'}),
    ('headers', 'src/core/rw-new.h:1', {'src/core/rw-new.h': C + '/*\n#pragma once\n*/\n'}),
    ('headers', 'src/core/rw-table.c:2',
     {'src/core/rw-table.c': C + '#include <glib.h>\n#include "rw-table.h"\n'}),
    ('headers', 'src/core/rw-table.c:1', {'src/core/rw-table.c': C}),
    ('tests', 'src/core/rw-table.c:1', {'tests/core/test-table.c': None}),
    ('shell', 'dev:3', {'dev': HASH + 'if true\n'}),
    ('shell', '.ci/run:3', {'.ci/run': HASH + '(\n'}),
    ('shell', 'tool.sh:2', {'tool.sh': HASH + ')\n'}),
    table_case('errors', 5, body('g_set_error (e, 0, 0, "%s;", f (a));', 'return TRUE;')),
    table_case('errors', 5, body('g_set_error_literal (e, 0, 0, "{");', 'return TRUE;')),
    table_case('errors', 5, body('g_propagate_error (e, own);', '/* why */', 'return TRUE;')),
)
PAIR_CASES = (
    ('pairs', 'ui/other.ui:2', {'ui/other.ui': UI}),
    ('pairs', 'ui/window.ui:2', {'src/app/rw-window.c': WINDOW + '/* window.ui */\n'}),
    ('pairs', 'src/app/rw-new.c:6',
     {'src/app/rw-new.c': C + '\n' + (TEMPLATE_CALL % 'gone.ui').lstrip('\n')}),
    ('pairs', 'src/app/rw-window.c:10', {'ui/window.ui': None, 'ui/menu.ui': None}),
)
TRANSLATION_CASES = tuple(
    ('translations', 'src/app/rw-new.c:3', {'src/app/rw-new.c': C + f'\nconst char *s = {text};\n'})
    for text in ('_ ("a")', 'N_ ("a")', 'C_ ("a", "b")', 'ngettext ("a", "b", 2)')) + (
    ('translations', 'po/POTFILES:1', {'po/POTFILES': 'src/app/rw-gone.c\nsrc/core/rw-table.c\n'}),
    ('translations', 'po/POTFILES:2',
     {'po/POTFILES': 'src/core/rw-table.c\nsrc/app/rw-window.c\n'}),
    ('translations', 'po/POTFILES:2', {'po/POTFILES': 'src/core/rw-table.c\n' * 2}),
    ('translations', 'ui/menu.ui:1',
     {'ui/menu.ui': '<property name="label" translatable="yes">Open</property>\n'}),
    ('translations', 'ui/menu.ui:1',
     {'ui/menu.ui': '<attribute name="label">Open</attribute>\n'}),
    ('translations', 'src/app/rw-new.c:2',
     {'src/app/rw-new.c': C + 'int a = N_ ("a");\n', 'po/POTFILES': None}),
)
PATH_CASES = tuple(
    note_case('paths', 2, f'one\n{text}\n')
    for text in ('/' + 'work/main', '/' + 'root/x', '/' + 'home/user', '"-I/' + 'work/include"',
                 'file:///' + 'work/main', 'registry.' + 'npmjs.org', 'deb.' + 'debian.org',
                 'pypi.' + 'org', 'files.' + 'pythonhosted.org', 'https://crates.' + 'io'))

CASES = (*FORMAT_CASES, *LENGTH_CASES, *LAYER_CASES, *WORD_CASES, *FILE_CASES, *PAIR_CASES,
         *TRANSLATION_CASES, *PATH_CASES)

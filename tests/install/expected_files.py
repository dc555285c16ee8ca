# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed below the prefix."""

ID = 'com.retainwiseanalytics.Desktop'
PROGRAMS = ('retainwise', 'retainwise-cli', 'retainwise-server', 'retainwise-worker')

SERVICE = (
    'API.md', 'CAPACITY.md', 'GUIDE.md', 'amazon/README.md', 'amazon/server-policy.json', 'amazon/worker-policy.json',
    'as-retainwise.sh', 'move-jobs.sh', 'nginx.conf',
    *(f'terraform/{name}.tf' for name in ('alarms', 'database', 'main', 'outputs', 'queue', 'roles', 'storage',
                                          'variables')),
    'worker-network.conf',
)

FILES = sorted([
    *(f'bin/{program}' for program in PROGRAMS),
    *(f'share/man/man1/{program}.1' for program in PROGRAMS),
    *(f'share/bash-completion/completions/{program}' for program in PROGRAMS),
    'lib/systemd/system/retainwise-server.service',
    'lib/systemd/system/retainwise-worker@.service',
    'lib/sysusers.d/retainwise.conf',
    f'share/applications/{ID}.desktop',
    f'share/dbus-1/services/{ID}.service',
    f'share/glib-2.0/schemas/{ID}.gschema.xml',
    f'share/icons/hicolor/scalable/apps/{ID}.svg',
    f'share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg',
    f'share/metainfo/{ID}.metainfo.xml',
    'share/locale/de/LC_MESSAGES/retainwise.mo',
    'share/retainwise/samples/telco-sample.csv',
    *(f'share/retainwise/service/{name}' for name in SERVICE),
])

# Made by caches.sh, where the desktop has what makes them.
CACHES = ('share/applications/mimeinfo.cache', 'share/glib-2.0/schemas/gschemas.compiled',
          'share/icons/hicolor/icon-theme.cache')

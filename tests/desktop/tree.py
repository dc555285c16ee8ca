# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program shows, as a screen reader sees it. Nothing is remembered: every question goes to
the program, and what has gone meanwhile counts as not there.

The questions are those of the AT-SPI bus. Libatspi is not asked: it keeps states that have changed
since, and counts windows before it takes one, which ends GTK 4.8 when one closes in between.
"""

import re
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from tap import Failure  # noqa: E402

SECONDS = 20  # for anything to happen
PAUSE = 0.02
ANSWER = 10000  # ms for one answer
REGISTRY = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
NOTHING = '/org/a11y/atspi/null'
IN_WINDOW = 1  # of two systems of coordinates
# What is in these is much or nothing, and looked at where it is wanted.
CLOSED = ('label', 'list box', 'list item', 'status bar', 'table row', 'tree table')


def call(bus, place, interface, method, arguments=None):
    answer = bus.call_sync(*place, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                           ANSWER, None)
    return answer.unpack()


def connect():
    """The desktop, whose children are programs."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address, = call(session, ('org.a11y.Bus', '/org/a11y/bus'), 'org.a11y.Bus', 'GetAddress')
    flags = Gio.DBusConnectionFlags
    bus = Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION)
    return Node(bus, REGISTRY)


class Node:
    """A thing on the screen."""

    def __init__(self, bus, place):
        self.bus, self.place = bus, tuple(place)

    def __eq__(self, other):
        return self.place == other.place

    def ask(self, interface, method, signature='()', *arguments):
        return call(self.bus, self.place, f'org.a11y.atspi.{interface}', method,
                    GLib.Variant(signature, arguments))

    def get(self, name, interface='Accessible'):
        arguments = GLib.Variant('(ss)', (f'org.a11y.atspi.{interface}', name))
        return call(self.bus, self.place, 'org.freedesktop.DBus.Properties', 'Get', arguments)[0]

    @property
    def role(self):
        number, = self.ask('Accessible', 'GetRole')
        return Atspi.role_get_name(Atspi.Role(number))

    @property
    def name(self):
        """Without the mark of the mnemonic: GTK 4.8 says “_Open Open”."""
        text = self.get('Name')
        plain = text[len(text) // 2 + 1:]
        return plain if text == f'{text[:len(text) // 2]} {plain}' and '_' in text else text

    @property
    def description(self):
        return self.get('Description')

    @property
    def pid(self):
        """Of the program that shows it."""
        return call(self.bus, ('org.freedesktop.DBus', '/org/freedesktop/DBus'),
                    'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                    GLib.Variant('(s)', self.place[:1]))[0]

    def has(self, state):
        """Of “active”, “checked”, “editable”, “focusable”, “focused”, “pressed”, “sensitive” …"""
        (low, high), = self.ask('Accessible', 'GetState')
        return bool((low | high << 32) >> getattr(Atspi.StateType, state.upper()) & 1)

    @property
    def area(self):
        """x, y, width and height in the window."""
        return self.ask('Component', 'GetExtents', '(u)', IN_WINDOW)[0]

    @property
    def is_shown(self):
        """GTK 4.8 has no state for it: what is not on its stack's page has no size."""
        width, height = self.area[2:]
        return width > 0 and height > 0

    @property
    def children(self):
        places, = self.ask('Accessible', 'GetChildren')
        return [Node(self.bus, place) for place in places if place[1] != NOTHING]

    @property
    def parent(self):
        return Node(self.bus, self.get('Parent'))

    @property
    def value(self):
        return self.get('CurrentValue', 'Value')

    @property
    def text(self):
        """What is written in an entry."""
        end = self.get('CharacterCount', 'Text')
        return self.ask('Text', 'GetText', '(ii)', 0, end)[0]

    def press(self):
        """What a click does."""
        if not self.ask('Action', 'DoAction', '(i)', 0)[0]:
            raise Failure(f'{self} cannot be pressed')

    def find_at(self, x, y):
        """What a click there would meet."""
        return Node(self.bus, self.ask('Component', 'GetAccessibleAtPoint', '(iiu)', x, y,
                                       IN_WINDOW)[0])

    def __str__(self):
        return f'{self.role} “{self.name}”'


def walk(node, closed=CLOSED):
    """A node and those below, parents first, but nothing in those of a role that is closed."""
    yield node
    try:
        children = node.children
    except GLib.Error:
        return
    for child in children:
        if is_closed(child, closed):
            yield child
        else:
            yield from walk(child, closed)


def is_closed(node, closed):
    try:
        return node.role in closed
    except GLib.Error:
        return True


def matches(node, role, name):
    try:
        return ((role is None or node.role == role)
                and (name is None or re.fullmatch(name, node.name) is not None) and node.is_shown)
    except GLib.Error:
        return False


def find(root, role=None, name=None, closed=CLOSED):
    """The first that is shown, with that role and a name that matches the expression @name."""
    return next((node for node in walk(root, closed) if matches(node, role, name)), None)


def find_parts(root, parts):
    """In one walk: for each key of @parts the first node with its role and name, if all are there."""
    found = {}
    for node in walk(root):
        for key, (role, name) in parts.items():
            if key not in found and matches(node, role, name):
                found[key] = node
    return found if len(found) == len(parts) else None


def is_on_top(window, node):
    """Whether a click in its middle goes to it: pages of a stack that were shown before keep their
    size."""
    x, y, width, height = node.area
    return window.find_at(x + width // 2, y + height // 2) == node


def wait(condition, what, seconds=SECONDS):
    """Asks until the answer is yes, and returns it."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer = condition()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failure(f'waited {seconds} s for {what}')
        time.sleep(PAUSE)


def wait_for(root, role=None, name=None, closed=CLOSED, seconds=SECONDS):
    """Waits until it is shown."""
    return wait(lambda: find(root, role, name, closed), f'{role or "something"} “{name}”', seconds)


def wait_until_gone(root, role=None, name=None):
    wait(lambda: find(root, role, name) is None, f'{role or "something"} “{name}” to go')


def wait_for_name(node, wanted):
    """Waits for a text; says what is there instead."""
    try:
        wait(lambda: node.name == wanted, '')
    except Failure:
        raise Failure(f'{node} does not become “{wanted}”') from None

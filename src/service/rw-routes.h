/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rw-route.h"

G_BEGIN_DECLS

/* The routes of data/service/API.md; see rw_route_find(). */
const RwRoute *rw_routes_find (const char *method, const char *path, char **part, char **allowed);

G_END_DECLS

#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

/// Takes from a connection what the bot never needs and what a forged file, or SQL that got in, would need: writing to the
/// schema and to the tables behind an index (SQLITE_DBCONFIG_DEFENSIVE), views, extensions, and triggers other than the connection's own.
///
/// Here because Swift cannot call a function of variable arguments.
///
/// Returns an SQLite result code: anything but SQLITE_OK means that the connection must not be used.
int guildhall_defend(sqlite3 *connection);

#endif

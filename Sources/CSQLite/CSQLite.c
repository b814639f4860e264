#include "CSQLite.h"

static int set(sqlite3 *connection, int option, int value) {
    int found = -1;
    int result = sqlite3_db_config(connection, option, value, &found);
    if (result != SQLITE_OK) return result;
    return found == value ? SQLITE_OK : SQLITE_MISUSE;
}

int guildhall_defend(sqlite3 *connection) {
    int result = set(connection, SQLITE_DBCONFIG_DEFENSIVE, 1);
    if (result == SQLITE_OK) result = set(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    if (result == SQLITE_OK) result = set(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0);
    if (result == SQLITE_OK) result = set(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    return result;
}
